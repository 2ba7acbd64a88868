package io.kyozo.runtime.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.ContainerNetwork;
import io.kyozo.runtime.ContainerInfo;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * By which name containers are found on a network. The engine fixes it when a container is connected: to change it, the
 * container is disconnected and connected again with the address that it had, which takes about a quarter of a second. Its
 * connections live through that, as packets that are lost are sent again; ports that it publishes get new numbers.
 */
final class NetworkNames {
    private final EngineConnection engine;

    NetworkNames(EngineConnection engine) {
        this.engine = engine;
    }

    /** Has {@code container} answer to {@code name}, or to none where that is empty. */
    Uni<ContainerInfo> answerTo(String container, String network, String name) {
        return engine.call("name container " + container, client -> {
            var seen = client.inspectContainerCmd(container).exec();
            var place = places(seen).get(network);
            if (place == null || !isNamed(place, name)) {
                connect(client, seen, network, place, name);
                seen = client.inspectContainerCmd(container).exec();
            }
            return ContainerView.of(seen);
        });
    }

    /** The engine adds names of its own, such as the container's id. */
    private static boolean isNamed(ContainerNetwork place, String name) {
        List<String> names = place.getAliases() == null ? List.of() : place.getAliases();
        return name.isEmpty() ? names.size() <= 1 : names.contains(name);
    }

    private static void connect(
            DockerClient client,
            InspectContainerResponse container,
            String network,
            @Nullable ContainerNetwork place,
            String name) {
        var wanted = new ContainerNetwork();
        if (!name.isEmpty()) {
            wanted.withAliases(name);
        }
        if (place != null) {
            var address = place.getIpAddress();
            if (address != null && !address.isEmpty()) {
                wanted.withIpamConfig(new ContainerNetwork.Ipam().withIpv4Address(address));
            }
            client.disconnectFromNetworkCmd()
                    .withContainerId(container.getId())
                    .withNetworkId(network)
                    .exec();
        }
        client.connectToNetworkCmd()
                .withContainerId(container.getId())
                .withNetworkId(network)
                .withContainerNetwork(wanted)
                .exec();
    }

    /** A container that is stopped keeps its name, but not the address that it asked for: another may have it by now. */
    static boolean isAddressTaken(DockerException failure) {
        return String.valueOf(failure.getMessage()).contains("Address already in use");
    }

    /** Any address will do for a container that does not run. */
    static void giveUpAddress(DockerClient client, String container) {
        var seen = client.inspectContainerCmd(container).exec();
        places(seen).forEach((network, place) -> {
            client.disconnectFromNetworkCmd()
                    .withContainerId(container)
                    .withNetworkId(network)
                    .withForce(true)
                    .exec();
            var aliases = place.getAliases() == null ? List.<String>of() : place.getAliases();
            client.connectToNetworkCmd()
                    .withContainerId(container)
                    .withNetworkId(network)
                    .withContainerNetwork(new ContainerNetwork().withAliases(aliases))
                    .exec();
        });
    }

    private static Map<String, ContainerNetwork> places(InspectContainerResponse container) {
        var settings = container.getNetworkSettings();
        return settings == null || settings.getNetworks() == null ? Map.of() : settings.getNetworks();
    }
}
