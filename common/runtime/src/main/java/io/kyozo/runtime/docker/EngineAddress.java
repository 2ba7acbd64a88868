package io.kyozo.runtime.docker;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Finds the engine's address: the configured one, {@code DOCKER_HOST}, or the usual socket. */
public final class EngineAddress {
    private static final String USUAL = "unix:///var/run/docker.sock";

    private EngineAddress() {}

    public static URI find(Optional<String> configured, Map<String, String> environment) {
        return URI.create(configured
                .filter(host -> !host.isBlank())
                .or(() -> Optional.ofNullable(environment.get("DOCKER_HOST")).filter(host -> !host.isBlank()))
                .orElse(USUAL));
    }

    /** False where it is a socket file that is not there: asking is of no use then. */
    public static boolean mayAnswer(URI address) {
        return !"unix".equals(address.getScheme()) || Files.exists(Path.of(address.getPath()));
    }
}
