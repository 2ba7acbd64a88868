package io.kyozo.deployer.deployment.app;

import io.kyozo.contracts.state.InstanceState;
import io.kyozo.deployer.deployment.Deployment;
import io.kyozo.deployer.deployment.DeploymentPlan.PlannedService;
import io.kyozo.deployer.service.Replica;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Chooses among the replicas of a workspace, and works through them one after the other. */
final class Replicas {
    private Replicas() {}

    static List<Replica> madeBy(UUID deploymentId, String service, List<Replica> all) {
        return all.stream()
                .filter(replica -> replica.service().equals(service))
                .filter(replica -> replica.deploymentId().equals(deploymentId))
                .toList();
    }

    /** Those of the service that a deployment took, or takes, out of service. */
    static List<Replica> retired(String service, List<Replica> all) {
        return all.stream()
                .filter(replica -> replica.service().equals(service))
                .filter(replica -> replica.retiredBy() != null)
                .toList();
    }

    /** Those that {@code deploymentId} takes out of service. */
    static List<Replica> retiredBy(UUID deploymentId, List<Replica> all) {
        return all.stream()
                .filter(replica -> deploymentId.equals(replica.retiredBy()))
                .toList();
    }

    /**
     * Those that stay while {@code deploymentId} takes others of their service out: they have to answer in their place, which
     * one that was just started again after its end may not do yet.
     */
    static List<Replica> remaining(UUID deploymentId, List<Replica> all) {
        Set<String> fewer =
                retiredBy(deploymentId, all).stream().map(Replica::service).collect(Collectors.toSet());
        return all.stream()
                .filter(replica -> fewer.contains(replica.service()) && replica.retiredBy() == null)
                .filter(replica -> !replica.deploymentId().equals(deploymentId))
                .toList();
    }

    /** Those of services that end with {@code deployment}, also where an earlier one has not yet seen them off. */
    static List<Replica> ending(Deployment deployment, List<Replica> all) {
        return all.stream()
                .filter(replica ->
                        replica.retiredBy() != null && deployment.requirePlan().ends(replica.service()))
                .toList();
    }

    /** Those of a service that runs that are frozen, and are to go on. */
    static List<Replica> frozen(PlannedService service, List<Replica> all) {
        return all.stream()
                .filter(replica -> service.runs() && replica.service().equals(service.name()))
                .filter(replica -> replica.state() == InstanceState.PAUSED && replica.retiredBy() == null)
                .toList();
    }

    static Uni<Void> each(List<Replica> replicas, Function<Replica, Uni<Void>> work) {
        return Multi.createFrom()
                .iterable(replicas)
                .onItem()
                .transformToUniAndConcatenate(work::apply)
                .collect()
                .last();
    }

    /** As {@link #each}, eight at a time. */
    static Uni<Void> together(List<Replica> replicas, Function<Replica, Uni<Void>> work) {
        return Multi.createFrom()
                .iterable(replicas)
                .onItem()
                .transformToUni(work::apply)
                .merge(8)
                .collect()
                .last();
    }
}
