package io.kyozo.monitor.check;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a replica is asked.
 *
 * @param kind by what means
 * @param path for http, with its leading slash
 * @param tls whether http and gRPC are spoken over TLS; the certificate is not judged, as the kubelet does not either
 * @param leastError the lowest status of http that is a failure
 * @param bodyContains what the body must contain for http; null where it is not read
 * @param grpcService whose health is asked for over gRPC; empty for the server's as a whole
 * @param command argv that is run in the container; it must end with 0
 * @param timeout for the whole answer, however slowly it comes
 */
public record Probe(
        Kind kind,
        String path,
        boolean tls,
        int leastError,
        @Nullable String bodyContains,
        String grpcService,
        List<String> command,
        Duration timeout) {
    /** By what means a replica is asked. */
    public enum Kind {
        HTTP,
        TCP,
        /** The standard health service ({@code grpc.health.v1}). */
        GRPC,
        /** The container's state alone. */
        CONTAINER,
        /** A command in the container. */
        COMMAND
    }
}
