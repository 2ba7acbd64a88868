package io.kyozo.deployer.deployment;

import io.kyozo.deployer.service.EnvBinding;
import io.kyozo.deployer.service.ServicePlan;
import java.util.Map;
import java.util.UUID;

/**
 * What the planner knows of a workspace.
 *
 * @param id of the workspace
 * @param name a slug
 * @param services what is set up now, by service name
 * @param variables values given by the operator, by service name and variable name; secrets are given as bindings
 * @param sharedPorts whether the replicas share the host's ports
 */
public record Workspace(
        UUID id,
        String name,
        Map<String, Current> services,
        Map<String, Map<String, EnvBinding>> variables,
        boolean sharedPorts) {

    /**
     * A service as it is set up now.
     *
     * @param plan what it runs, or ran before it was stopped
     * @param replicas wished for
     */
    public record Current(ServicePlan plan, int replicas) {}
}
