package io.kyozo.deployer.deployment.store;

import io.kyozo.contracts.topology.ServiceSpec;
import io.kyozo.contracts.topology.TopologyDocument;
import io.kyozo.deployer.build.BuildPlan;
import io.kyozo.deployer.deployment.DeploymentPlan;
import io.kyozo.deployer.service.EnvBinding;
import io.kyozo.deployer.service.ServicePlan;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** The records in JSON columns and blobs: a native image must be told of them. */
@RegisterForReflection(
        targets = {
            BuildPlan.class,
            DeploymentPlan.class,
            DeploymentPlan.PlannedService.class,
            EnvBinding.class,
            ServicePlan.class,
            ServiceSpec.class,
            ServiceSpec.Dockerfile.class,
            ServiceSpec.EnvVar.class,
            ServiceSpec.Health.class,
            ServiceSpec.Port.class,
            ServiceSpec.Resources.class,
            TopologyDocument.class,
            TopologyDocument.Edge.class,
            TopologyDocument.Recommendation.class,
            TopologyDocument.External.class,
            TopologyDocument.Migration.class
        })
final class JsonColumns {
    private JsonColumns() {}
}
