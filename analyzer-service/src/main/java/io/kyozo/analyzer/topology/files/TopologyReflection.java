package io.kyozo.analyzer.topology.files;

import io.kyozo.contracts.topology.Evidence;
import io.kyozo.contracts.topology.ServiceSpec;
import io.kyozo.contracts.topology.TopologyDocument;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** Keeps what the document is made of readable and writable in a native image. */
@RegisterForReflection(
        targets = {
            TopologyDocument.class,
            TopologyDocument.Edge.class,
            TopologyDocument.Recommendation.class,
            TopologyDocument.External.class,
            TopologyDocument.Migration.class,
            Evidence.class,
            ServiceSpec.class,
            ServiceSpec.Port.class,
            ServiceSpec.Dockerfile.class,
            ServiceSpec.EnvVar.class,
            ServiceSpec.Health.class,
            ServiceSpec.Resources.class
        })
final class TopologyReflection {
    private TopologyReflection() {}
}
