package io.kyozo.deployer.runtime;

import io.kyozo.deployer.testing.DeployerTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;

@DeployerTest
@TestProfile(ProcessRuntimeIT.Processes.class)
class ProcessRuntimeIT extends RuntimeJourney {
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
