package io.kyozo.runtime.docker;

import io.kyozo.runtime.Circuit;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When an engine began to listen. Its interface does not tell; but it makes its Unix socket when it starts, unless the service
 * manager made it beforehand. An outage that was noticed tells it too.
 */
final class EngineStart {
    private EngineStart() {}

    /** The later of what is known; empty where nothing is. */
    static Optional<Instant> of(URI host, Circuit circuit) {
        return Stream.of(socketMade(host), backSince(circuit))
                .flatMap(Optional::stream)
                .max(Comparator.naturalOrder());
    }

    private static Optional<Instant> socketMade(URI host) {
        if (!"unix".equals(host.getScheme())) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    Files.getLastModifiedTime(Path.of(host.getPath())).toInstant());
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> backSince(Circuit circuit) {
        return circuit.state() == Circuit.State.CLOSED ? Optional.ofNullable(circuit.since()) : Optional.empty();
    }
}
