package io.kyozo.runtime.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Numbers in the kernel's small text files; 0 where one is not there. */
final class Counters {
    private Counters() {}

    /** The number after {@code name}, in a file of names and numbers. */
    static long named(Path file, String name) throws IOException {
        for (var line : Files.readAllLines(file)) {
            var words = line.strip().split("[\\s:]+");
            if (words.length > 1 && words[0].equals(name)) {
                return Long.parseLong(words[1]);
            }
        }
        return 0;
    }

    /** The one number in a file. */
    static long only(Path file) throws IOException {
        var text = Files.readString(file).strip();
        return text.equals("max") ? 0 : Long.parseLong(text);
    }

    /** The sum of all {@code name=number} in a file. */
    static long sum(Path file, String name) throws IOException {
        var sum = 0L;
        for (var word : Files.readString(file).split("\\s+")) {
            if (word.startsWith(name + "=")) {
                sum += Long.parseLong(word.substring(name.length() + 1));
            }
        }
        return sum;
    }
}
