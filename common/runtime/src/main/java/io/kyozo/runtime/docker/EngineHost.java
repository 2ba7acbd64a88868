package io.kyozo.runtime.docker;

import io.kyozo.runtime.HostCapacity;
import io.smallrye.mutiny.Uni;
import java.io.File;
import org.jspecify.annotations.Nullable;

/** The machine that the engine runs on. */
final class EngineHost {
    private final EngineConnection engine;

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

    private static long freeDisk(@Nullable String folder) {
        return folder == null ? 0 : new File(folder).getUsableSpace();
    }
}
