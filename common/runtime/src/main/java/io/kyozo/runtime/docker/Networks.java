package io.kyozo.runtime.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateNetworkCmd;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Network;
import io.kyozo.runtime.Labels;
import io.kyozo.runtime.RuntimeFailure;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Bridge networks; names are unique, though the engine alone would not see to it. */
final class Networks {
    private static final Logger LOG = Logger.getLogger(Networks.class);

    /** Of builds, on which no two containers reach each other; one for all installations, as it holds nothing. */
    private static final String OF_BUILDS = "kyozo-build";

    private static final String BRIDGE_NAME = "com.docker.network.bridge.name";
    private static final String NEIGHBOURS = "com.docker.network.bridge.enable_icc";

    private final EngineConnection engine;
    private final Firewall firewall;
    private final Map<String, Object> locks = new ConcurrentHashMap<>();

    Networks(EngineConnection engine, Firewall firewall) {
        this.engine = engine;
        this.firewall = firewall;
    }

    Uni<Void> ensure(String name, Map<String, String> labels) {
        return engine.call("create network " + name, client -> ensure(client, name, labels, true))
                .replaceWithVoid();
    }

    /** The name of the network that builds use, which is there afterwards; blocks. */
    String ofBuilds() {
        var labels = Map.of(Labels.BUILD, OF_BUILDS);
        return ensure(engine.client(), OF_BUILDS, labels, false) ? OF_BUILDS : "";
    }

    /** One at a time for each name, and no removal meanwhile: who makes a network takes it away once and makes it again. */
    private boolean ensure(DockerClient client, String name, Map<String, String> labels, boolean neighbours) {
        synchronized (locks.computeIfAbsent(name, key -> new Object())) {
            var existing = find(client, name);
            var made = existing.isPresent()
                    ? adopt(existing.get(), labels)
                    : create(client, name, labels, options(name, neighbours));
            firewall.made(name);
            return made;
        }
    }

    private Map<String, String> options(String name, boolean neighbours) {
        var bridge = FirewallRules.bridge(engine.settings().host(), name);
        return Map.of(BRIDGE_NAME, bridge, NEIGHBOURS, String.valueOf(neighbours));
    }

    Uni<List<String>> list(Map<String, String> labels) {
        return engine.call(
                "list networks",
                client -> client.listNetworksCmd().withFilter("label", LabelFilter.of(labels)).exec().stream()
                        .map(Network::getName)
                        .toList());
    }

    Uni<Void> remove(String name) {
        return engine.call("remove network " + name, client -> remove(client, name))
                .replaceWithVoid();
    }

    private boolean remove(DockerClient client, String name) {
        synchronized (locks.computeIfAbsent(name, key -> new Object())) {
            try {
                client.removeNetworkCmd(name).exec();
                return true;
            } catch (NotFoundException gone) {
                return false;
            }
        }
    }

    private static boolean create(
            DockerClient client, String name, Map<String, String> labels, Map<String, String> options) {
        try {
            command(client, name, labels, options).exec();
            fixAddresses(client, name, labels, options);
        } catch (DockerException raced) {
            // Another process was first: the engine says so in more than one way.
            return adopt(find(client, name).orElseThrow(() -> raced), labels);
        }
        return true;
    }

    /**
     * A container can keep its address over a reconnection only on a network whose addresses were asked for: those that
     * the engine chose are asked for. Where another network has taken them meanwhile, it chooses again.
     */
    private static void fixAddresses(
            DockerClient client, String name, Map<String, String> labels, Map<String, String> options) {
        var chosen = client.inspectNetworkCmd().withNetworkId(name).exec().getIpam().getConfig().stream()
                .map(range ->
                        new Network.Ipam.Config().withSubnet(range.getSubnet()).withGateway(range.getGateway()))
                .toList();
        client.removeNetworkCmd(name).exec();
        try {
            command(client, name, labels, options)
                    .withIpam(new Network.Ipam().withConfig(chosen))
                    .exec();
        } catch (DockerException taken) {
            LOG.infof("Network %s can't have the addresses that it was given: %s", name, taken.getMessage());
            command(client, name, labels, options).exec();
        }
    }

    private static CreateNetworkCmd command(
            DockerClient client, String name, Map<String, String> labels, Map<String, String> options) {
        return client.createNetworkCmd()
                .withName(name)
                .withDriver("bridge")
                .withCheckDuplicate(true)
                .withLabels(labels)
                .withOptions(options);
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
