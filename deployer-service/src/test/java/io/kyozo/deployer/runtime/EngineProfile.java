package io.kyozo.deployer.runtime;

import io.kyozo.testkit.engine.PrivateEngine;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;
import java.util.UUID;

/** The engine of the tests; where there is none the test is skipped, but its application starts all the same. */
public final class EngineProfile implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "quarkus.arc.selected-alternatives", "io.kyozo.deployer.testing.FailPoints",
                "kyozo.runtime.kind", "docker",
                "kyozo.runtime.docker.host", PrivateEngine.host().orElse("unix:///var/run/docker.sock"),
                "kyozo.installation", "test-" + UUID.randomUUID(),
                "kyozo.rollout.port-search-after", "1s",
                "kyozo.rollout.neighbours-timeout", "1s",
                "kyozo.rollout.verify-timeout", "60s");
    }
}
