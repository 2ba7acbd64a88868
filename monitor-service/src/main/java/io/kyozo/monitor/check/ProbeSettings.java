package io.kyozo.monitor.check;

import io.kyozo.contracts.event.DeploymentChanged.HealthProbe;
import io.kyozo.monitor.check.Probe.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What people want otherwise about the probing of a service than it would be; null is as it would be.
 *
 * @param kind by what means it is asked
 * @param path for http
 * @param tls whether http and gRPC are spoken over TLS
 * @param bodyContains what the body must contain for http
 * @param grpcService whose health is asked for over gRPC
 * @param command argv that is run in the container
 * @param interval pause between rounds while its health is settled
 * @param timeout for one answer
 * @param failureThreshold rounds in a row that must be worse before its health gets worse
 * @param successThreshold rounds in a row that must be better before it gets better
 * @param startupGrace how long fresh replicas may fail
 */
public record ProbeSettings(
        @Nullable Kind kind,
        @Nullable String path,
        @Nullable Boolean tls,
        @Nullable String bodyContains,
        @Nullable String grpcService,
        @Nullable List<String> command,
        @Nullable Duration interval,
        @Nullable Duration timeout,
        @Nullable Integer failureThreshold,
        @Nullable Integer successThreshold,
        @Nullable Duration startupGrace) {
    /** All as it would be. */
    public static final ProbeSettings NONE =
            new ProbeSettings(null, null, null, null, null, null, null, null, null, null, null);

    private static final int CLIENT_ERROR = 400;
    private static final int SERVER_ERROR = 500;

    /** The probe of a service that its deployment wants to be probed as {@code declared}. */
    public Probe probe(@Nullable HealthProbe declared, Duration usualTimeout) {
        Kind by = kind == null ? kind(declared) : kind;
        String at = rooted(path == null && declared != null ? declared.path() : path);
        return new Probe(
                by,
                at,
                Objects.requireNonNullElse(tls, false),
                // Any page but an error of the server shows that it works; a path for health must say so itself.
                at.equals("/") ? SERVER_ERROR : CLIENT_ERROR,
                bodyContains,
                Objects.requireNonNullElse(grpcService, ""),
                Objects.requireNonNullElse(command, List.of()),
                Objects.requireNonNullElse(timeout, usualTimeout));
    }

    private static Kind kind(@Nullable HealthProbe declared) {
        if (declared == null) {
            return Kind.CONTAINER;
        }
        return declared.protocol().equals("http") ? Kind.HTTP : Kind.TCP;
    }

    private static String rooted(@Nullable String path) {
        if (path == null || path.isEmpty()) {
            return "/";
        }
        return path.startsWith("/") ? path : "/" + path;
    }
}
