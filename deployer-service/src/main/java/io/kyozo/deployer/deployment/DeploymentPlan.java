package io.kyozo.deployer.deployment;

import io.kyozo.deployer.service.ServicePlan;
import java.util.List;

/**
 * What a deployment brings about: every service of the workspace, the needed before those that need them.
 *
 * @param network name of the workspace's network
 * @param services all services, in start order
 */
public record DeploymentPlan(String network, List<PlannedService> services) {
    public DeploymentPlan {
        services = List.copyOf(services);
    }

    /** Whether {@code service} is asked to run no longer, for good or for a while. */
    public boolean ends(String service) {
        return services.stream().anyMatch(planned -> planned.name().equals(service) && planned.ends());
    }

    /** Whether any service is. */
    public boolean endsAny() {
        return services.stream().anyMatch(PlannedService::ends);
    }

    /** What becomes of a service. */
    public enum Change {
        /** It runs as planned, whatever runs now. */
        APPLY,
        /** As planned, with new replicas even where they are like the old ones. */
        REPLACE,
        /** It is left as it is. */
        KEEP,
        /** Its replicas are frozen where they are, and taken off the route. */
        PAUSE,
        /** Its replicas go; it can be started again. */
        STOP,
        /** It goes. */
        REMOVE
    }

    /**
     * One service of the plan.
     *
     * @param plan how it runs
     * @param replicas how many
     * @param change what becomes of it
     */
    public record PlannedService(ServicePlan plan, int replicas, Change change) {
        public String name() {
            return plan.name();
        }

        /** Whether replicas of it may have to be started. */
        public boolean runs() {
            return change == Change.APPLY || change == Change.REPLACE;
        }

        private boolean ends() {
            return change == Change.PAUSE || change == Change.STOP || change == Change.REMOVE;
        }
    }
}
