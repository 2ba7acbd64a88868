package io.kyozo.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.kyozo.cli.api.ApiClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A deployed service as people name it.
 *
 * @param id its key
 * @param name {@code workspace/service}
 */
record DeployedService(String id, String name) {
    /** The name that the API's attributes give. */
    static String name(JsonNode attributes) {
        String workspace = attributes.path("workspace").asText("");
        String service = attributes.path("name").asText("");
        return workspace.isEmpty() ? service : workspace + "/" + service;
    }

    /** One name from arguments: {@code WORKSPACE SERVICE} means {@code WORKSPACE/SERVICE}. */
    static String joined(List<String> arguments) {
        if (arguments.size() > 2
                || (arguments.size() == 2 && String.join("", arguments).indexOf('/') >= 0)) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "One service at a time, please, not " + String.join(", ", arguments)
                            + ": say WORKSPACE/SERVICE or WORKSPACE SERVICE.");
        }
        return String.join("/", arguments);
    }

    /** The one service that {@code asked} means: {@code workspace/service}, or the service alone where it is clear. */
    static DeployedService find(ApiClient api, String asked) throws IOException, InterruptedException {
        List<DeployedService> all = new ArrayList<>();
        for (JsonNode service : api.get("/api/v1/services?page[size]=100").path("data")) {
            all.add(new DeployedService(service.path("id").asText(), name(service.path("attributes"))));
        }
        List<DeployedService> meant = all.stream()
                .filter(service ->
                        service.name.equals(asked) || service.name.endsWith("/" + asked) || service.id.equals(asked))
                .toList();
        if (meant.size() == 1) {
            return meant.get(0);
        }
        List<String> names = (meant.isEmpty() ? all : meant)
                .stream().map(DeployedService::name).toList();
        throw new CommandFailure(
                ExitCode.FAILED,
                meant.isEmpty()
                        ? "No service is called '" + asked + "'. Deployed: "
                                + (names.isEmpty() ? "nothing" : String.join(", ", names))
                                + ". Kyozo's own: launcher, postgres, analyzer, deployer, monitor, metrics."
                        : "Several services are called '" + asked + "': " + String.join(", ", names));
    }
}
