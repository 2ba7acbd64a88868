package io.kyozo.deployer.deployment.app;

import io.kyozo.deployer.service.EnvBinding;
import io.smallrye.mutiny.Uni;
import java.util.Map;
import java.util.UUID;

/** The variables that people gave to the services of a workspace. */
public interface GivenVariables {
    /** Bindings by service and variable. */
    Uni<Map<String, Map<String, EnvBinding>>> of(UUID workspaceId);
}
