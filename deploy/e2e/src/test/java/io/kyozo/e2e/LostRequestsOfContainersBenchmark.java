package io.kyozo.e2e;

import io.kyozo.runtime.Labels;
import io.kyozo.testkit.engine.NeedsEngine;
import io.kyozo.testkit.engine.PrivateEngine;
import java.util.Map;
import org.testcontainers.DockerClientFactory;

/** On a container engine. */
@NeedsEngine(images = {"node:20-bookworm-slim", "postgres:15-bookworm"})
class LostRequestsOfContainersBenchmark extends LostRequestsBenchmark {
    @Override
    LocalInstallation installation() {
        return LocalInstallation.create(
                "docker", Map.of("DOCKER_HOST", PrivateEngine.host().orElseThrow()));
    }

    @Override
    void killOne(String workspace) {
        var engine = DockerClientFactory.lazyClient();
        String container =
                engine
                        .listContainersCmd()
                        .withLabelFilter(Map.of(Labels.MANAGED, running().id()))
                        .exec()
                        .stream()
                        .filter(each -> each.getNames()[0].contains(workspace))
                        .findFirst()
                        .orElseThrow()
                        .getId();
        engine.killContainerCmd(container).exec();
    }
}
