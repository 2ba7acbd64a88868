package io.kyozo.cli;

import java.time.Duration;
import java.util.Locale;

/** Figures as people say them. */
public final class Words {
    private Words() {}

    /** {@code 12 s}, {@code 3 min 4 s}, {@code 2 h 5 min}, {@code 3 days}. */
    public static String duration(Duration duration) {
        if (duration.toMinutes() == 0) {
            return duration.toSeconds() + " s";
        }
        if (duration.toHours() == 0) {
            return duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
        }
        if (duration.toDays() == 0) {
            return duration.toHours() + " h " + duration.toMinutesPart() + " min";
        }
        return duration.toDays() + (duration.toDays() == 1 ? " day" : " days");
    }

    /** {@code 900 B}, {@code 12 kB}, {@code 231 MB}; nothing for a negative number, which means unknown. */
    public static String bytes(long bytes) {
        if (bytes < 0) {
            return "";
        }
        if (bytes < 1000) {
            return bytes + " B";
        }
        if (bytes < 1_000_000) {
            return bytes / 1000 + " kB";
        }
        if (bytes < 1_000_000_000) {
            return bytes / 1_000_000 + " MB";
        }
        return String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
    }
}
