package io.kyozo.runtime.dockerfile;

import java.util.Locale;

/**
 * One instruction of a Dockerfile.
 *
 * @param keyword in upper case, such as {@code FROM}; empty for comments and blank lines
 * @param arguments what follows it, continuation lines joined by a blank
 * @param text as written, with its continuation lines
 */
public record Instruction(String keyword, String arguments, String text) {
    static Instruction other(String text) {
        return new Instruction("", "", text);
    }

    static Instruction of(String logicalLine, String text) {
        var trimmed = logicalLine.strip();
        var end = 0;
        while (end < trimmed.length() && !Character.isWhitespace(trimmed.charAt(end))) {
            end++;
        }
        return new Instruction(
                trimmed.substring(0, end).toUpperCase(Locale.ROOT),
                trimmed.substring(end).strip(),
                text);
    }

    boolean is(String name) {
        return keyword.equals(name);
    }
}
