package io.kyozo.local;

import io.kyozo.home.KyozoHome;
import io.kyozo.runtime.docker.DockerContainerRuntime;
import io.kyozo.runtime.docker.DockerSettings;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Removes what an installation has deployed, on every runtime that it may have used. */
final class Sweep {
    private static final String DEFAULT_SOCKET = "/var/run/docker.sock";
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
    int run(boolean purge) {
        int removed = 0;
        Optional<URI> engine = engine();
        if (engine.isPresent()) {
            DockerSettings settings = DockerSettings.at(engine.get()).withCallTimeout(CALL_LIMIT);
            try (DockerContainerRuntime docker = new DockerContainerRuntime(settings)) {
                if (answers(docker)) {
                    removed += new DeployedObjects(docker, installation).remove(purge);
                }
            }
        }
        return removed;
    }

    /** An engine that is away now can't be swept; its containers are found again by the next start. */
    private static boolean answers(DockerContainerRuntime docker) {
        return docker.info()
                .map(info -> true)
                .onFailure()
                .recoverWithItem(false)
                .await()
                .atMost(CALL_LIMIT.plusSeconds(5));
    }

    private Optional<URI> engine() {
        for (String name : new String[] {"KYOZO_RUNTIME_DOCKER_HOST", "DOCKER_HOST"}) {
            String named = environment.getOrDefault(name, "");
            if (!named.isBlank()) {
                return Optional.of(URI.create(named));
            }
        }
        return Files.exists(Path.of(DEFAULT_SOCKET))
                ? Optional.of(URI.create("unix://" + DEFAULT_SOCKET))
                : Optional.empty();
    }
}
