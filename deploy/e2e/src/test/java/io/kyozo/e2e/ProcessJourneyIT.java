package io.kyozo.e2e;

import java.util.List;
import java.util.Map;

/** Without a container engine: services run as processes of this host. */
class ProcessJourneyIT extends Journey {
    @Override
    LocalInstallation installation() {
        return LocalInstallation.create("process", Map.of("DOCKER_HOST", ""));
    }

    @Override
    List<String> leftovers(String installationId) {
        return List.of();
    }
}
