package io.kyozo.monitor.notify;

import io.kyozo.monitor.alert.Alert;
import io.kyozo.monitor.alert.AlertKind;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What people are told, as it is kept and sent.
 *
 * @param firing what holds
 * @param resolved what holds no more
 */
public record Message(List<Line> firing, List<Line> resolved) {
    /**
     * One alert.
     *
     * @param alertId the alert
     * @param kind what it is about
     * @param severity how urgent it is
     * @param service the service's name
     * @param serviceId the service
     * @param workspaceId its workspace; null for what is in none
     * @param reason what was seen
     * @param raisedAt when
     * @param resolvedAt when it was over; null while it holds
     */
    public record Line(
            UUID alertId,
            AlertKind kind,
            AlertKind.Severity severity,
            String service,
            UUID serviceId,
            @Nullable UUID workspaceId,
            String reason,
            Instant raisedAt,
            @Nullable Instant resolvedAt) {
        /** The line that tells of {@code alert}. */
        public static Line of(Alert alert) {
            return new Line(
                    alert.id(),
                    alert.kind(),
                    alert.kind().severity(),
                    alert.serviceName(),
                    alert.serviceId(),
                    alert.workspaceId(),
                    alert.reason(),
                    alert.raisedAt(),
                    alert.resolvedAt());
        }

        private String words() {
            return service + ": "
                    + kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ') + ", " + reason;
        }
    }

    /** A message that tells of nothing, to try a channel. */
    public static Message trial() {
        return new Message(List.of(), List.of());
    }

    /** In one line. */
    public String subject() {
        if (firing.isEmpty() && resolved.isEmpty()) {
            return "[kyozo] This channel works";
        }
        String services = Stream.concat(firing.stream(), resolved.stream())
                .map(Line::service)
                .distinct()
                .limit(3)
                .collect(Collectors.joining(", "));
        return firing.isEmpty() ? "[kyozo] Resolved: " + services : "[kyozo] " + firing.size() + " firing: " + services;
    }

    /** In some lines. */
    public String text() {
        return Stream.of(
                        Stream.of(subject()),
                        firing.stream().map(line -> "FIRING since " + line.raisedAt() + "  " + line.words()),
                        resolved.stream().map(line -> "RESOLVED at " + line.resolvedAt() + "  " + line.words()))
                .flatMap(lines -> lines)
                .collect(Collectors.joining("\n"));
    }
}
