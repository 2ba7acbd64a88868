package io.kyozo.deployer.service;

import io.kyozo.contracts.topology.ServiceKind;
import io.kyozo.contracts.topology.ServiceSpec;
import io.kyozo.contracts.topology.ServiceSpec.Health;
import io.kyozo.deployer.build.BuildPlan;
import io.kyozo.deployer.build.ContentHash;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is needed to run a replica of a service, without secrets.
 *
 * @param name a slug, unique in the workspace
 * @param kind what part it plays
 * @param stack such as {@code node} or {@code postgres}
 * @param image to run: named by content where it is built, by its public name where it is managed
 * @param build how the image is built; null for a managed service
 * @param command argv of the main process, for runtimes without images
 * @param ports that it listens on, the main one first
 * @param env what it is told
 * @param volumes absolute paths whose content survives the replica
 * @param resources limits
 * @param health how it is probed; null where it does not listen
 * @param needs names of the services that must be ready before it
 * @param scalable whether two replicas may run at once
 * @param readOnlyRoot whether its root file system is read-only
 */
public record ServicePlan(
        String name,
        ServiceKind kind,
        String stack,
        String image,
        @Nullable BuildPlan build,
        List<String> command,
        List<ServiceSpec.Port> ports,
        List<EnvBinding> env,
        List<String> volumes,
        ServiceSpec.Resources resources,
        @Nullable Health health,
        List<String> needs,
        boolean scalable,
        boolean readOnlyRoot) {
    private static final int HASH_LENGTH = 32;

    public ServicePlan {
        command = List.copyOf(command);
        ports = List.copyOf(ports);
        env = List.copyOf(env);
        volumes = List.copyOf(volumes);
        needs = List.copyOf(needs);
    }

    /** Whether it is run from a public image and never built. */
    public boolean managed() {
        return build == null;
    }

    /** Whether people and programs outside the workspace reach it through the route. */
    public boolean routed() {
        boolean served = kind == ServiceKind.WEB || kind == ServiceKind.API || kind == ServiceKind.STATIC;
        return served && mainPort().isPresent();
    }

    /** Whether it is told secrets in files, which are gone when the host was started anew. */
    public boolean readsSecretFiles() {
        return env.stream().anyMatch(binding -> binding.source() == EnvBinding.Source.FILE);
    }

    /** The port that requests go to. */
    public Optional<ServiceSpec.Port> mainPort() {
        return ports.stream().findFirst();
    }

    /** Equal for two plans whose replicas would be alike: a replica with the same hash need not be replaced. */
    public String hash() {
        var hash = new ContentHash().add(image).addAll(command).addAll(volumes).add(resources.toString());
        for (ServiceSpec.Port port : ports) {
            hash = hash.add(port.number() + " " + port.envVar());
        }
        for (EnvBinding binding : env) {
            hash = hash.add(binding.name()).add(binding.source().name()).add(binding.value());
        }
        return (readOnlyRoot ? hash.add("read-only root") : hash).hex(HASH_LENGTH);
    }
}
