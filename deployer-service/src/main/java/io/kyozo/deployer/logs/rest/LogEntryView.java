package io.kyozo.deployer.logs.rest;

import io.kyozo.deployer.json.Words;
import io.kyozo.deployer.logs.LogEntry;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A line of a log as the API shows it; see {@link LogEntry}. */
@RegisterForReflection
public record LogEntryView(
        Instant at,
        String service,
        String event,
        String level,
        @Nullable UUID instance,
        @Nullable UUID deployment,
        String text) {
    /** The view of {@code entry}. */
    public static LogEntryView of(LogEntry entry) {
        return new LogEntryView(
                entry.at(),
                entry.service(),
                entry.event(),
                Words.of(entry.level()),
                entry.instance(),
                entry.deployment(),
                entry.text());
    }
}
