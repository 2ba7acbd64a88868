package io.kyozo.runtime.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Network;
import io.kyozo.runtime.RuntimeFailure;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Bridge networks; names are unique, though the engine alone would not see to it. */
final class Networks {
    private final EngineConnection engine;

    Networks(EngineConnection engine) {
        this.engine = engine;
    }

    Uni<Void> ensure(String name, Map<String, String> labels) {
        return engine.call("create network " + name, client -> {
                    var existing = find(client, name);
                    return existing.isPresent() ? adopt(existing.get(), labels) : create(client, name, labels);
                })
                .replaceWithVoid();
    }

    Uni<List<String>> list(Map<String, String> labels) {
        return engine.call(
                "list networks",
                client -> client.listNetworksCmd().withFilter("label", LabelFilter.of(labels)).exec().stream()
                        .map(Network::getName)
                        .toList());
    }

    Uni<Void> remove(String name) {
        return engine.call("remove network " + name, client -> {
                    try {
                        client.removeNetworkCmd(name).exec();
                    } catch (NotFoundException gone) {
                        return false;
                    }
                    return true;
                })
                .replaceWithVoid();
    }

    private static boolean create(DockerClient client, String name, Map<String, String> labels) {
        try {
            client.createNetworkCmd()
                    .withName(name)
                    .withDriver("bridge")
                    .withCheckDuplicate(true)
                    .withLabels(labels)
                    .exec();
        } catch (ConflictException raced) {
            return adopt(find(client, name).orElseThrow(() -> raced), labels);
        }
        return true;
    }

    private static boolean adopt(Network existing, Map<String, String> labels) {
        var has = existing.getLabels() == null ? Map.<String, String>of() : existing.getLabels();
        if (!has.entrySet().containsAll(labels.entrySet())) {
            throw new RuntimeFailure(
                    RuntimeFailure.Kind.CONFLICT,
                    "Could not create network " + existing.getName() + ": another one has this name");
        }
        return true;
    }

    private static Optional<Network> find(DockerClient client, String name) {
        return client.listNetworksCmd().withNameFilter(name).exec().stream()
                .filter(network -> network.getName().equals(name))
                .findFirst();
    }
}
