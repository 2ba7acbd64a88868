package io.kyozo.deployer.logs;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How grave a line is, from the least to the most. */
public enum LogLevel {
    DEBUG,
    INFO,
    WARN,
    ERROR;

    /** Programs name the level near the beginning of a line, after the time, or in a JSON field. */
    private static final int LOOKED_AT = 160;

    private static final Pattern JSON_FIELD =
            Pattern.compile("\"(?:level|severity|levelname|lvl)\"\\s*:\\s*\"?([A-Za-z]+|[0-9]{2})");
    private static final Pattern WORD = Pattern.compile(
            "(?<![A-Za-z_])(?:level=\"?)?(trace|debug|info|notice|warn|warning|error|err|fatal|critical|severe|panic|"
                    + "TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|FATAL|CRITICAL|SEVERE|PANIC)(?=[\\]:,|\"\\s)]|$)");

    /** The level that the line itself names; where it names none, what its stream suggests. */
    public static LogLevel of(String text, String stream) {
        String head = text.length() <= LOOKED_AT ? text : text.substring(0, LOOKED_AT);
        return named(head).orElse(stream.equals("stderr") ? WARN : INFO);
    }

    /** The constant of this name, as our own lines write it; info for any other. */
    public static LogLevel ofName(String name) {
        return ofWord(name).orElse(INFO);
    }

    /** Whether it is as grave as {@code other} or graver. */
    public boolean atLeast(LogLevel other) {
        return compareTo(other) >= 0;
    }

    private static Optional<LogLevel> named(String head) {
        Matcher json = JSON_FIELD.matcher(head);
        if (head.startsWith("{") && json.find()) {
            return ofWord(json.group(1));
        }
        Matcher word = WORD.matcher(head);
        return word.find() ? ofWord(word.group(1)) : Optional.empty();
    }

    /** Numbers are those of pino and bunyan. */
    private static Optional<LogLevel> ofWord(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "trace", "debug", "10", "20" -> Optional.of(DEBUG);
            case "info", "notice", "30" -> Optional.of(INFO);
            case "warn", "warning", "40" -> Optional.of(WARN);
            case "error", "err", "fatal", "critical", "severe", "panic", "50", "60" -> Optional.of(ERROR);
            default -> Optional.empty();
        };
    }
}
