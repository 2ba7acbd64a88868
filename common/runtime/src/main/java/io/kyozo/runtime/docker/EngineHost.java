package io.kyozo.runtime.docker;

import com.github.dockerjava.api.DockerClient;
import io.kyozo.runtime.HostCapacity;
import io.smallrye.mutiny.Uni;
import java.io.File;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The engine's version and the machine that it runs on. */
final class EngineHost {
    /** What seldom changes is asked for again after this: the engine runs programs to find out. */
    private static final long FRESH_NANOS = Duration.ofMinutes(1).toNanos();

    private final EngineConnection engine;
    private volatile @Nullable Facts facts;

    /** @param seenAt as of {@link System#nanoTime} */
    private record Facts(String version, String dataRoot, long memoryBytes, int cpus, long seenAt) {}

    EngineHost(EngineConnection engine) {
        this.engine = engine;
    }

    /** Its free disk is only known where the engine is on this machine: its API does not tell it. */
    Uni<HostCapacity> capacity() {
        boolean local = "unix".equals(engine.settings().host().getScheme());
        return engine.call("ask the engine for its host", client -> {
            var known = facts(client);
            return new HostCapacity(known.memoryBytes(), known.cpus(), local ? freeDisk(known.dataRoot()) : 0);
        });
    }

    /** Of an engine that answers now. */
    String version(DockerClient client) {
        return facts(client).version();
    }

    /** Its processors; 0 where it does not say. */
    int processors(DockerClient client) {
        return facts(client).cpus();
    }

    /** Where it keeps its data, on the machine that it runs on. */
    String dataRoot(DockerClient client) {
        return facts(client).dataRoot();
    }

    private Facts facts(DockerClient client) {
        var known = facts;
        if (known != null && System.nanoTime() - known.seenAt() < FRESH_NANOS) {
            client.pingCmd().exec();
            return known;
        }
        var info = client.infoCmd().exec();
        var memory = info.getMemTotal();
        var cpus = info.getNCPU();
        var seen = new Facts(
                client.versionCmd().exec().getVersion(),
                Objects.requireNonNullElse(info.getDockerRootDir(), ""),
                memory == null ? 0 : memory,
                cpus == null ? 0 : cpus,
                System.nanoTime());
        facts = seen;
        return seen;
    }

    private static long freeDisk(String folder) {
        return folder.isEmpty() ? 0 : new File(folder).getUsableSpace();
    }
}
