package io.kyozo.deployer.service.app;

import io.kyozo.contracts.state.InstanceState;
import io.kyozo.deployer.service.ObjectNames;
import io.kyozo.deployer.service.Replica;
import io.kyozo.runtime.ContainerInfo;
import io.kyozo.runtime.ContainerInfo.State;
import io.kyozo.runtime.ContainerRuntime;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Has the other services of a workspace find a replica by its service's name, or no longer. Where several answer to a name
 * the network chooses among them, whatever they do: only those that are ready may answer to it.
 */
@ApplicationScoped
public class NameReplica {
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final ContainerRuntime runtime;
    private final LaunchReplica launchReplica;

    NameReplica(ContainerRuntime runtime, LaunchReplica launchReplica) {
        this.runtime = runtime;
        this.launchReplica = launchReplica;
    }

    /** Whether other services may ask for its own, and others than it serve them; {@code all} are the workspace's. */
    public static boolean isOneOfMany(Replica replica, List<Replica> all) {
        return isAsked(replica, all)
                && all.stream()
                        .anyMatch(other -> other.service().equals(replica.service())
                                && !other.id().equals(replica.id())
                                && other.serving()
                                && other.state() == InstanceState.RUNNING);
    }

    /** Whether there are other services that may ask for its own. */
    public static boolean isAsked(Replica replica, List<Replica> all) {
        return all.stream().anyMatch(other -> !other.service().equals(replica.service()));
    }

    /** It is found from now on; where this host reaches it may have changed, and is recorded. */
    public Uni<Void> introduce(Replica replica, String workspace) {
        return answerTo(replica, workspace, replica.service())
                .chain(container -> launchReplica.started(replica, container, replica.state()));
    }

    /**
     * It is no longer found; then waits until its neighbours have hung up, at most for {@code limit}. How many connections to
     * it are left; does nothing where it does not run.
     */
    public Uni<Integer> withdraw(Replica replica, String workspace, Duration limit) {
        return runtime.inspect(replica.containerName())
                .chain(found -> runs(found)
                        ? answerTo(replica, workspace, "")
                                .chain(() -> alone(replica, Instant.now().plus(limit)))
                        : Uni.createFrom().item(0));
    }

    private static boolean runs(Optional<ContainerInfo> container) {
        return container.filter(found -> found.state() == State.RUNNING).isPresent();
    }

    private Uni<ContainerInfo> answerTo(Replica replica, String workspace, String name) {
        return runtime.answerTo(replica.containerName(), ObjectNames.network(replica.workspaceId(), workspace), name);
    }

    private Uni<Integer> alone(Replica replica, Instant deadline) {
        int port = replica.plan().mainPort().map(main -> main.number()).orElse(0);
        return runtime.connections(replica.containerName(), port)
                .chain(open -> open == 0 || Instant.now().isAfter(deadline)
                        ? Uni.createFrom().item(open)
                        : Uni.createFrom()
                                .voidItem()
                                .onItem()
                                .delayIt()
                                .by(PAUSE)
                                .chain(() -> alone(replica, deadline)));
    }
}
