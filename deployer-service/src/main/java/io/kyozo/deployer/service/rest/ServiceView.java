package io.kyozo.deployer.service.rest;

import io.kyozo.contracts.event.ResizeAdvised;
import io.kyozo.deployer.advice.Recommendation;
import io.kyozo.deployer.json.Words;
import io.kyozo.deployer.service.Replica;
import io.kyozo.deployer.service.Service;
import io.kyozo.deployer.service.ServicePlan;
import io.kyozo.web.jsonapi.Resource;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A service as the API shows it.
 *
 * @param workspaceId its workspace
 * @param workspace the workspace's name
 * @param name of the service
 * @param kind such as {@code api}
 * @param stack such as {@code node}
 * @param state such as {@code running}
 * @param health as the monitor judged it last
 * @param url its stable address; null where it has none
 * @param replicas wished for
 * @param image that it runs; null before it was live
 * @param deploymentId the deployment that set it up last
 * @param instances its replicas; only of a single service, not in lists
 * @param recommendation what its replicas should be given by what they used; null for none
 * @param createdAt when it was first deployed
 * @param updatedAt when its state last changed
 */
public record ServiceView(
        UUID workspaceId,
        String workspace,
        String name,
        String kind,
        String stack,
        String state,
        String health,
        @Nullable String url,
        int replicas,
        @Nullable String image,
        @Nullable UUID deploymentId,
        List<InstanceView> instances,
        @Nullable Recommendation recommendation,
        Instant createdAt,
        Instant updatedAt) {

    /**
     * A replica as the API shows it; {@code retiring} where another took its place and it only answers what it was asked
     * before it goes, {@code restarts} counts ends in a row, {@code oomKills} the processes of it that were
     * killed for want of memory.
     */
    public record InstanceView(
            UUID id,
            String state,
            boolean serving,
            boolean retiring,
            String runtime,
            @Nullable String host,
            @Nullable Integer port,
            int restarts,
            @Nullable Instant nextRestartAt,
            int oomKills,
            @Nullable Instant lastOomKillAt) {}

    static Resource<ServiceView> resource(Service service, List<Replica> replicas, @Nullable ResizeAdvised advice) {
        ServicePlan plan = service.plan();
        var view = new ServiceView(
                service.workspaceId(),
                service.workspace(),
                service.name(),
                service.kind().toLowerCase(Locale.ROOT),
                service.stack(),
                Words.of(service.state()),
                Words.of(service.health()),
                service.url(),
                service.replicas(),
                plan == null ? null : plan.image(),
                service.deploymentId(),
                replicas.stream().map(ServiceView::instance).toList(),
                plan == null || advice == null
                        ? null
                        : Recommendation.of(advice, plan.resources(), service.replicas())
                                .orElse(null),
                service.createdAt(),
                service.updatedAt());
        return Resource.of("services", service.id(), view).related("workspace", "workspaces", service.workspaceId());
    }

    private static InstanceView instance(Replica replica) {
        return new InstanceView(
                replica.id(),
                Words.of(replica.state()),
                replica.serving(),
                replica.retiredBy() != null,
                replica.runtime(),
                replica.host(),
                replica.port(),
                replica.restarts(),
                replica.nextRestartAt(),
                replica.oomKills(),
                replica.oomAt());
    }
}
