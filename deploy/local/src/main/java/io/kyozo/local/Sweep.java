package io.kyozo.local;

import io.kyozo.home.KyozoHome;
import io.kyozo.runtime.docker.DockerContainerRuntime;
import io.kyozo.runtime.docker.DockerSettings;
import io.kyozo.runtime.process.ProcessContainerRuntime;
import io.kyozo.runtime.process.ProcessSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;

/** Removes what an installation has deployed, on every runtime that it may have used. */
final class Sweep {
    private static final Duration CALL_LIMIT = Duration.ofSeconds(20);

    private final Map<String, String> environment;
    private final KyozoHome home;
    private final String installation;

    Sweep(Map<String, String> environment, KyozoHome home, String installation) {
        this.environment = environment;
        this.home = home;
        this.installation = installation;
    }

    /** Answers how many things went; a runtime that answers, but does not remove, is a failure. */
    int run(boolean purge) throws IOException, InterruptedException {
        return engine(purge) + processes(purge);
    }

    /** An engine that is away now can't be swept; its containers are found again by the next start. */
    private int engine(boolean purge) throws InterruptedException {
        EngineAddress address = EngineAddress.of(environment);
        if (!address.answers()) {
            return 0;
        }
        DockerSettings settings = DockerSettings.at(address.uri()).withCallTimeout(CALL_LIMIT);
        try (DockerContainerRuntime docker = new DockerContainerRuntime(settings)) {
            return new DeployedObjects(docker, installation).remove(purge);
        }
    }

    private int processes(boolean purge) throws IOException {
        if (!Files.exists(home.processes())) {
            return 0;
        }
        try (ProcessContainerRuntime runtime = new ProcessContainerRuntime(ProcessSettings.at(home.processes()))) {
            DeployedObjects processes = new DeployedObjects(runtime, installation);
            return purge ? processes.remove(true) : processes.stop();
        }
    }
}
