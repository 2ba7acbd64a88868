package io.kyozo.runtime.docker;

import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.MountType;
import com.github.dockerjava.api.model.Ports;
import com.github.dockerjava.api.model.RestartPolicy;
import io.kyozo.runtime.ContainerSpec;
import io.kyozo.runtime.ResourceLimits;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a container may do to its host: as little as Kubernetes' restricted pod security profile, plus limits on log
 * size, processes, memory (swap included) and CPU.
 */
final class Hardening {
    private static final long NANOS_PER_CPU = 1_000_000_000L;

    /**
     * A container that gets another name is without the engine's name server for a moment ({@link NetworkNames}): what it looks
     * up then is asked again after a second, where the usual five seconds (resolv.conf(5)) are longer than many a caller waits.
     */
    private static final List<String> LOOK_UPS = List.of("timeout:1", "attempts:5");

    private Hardening() {}

    /** {@code secrets} mounts its secret files, where it has some. */
    static HostConfig of(ContainerSpec spec, Optional<Mount> secrets) {
        var config = HostConfig.newHostConfig()
                .withCapDrop(Capability.ALL)
                .withSecurityOpts(List.of("no-new-privileges:true"))
                .withInit(true)
                .withDnsOptions(LOOK_UPS)
                .withRestartPolicy(RestartPolicy.noRestart())
                .withReadonlyRootfs(spec.readOnlyRoot())
                .withPortBindings(loopback(spec))
                .withMounts(mounts(spec, secrets))
                .withLogConfig(
                        new LogConfig(LogConfig.LoggingType.JSON_FILE, Map.of("max-size", "5m", "max-file", "2")));
        if (spec.readOnlyRoot()) {
            config.withTmpFs(Map.of("/tmp", "rw,noexec,nosuid,nodev,size=64m,mode=1777"));
        }
        if (spec.network() != null) {
            config.withNetworkMode(spec.network());
        }
        return limited(config, spec.limits());
    }

    private static HostConfig limited(HostConfig config, ResourceLimits limits) {
        if (limits.memoryBytes() > 0) {
            config.withMemory(limits.memoryBytes()).withMemorySwap(limits.memoryBytes());
        }
        if (limits.cpus() > 0) {
            config.withNanoCPUs((long) (limits.cpus() * NANOS_PER_CPU));
        }
        if (limits.pids() > 0) {
            config.withPidsLimit((long) limits.pids());
        }
        return config;
    }

    /** On the loopback address only, on a port that the engine chooses: nothing but the gateway is to reach it. */
    private static Ports loopback(ContainerSpec spec) {
        var ports = new Ports();
        spec.ports().forEach(port -> ports.bind(ExposedPort.tcp(port.number()), Ports.Binding.bindIp("127.0.0.1")));
        return ports;
    }

    private static List<Mount> mounts(ContainerSpec spec, Optional<Mount> secrets) {
        var volumes = spec.mounts().stream()
                .map(mount -> new Mount()
                        .withType(MountType.VOLUME)
                        .withSource(mount.volume())
                        .withTarget(mount.path()));
        return Stream.concat(volumes, secrets.stream()).toList();
    }
}
