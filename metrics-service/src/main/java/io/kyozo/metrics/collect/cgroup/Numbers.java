package io.kyozo.metrics.collect.cgroup;

import java.util.OptionalLong;

/**
 * Numbers in a kernel's text. What is no number, or too large for a long, is none: a wrong line must not take the others
 * away.
 */
record Numbers(String text) {
    /** The one number; none for {@code max}. */
    OptionalLong only() {
        return number(text.strip());
    }

    /** The number behind {@code name} at the start of a line. */
    OptionalLong named(String name) {
        int at = text.startsWith(name + " ") ? 0 : text.indexOf("\n" + name + " ");
        if (at < 0) {
            return OptionalLong.empty();
        }
        int start = text.indexOf(' ', at) + 1;
        int end = text.indexOf('\n', start);
        return number(text.substring(start, end < 0 ? text.length() : end).strip());
    }

    /** The sum of all {@code name=number}, as in {@code io.stat}. */
    OptionalLong sumOfPairs(String name) {
        OptionalLong sum = OptionalLong.empty();
        for (String word : text.split("\\s+")) {
            if (word.startsWith(name + "=")) {
                sum = plus(sum, number(word.substring(name.length() + 1)));
            }
        }
        return sum;
    }

    /** The sum over devices of one operation, as in {@code blkio.throttle.io_service_bytes}. */
    OptionalLong sumOfDevices(String operation) {
        OptionalLong sum = OptionalLong.of(0);
        for (String line : text.split("\n")) {
            String[] words = line.split("\\s+");
            if (words.length == 3 && words[1].equals(operation)) {
                sum = plus(sum, number(words[2]));
            }
        }
        return sum;
    }

    /** The sum over all network devices but the loop-back of a column of {@code /proc/net/dev}. */
    OptionalLong sumOfInterfaces(int column) {
        long sum = 0;
        for (String line : text.split("\n")) {
            int colon = line.indexOf(':');
            if (colon > 0 && !line.substring(0, colon).strip().equals("lo")) {
                String[] words = line.substring(colon + 1).strip().split("\\s+");
                sum += words.length > column ? number(words[column]).orElse(0) : 0;
            }
        }
        return OptionalLong.of(sum);
    }

    private static OptionalLong plus(OptionalLong sum, OptionalLong value) {
        return value.isEmpty() ? sum : OptionalLong.of(sum.orElse(0) + value.getAsLong());
    }

    private static OptionalLong number(String word) {
        try {
            long value = Long.parseLong(word);
            return value < 0 ? OptionalLong.empty() : OptionalLong.of(value);
        } catch (NumberFormatException notOne) {
            return OptionalLong.empty();
        }
    }
}
