package io.kyozo.deployer.deployment.rest;

import io.kyozo.contracts.event.DeployRequested;
import io.kyozo.deployer.deployment.Deployment;
import io.kyozo.deployer.deployment.DeploymentPlan;
import io.kyozo.deployer.json.Words;
import io.kyozo.deployer.service.Replica;
import io.kyozo.deployer.service.Service;
import io.kyozo.web.jsonapi.Resource;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A deployment as the API shows it.
 *
 * @param workspaceId its workspace
 * @param workspace the workspace's name
 * @param revisionId the revision deployed; null for actions that deploy none
 * @param action what was asked for, such as {@code deploy}
 * @param state such as {@code building} or {@code rolled-back}
 * @param progress 0 to 100
 * @param phase the step that is done now, such as {@code build}
 * @param message what happens now, for a person
 * @param reason why it failed; null where it did not
 * @param actor who asked for it
 * @param requestReason why it was asked for
 * @param plan what becomes of each service; empty until it is validated
 * @param services the workspace's services as they are now; only of a single deployment, not in lists
 * @param createdAt when it was asked for
 * @param liveAt when it went live; null before
 * @param settledAt when its work was over; null before
 */
public record DeploymentView(
        UUID workspaceId,
        String workspace,
        @Nullable UUID revisionId,
        String action,
        String state,
        int progress,
        String phase,
        String message,
        @Nullable String reason,
        String actor,
        String requestReason,
        List<Planned> plan,
        List<ServiceSummary> services,
        Instant createdAt,
        @Nullable Instant liveAt,
        @Nullable Instant settledAt) {
    static final String TYPE = "deployments";

    /** What becomes of a service. */
    public record Planned(String service, String change, int replicas, String image) {}

    /** A service in short; {@code retiring} counts old replicas that still answer what they were asked before they go. */
    public record ServiceSummary(
            UUID id,
            String name,
            String kind,
            String state,
            String health,
            @Nullable String url,
            int replicas,
            long retiring) {}

    /** As in a list. */
    static Resource<DeploymentView> resource(Deployment deployment) {
        return resource(deployment, List.of(), List.of());
    }

    static Resource<DeploymentView> resource(Deployment deployment, List<Service> services, List<Replica> replicas) {
        return Resource.of(TYPE, deployment.id(), of(deployment, services, replicas))
                .related("workspace", "workspaces", deployment.workspaceId());
    }

    private static DeploymentView of(Deployment deployment, List<Service> services, List<Replica> replicas) {
        DeployRequested request = deployment.request();
        DeploymentPlan plan = deployment.plan();
        return new DeploymentView(
                request.workspaceId(),
                request.workspaceName(),
                request.revisionId(),
                Words.of(request.action()),
                Words.of(deployment.state()),
                deployment.progress(),
                Words.of(deployment.step()),
                deployment.message(),
                deployment.failure(),
                request.actor(),
                request.reason(),
                plan == null
                        ? List.of()
                        : plan.services().stream().map(DeploymentView::planned).toList(),
                services.stream().map(service -> summary(service, replicas)).toList(),
                deployment.createdAt(),
                deployment.liveAt(),
                deployment.settledAt());
    }

    private static Planned planned(DeploymentPlan.PlannedService service) {
        return new Planned(
                service.name(),
                Words.of(service.change()),
                service.replicas(),
                service.plan().image());
    }

    private static ServiceSummary summary(Service service, List<Replica> replicas) {
        return new ServiceSummary(
                service.id(),
                service.name(),
                service.kind().toLowerCase(Locale.ROOT),
                Words.of(service.state()),
                Words.of(service.health()),
                service.url(),
                service.replicas(),
                replicas.stream()
                        .filter(replica -> replica.serviceId().equals(service.id()) && replica.retiredBy() != null)
                        .count());
    }
}
