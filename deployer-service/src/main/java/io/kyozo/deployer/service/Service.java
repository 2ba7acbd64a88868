package io.kyozo.deployer.service;

import io.kyozo.contracts.state.HealthStatus;
import io.kyozo.contracts.state.InstanceState;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A service of a workspace; its id stays the same over all deployments.
 *
 * @param id stable over all deployments
 * @param teamId whose it is
 * @param workspaceId its workspace
 * @param workspace the workspace's name
 * @param name a slug, unique in the workspace
 * @param kind as in the topology
 * @param stack as in the topology
 * @param state what it does
 * @param host under which the route finds it; null where it is not routed
 * @param url its stable address; null where it has none
 * @param replicas wished for
 * @param plan what runs; null until a deployment of it went live
 * @param deploymentId the deployment that set it up last; null before
 * @param health as the monitor judged it last
 * @param createdAt when it was first deployed
 * @param updatedAt when its state last changed
 */
public record Service(
        UUID id,
        UUID teamId,
        UUID workspaceId,
        String workspace,
        String name,
        String kind,
        String stack,
        InstanceState state,
        @Nullable String host,
        @Nullable String url,
        int replicas,
        @Nullable ServicePlan plan,
        @Nullable UUID deploymentId,
        HealthStatus health,
        Instant createdAt,
        Instant updatedAt) {}
