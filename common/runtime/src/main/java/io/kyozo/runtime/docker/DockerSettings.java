package io.kyozo.runtime.docker;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How to reach and use an engine.
 *
 * @param host its address, such as {@code unix:///var/run/docker.sock}
 * @param installation value of the {@link io.kyozo.runtime.Labels#BUILD} label on what builds leave
 * @param callTimeout deadline of a call that should answer at once
 * @param maxConnections kept open to it, builds and log streams not counted
 * @param mirrorPrefix put before the names of base images when they are pulled, such as {@code mirror.example/hub/};
 *     empty for none
 * @param registry put before the names of built images when they are kept in a registry, such as {@code registry.example/team/};
 *     empty where they are not
 * @param registryLogins file with logins, of the form of Docker's {@code config.json}; null for none
 * @param pullTimeout deadline of pulling or pushing one image
 * @param baseImageScript program that makes base images from packages, called as {@code script build IMAGE}; null for none
 * @param baseImageTimeout deadline of that program
 * @param isolateNetworks whether firewall rules keep containers from the host and from other networks
 * @param spareCores processors that builds keep off while services run; 0 for none
 */
public record DockerSettings(
        URI host,
        String installation,
        Duration callTimeout,
        int maxConnections,
        String mirrorPrefix,
        String registry,
        @Nullable Path registryLogins,
        Duration pullTimeout,
        @Nullable Path baseImageScript,
        Duration baseImageTimeout,
        boolean isolateNetworks,
        int spareCores) {

    /** Defaults for an engine at {@code host}. */
    public static DockerSettings at(URI host) {
        return new DockerSettings(
                host,
                "local",
                Duration.ofSeconds(30),
                32,
                "",
                "",
                null,
                Duration.ofMinutes(10),
                null,
                Duration.ofMinutes(20),
                true,
                1);
    }

    public DockerSettings withBaseImageScript(@Nullable Path script) {
        return new DockerSettings(
                host,
                installation,
                callTimeout,
                maxConnections,
                mirrorPrefix,
                registry,
                registryLogins,
                pullTimeout,
                script,
                baseImageTimeout,
                isolateNetworks,
                spareCores);
    }

    public DockerSettings withCallTimeout(Duration timeout) {
        return new DockerSettings(
                host,
                installation,
                timeout,
                maxConnections,
                mirrorPrefix,
                registry,
                registryLogins,
                pullTimeout,
                baseImageScript,
                baseImageTimeout,
                isolateNetworks,
                spareCores);
    }

    /** Images are pulled through the mirror and kept in the registry, each empty for none, with the logins of a file. */
    public DockerSettings withRegistries(String mirror, String keptIn, @Nullable Path logins) {
        return new DockerSettings(
                host,
                installation,
                callTimeout,
                maxConnections,
                mirror,
                keptIn,
                logins,
                pullTimeout,
                baseImageScript,
                baseImageTimeout,
                isolateNetworks,
                spareCores);
    }
}
