package io.kyozo.deployer.service.app;

import io.kyozo.contracts.state.InstanceState;
import io.kyozo.deployer.logs.app.LogsConfig;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Copies the newest lines of what runs, so that a container that is removed by hand does not take all of its log with it. */
@ApplicationScoped
public class CollectOutput {
    private final ReplicaStore replicas;
    private final KeepOutput keepOutput;
    private final LogsConfig config;

    CollectOutput(ReplicaStore replicas, KeepOutput keepOutput, LogsConfig config) {
        this.replicas = replicas;
        this.keepOutput = keepOutput;
        this.config = config;
    }

    /** Of all replicas once. */
    public Uni<Void> collect() {
        if (config.linesCollected() <= 0) {
            return Uni.createFrom().voidItem();
        }
        return replicas.all()
                .onItem()
                .transformToMulti(all -> Multi.createFrom().iterable(all))
                .filter(replica -> replica.state() == InstanceState.RUNNING)
                .onItem()
                .transformToUniAndConcatenate(keepOutput::collect)
                .collect()
                .last();
    }
}
