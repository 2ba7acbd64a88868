package io.kyozo.deployer.deployment.app;

import io.kyozo.deployer.deployment.Deployment;
import io.kyozo.deployer.deployment.app.ObjectStore.Kind;
import io.kyozo.deployer.deployment.app.ObjectStore.RuntimeObject;
import io.kyozo.deployer.service.ObjectNames;
import io.kyozo.deployer.service.app.ObjectLabels;
import io.kyozo.runtime.ContainerRuntime;
import io.kyozo.runtime.RuntimeFailure;
import io.kyozo.runtime.RuntimeInfo;
import io.kyozo.sql.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** The network on which the services of a workspace find each other; there is none on runtimes without networks. */
@ApplicationScoped
class WorkspaceNetwork {
    private static final Logger LOG = Logger.getLogger(WorkspaceNetwork.class);

    private final ContainerRuntime runtime;
    private final ObjectStore objects;
    private final ObjectLabels labels;
    private final Transactions transactions;

    WorkspaceNetwork(ContainerRuntime runtime, ObjectStore objects, ObjectLabels labels, Transactions transactions) {
        this.runtime = runtime;
        this.objects = objects;
        this.labels = labels;
        this.transactions = transactions;
    }

    /** As it is recorded. */
    static RuntimeObject of(Deployment deployment) {
        return new RuntimeObject(
                Kind.NETWORK,
                ObjectNames.network(deployment.workspaceId(), deployment.workspace()),
                deployment.workspaceId(),
                deployment.id());
    }

    /** Makes it where it is not there; it was recorded before. */
    Uni<Void> ensure(Deployment deployment, RuntimeInfo info) {
        return info.capabilities().contains(RuntimeInfo.Capability.NETWORKS)
                ? runtime.ensureNetwork(
                        of(deployment).name(), labels.ofWorkspace(deployment.teamId(), deployment.workspaceId()))
                : Uni.createFrom().voidItem();
    }

    /**
     * Records it, and makes it before it is needed: that takes longer than to start a container. What fails here is only
     * noted, as {@link #ensure} comes to it again.
     */
    Uni<Void> makeAhead(Deployment deployment) {
        return transactions
                .inTransaction(tx -> objects.record(tx, of(deployment)))
                .chain(runtime::info)
                .chain(info -> ensure(deployment, info))
                .onFailure(RuntimeFailure.class)
                .invoke(failure -> LOG.infof("no network yet for %s: %s", deployment.id(), failure.getMessage()))
                .onFailure(RuntimeFailure.class)
                .recoverWithNull();
    }
}
