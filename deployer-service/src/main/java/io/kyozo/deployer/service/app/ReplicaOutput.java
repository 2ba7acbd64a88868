package io.kyozo.deployer.service.app;

import io.kyozo.contracts.state.InstanceState;
import io.kyozo.deployer.logs.LogEntry;
import io.kyozo.deployer.logs.LogQuery;
import io.kyozo.deployer.logs.Redaction;
import io.kyozo.deployer.logs.app.RunningOutput;
import io.kyozo.deployer.secret.app.Secrets;
import io.kyozo.deployer.service.Replica;
import io.kyozo.runtime.ContainerRuntime;
import io.kyozo.runtime.RuntimeFailure;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Reads what replicas print from the runtime's own logs, without the workspace's secrets. */
@ApplicationScoped
class ReplicaOutput implements RunningOutput {
    private static final Duration LOOK_FOR_NEW = Duration.ofSeconds(1);
    /** As many logs are followed for one reader. */
    private static final int MOST_FOLLOWED = 64;

    private final ContainerRuntime runtime;
    private final ServiceStore services;
    private final ReplicaStore replicas;
    private final Secrets secrets;

    ReplicaOutput(ContainerRuntime runtime, ServiceStore services, ReplicaStore replicas, Secrets secrets) {
        this.runtime = runtime;
        this.services = services;
        this.replicas = replicas;
        this.secrets = secrets;
    }

    @Override
    public Multi<LogEntry> read(LogQuery query, int tail) {
        return present(query)
                .onItem()
                .transformToMulti(all -> Multi.createFrom().iterable(all))
                .onItem()
                .transformToMultiAndConcatenate(replica -> output(replica, tail, false))
                .filter(query::matches);
    }

    @Override
    public Multi<LogEntry> follow(LogQuery query, int tail) {
        return Multi.createFrom()
                .deferred(() -> new Following(query, tail).lines())
                .filter(query::matches);
    }

    private Uni<List<Replica>> present(LogQuery query) {
        return services.inWorkspace(query.workspaceId())
                .map(all -> all.stream()
                        .filter(service -> service.teamId().equals(query.teamId()))
                        .filter(service ->
                                query.service() == null || query.service().equals(service.name()))
                        .map(service -> service.id())
                        .toList())
                .chain(ids -> ids.isEmpty()
                        ? Uni.createFrom().item(List.of())
                        : replicas.inWorkspace(query.workspaceId()).map(all -> started(all, ids)));
    }

    private static List<Replica> started(List<Replica> all, List<UUID> services) {
        return all.stream()
                .filter(replica -> services.contains(replica.serviceId()) && replica.containerId() != null)
                .toList();
    }

    /** One that vanishes while it is read ends there. */
    private Multi<LogEntry> output(Replica replica, int tail, boolean follow) {
        return secrets.open(replica.workspaceId())
                .map(known -> new Redaction(known.values()))
                .onItem()
                .transformToMulti(redaction -> runtime.logs(replica.containerName(), tail, follow)
                        .map(line -> LogEntry.printed(
                                line.at(),
                                replica.service(),
                                replica.id(),
                                line.stream(),
                                redaction.apply(line.text()))))
                .onFailure(RuntimeFailure.class)
                .recoverWithCompletion();
    }

    /** One reader: joins replicas that come, and those that are started again, where they left off. */
    private final class Following {
        private final LogQuery query;
        private final int tail;
        private final Set<UUID> followed = ConcurrentHashMap.newKeySet();
        private final Map<UUID, Instant> last = new ConcurrentHashMap<>();

        Following(LogQuery query, int tail) {
            this.query = query;
            this.tail = tail;
        }

        Multi<LogEntry> lines() {
            return Multi.createFrom()
                    .ticks()
                    .every(LOOK_FOR_NEW)
                    .onOverflow()
                    .drop()
                    .onItem()
                    .transformToUniAndConcatenate(tick -> present(query))
                    .onItem()
                    .transformToMultiAndConcatenate(
                            all -> Multi.createFrom().iterable(all).filter(this::joins))
                    .onItem()
                    .transformToMulti(this::join)
                    .merge(MOST_FOLLOWED);
        }

        private boolean joins(Replica replica) {
            boolean prints = replica.state() == InstanceState.RUNNING || replica.state() == InstanceState.DEPLOYING;
            return (prints || !last.containsKey(replica.id())) && followed.add(replica.id());
        }

        private Multi<LogEntry> join(Replica replica) {
            Instant before = last.getOrDefault(replica.id(), Instant.MIN);
            last.putIfAbsent(replica.id(), before);
            return output(replica, tail, true)
                    .filter(line -> line.at().isAfter(before))
                    .invoke(line -> last.put(replica.id(), line.at()))
                    .onCompletion()
                    .invoke(() -> followed.remove(replica.id()));
        }
    }
}
