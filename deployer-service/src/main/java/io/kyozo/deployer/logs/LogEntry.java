package io.kyozo.deployer.logs;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A line of any log of a workspace: printed by a replica, or said by a deployment.
 *
 * @param at when
 * @param service that it is about; empty for the workspace as a whole
 * @param event {@code output} for what a service printed, else the phase of the deployment, such as {@code build}
 * @param level how grave
 * @param instance the replica that printed it; null for a deployment's line
 * @param deployment that said it; null for a replica's line
 * @param text without its line end and without secrets
 */
public record LogEntry(
        Instant at,
        String service,
        String event,
        LogLevel level,
        @Nullable UUID instance,
        @Nullable UUID deployment,
        String text) {
    /** The event of what services print. */
    public static final String OUTPUT = "output";

    /** A line that a replica printed. */
    public static LogEntry printed(Instant at, String service, UUID instance, String stream, String text) {
        return new LogEntry(at, service, OUTPUT, LogLevel.of(text, stream), instance, null, text);
    }

    /** A line that a deployment said. */
    public static LogEntry said(UUID deployment, DeploymentLine line) {
        return new LogEntry(
                line.at(), line.service(), line.phase(), LogLevel.ofName(line.level()), null, deployment, line.text());
    }
}
