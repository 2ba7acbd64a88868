package io.kyozo.deployer.logs;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which lines of a workspace are looked for.
 *
 * @param teamId whose workspace it is
 * @param workspaceId the workspace
 * @param service only of this one; null for all
 * @param event only such lines; null for all
 * @param level at least as grave
 * @param text that they hold, in any case; empty for any
 * @param from not before; null for the beginning
 * @param to before this; null for now
 * @param limit how many, the newest
 */
public record LogQuery(
        UUID teamId,
        UUID workspaceId,
        @Nullable String service,
        @Nullable String event,
        LogLevel level,
        String text,
        @Nullable Instant from,
        @Nullable Instant to,
        int limit) {
    public LogQuery {
        text = text.toLowerCase(Locale.ROOT);
    }

    /** Whether {@code entry} is looked for. */
    public boolean matches(LogEntry entry) {
        return (service == null || service.equals(entry.service()))
                && (event == null || event.equals(entry.event()))
                && entry.level().atLeast(level)
                && (from == null || !entry.at().isBefore(from))
                && (to == null || entry.at().isBefore(to))
                && (text.isEmpty() || entry.text().toLowerCase(Locale.ROOT).contains(text));
    }

    /** Whether lines that services print may be among those looked for. */
    public boolean wantsOutput() {
        return event == null || event.equals(LogEntry.OUTPUT);
    }
}
