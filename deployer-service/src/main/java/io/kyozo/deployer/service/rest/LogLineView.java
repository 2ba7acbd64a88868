package io.kyozo.deployer.service.rest;

import io.kyozo.deployer.json.Words;
import io.kyozo.deployer.logs.LogEntry;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One line of a service's output, and the replica that printed it. */
@RegisterForReflection
public record LogLineView(@Nullable UUID instance, Instant at, String level, String text) {
    static LogLineView of(LogEntry entry) {
        return new LogLineView(entry.instance(), entry.at(), Words.of(entry.level()), entry.text());
    }
}
