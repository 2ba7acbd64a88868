package io.kyozo.e2e;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a command ended.
 *
 * @param line the command, for messages
 * @param code its exit code
 * @param output both streams
 */
record CommandRun(String line, int code, String output) {
    private static final Pattern ADDRESS = Pattern.compile("http://\\S+\\.localhost:\\d+\\S*");

    CommandRun succeeds() {
        return endsWith(0);
    }

    CommandRun endsWith(int expected) {
        if (code != expected) {
            throw new AssertionError("'" + line + "' ended with " + code + ", not " + expected + ":\n" + output);
        }
        return this;
    }

    /** The address of {@code service} among those that it printed. */
    String address(String service) {
        Matcher matcher = ADDRESS.matcher(output);
        while (matcher.find()) {
            if (matcher.group().startsWith("http://" + service + ".")) {
                return matcher.group();
            }
        }
        throw new AssertionError("'" + line + "' printed no address of " + service + ":\n" + output);
    }
}
