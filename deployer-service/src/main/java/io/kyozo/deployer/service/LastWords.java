package io.kyozo.deployer.service;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a replica printed last before it ended, without secrets.
 *
 * @param lines oldest first
 */
public record LastWords(List<Line> lines) {
    /** Nothing is known. */
    public static final LastWords NONE = new LastWords(List.of());

    private static final int SAID = 5;
    private static final int LONGEST = 300;

    public LastWords {
        lines = List.copyOf(lines);
    }

    /** A line, and when it was printed. */
    public record Line(Instant at, String text) {}

    /** Why it ended, followed by the last few lines that are not empty. */
    public String after(String why) {
        List<String> said = lines.stream()
                .map(line -> line.text().strip())
                .filter(text -> !text.isEmpty())
                .map(text -> text.length() <= LONGEST ? text : text.substring(0, LONGEST) + " …")
                .toList();
        String last = said.subList(Math.max(0, said.size() - SAID), said.size()).stream()
                .collect(Collectors.joining("\n"));
        return last.isEmpty() ? why + "; it printed nothing" : why + "; its last lines:\n" + last;
    }
}
