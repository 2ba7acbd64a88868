package io.kyozo.runtime.docker;

import com.github.dockerjava.api.DockerClient;
import io.kyozo.runtime.HostCapacity;
import io.smallrye.mutiny.Uni;
import java.io.File;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The machine that the engine runs on. */
final class EngineHost {
    private final EngineConnection engine;
    private volatile @Nullable String dataRoot;

    EngineHost(EngineConnection engine) {
        this.engine = engine;
    }

    /** Its free disk is only known where the engine is on this machine: its API does not tell it. */
    Uni<HostCapacity> capacity() {
        boolean local = "unix".equals(engine.settings().host().getScheme());
        return engine.call("ask the engine for its host", client -> {
            var info = client.infoCmd().exec();
            var memory = info.getMemTotal();
            var cpus = info.getNCPU();
            return new HostCapacity(
                    memory == null ? 0 : memory,
                    cpus == null ? 0 : cpus,
                    local ? freeDisk(info.getDockerRootDir()) : 0);
        });
    }

    /** Where it keeps its data, on the machine that it runs on; asked for once. */
    String dataRoot(DockerClient client) {
        var known = dataRoot;
        if (known == null) {
            known = Objects.requireNonNullElse(client.infoCmd().exec().getDockerRootDir(), "");
            dataRoot = known;
        }
        return known;
    }

    private static long freeDisk(@Nullable String folder) {
        return folder == null ? 0 : new File(folder).getUsableSpace();
    }
}
