package io.kyozo.e2e;

import com.github.dockerjava.api.DockerClient;
import io.kyozo.runtime.Labels;
import io.kyozo.testkit.engine.NeedsEngine;
import io.kyozo.testkit.engine.PrivateEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.testcontainers.DockerClientFactory;

/** On a container engine. */
@NeedsEngine(
        images = {
            "node:20-bookworm-slim",
            "python:3.11-slim-bookworm",
            "maven:3.9-eclipse-temurin-17",
            "eclipse-temurin:17-jre",
            "nginx:stable-bookworm",
            "postgres:15-bookworm"
        })
class DockerJourneyIT extends Journey {
    @Override
    LocalInstallation installation() {
        return LocalInstallation.create(
                "docker", Map.of("DOCKER_HOST", PrivateEngine.host().orElseThrow()));
    }

    @Override
    List<String> leftovers(String installationId) {
        DockerClient engine = DockerClientFactory.lazyClient();
        Map<String, String> ours = Map.of(Labels.MANAGED, installationId);
        String label = Labels.MANAGED + "=" + installationId;
        List<String> left = new ArrayList<>();
        engine.listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(ours)
                .exec()
                .forEach(container -> left.add("container " + String.join(" ", container.getNames())));
        engine.listNetworksCmd()
                .withFilter("label", List.of(label))
                .exec()
                .forEach(network -> left.add("network " + network.getName()));
        engine.listVolumesCmd()
                .withFilter("label", List.of(label))
                .exec()
                .getVolumes()
                .forEach(volume -> left.add("volume " + volume.getName()));
        return left;
    }
}
