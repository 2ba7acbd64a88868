package io.kyozo.deployer.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.contracts.state.DeploymentState;
import io.kyozo.deployer.deployment.AuditEntry;
import io.kyozo.deployer.deployment.Deployment;
import io.kyozo.deployer.deployment.SagaStep;
import io.kyozo.deployer.testing.DeployerTest;
import io.kyozo.deployer.testing.Topologies;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;

@DeployerTest
@TestProfile(ProcessRuntimeIT.Processes.class)
class ProcessRuntimeIT extends RuntimeJourney {
    @Test
    void saysBeforehandWhichDataServicesThisHostCanNotRun() throws IOException {
        var topology = Topologies.of(Topologies.node("web"), Topologies.data("rabbitmq", "rabbitmq:3.10", 5672));
        Deployment refused = bench.run(place, bench.wish(place, topology, "console.log('never')"));

        assertThat(refused.state()).isEqualTo(DeploymentState.FAILED);
        assertThat(refused.failure()).contains("rabbitmq: Without a container engine there is no rabbitmq:3.10");
        assertThat(bench.audit(refused)).extracting(AuditEntry::step).containsOnly(SagaStep.VALIDATE);
    }

    /** The runtime of local processes. */
    public static final class Processes implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            try {
                return Map.of(
                        "quarkus.arc.selected-alternatives",
                        "io.kyozo.deployer.testing.FailPoints",
                        "kyozo.runtime.kind",
                        "process",
                        "kyozo.runtime.process.allowed",
                        "true",
                        "kyozo.runtime.process.path",
                        Files.createTempDirectory("kyozo-processes-").toString(),
                        "kyozo.rollout.port-search-after",
                        "1s",
                        "kyozo.rollout.verify-timeout",
                        "30s");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
