package io.kyozo.metrics.testing;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** Samples every second, so that tests need not wait long. */
public class MetricsTestProfile implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("kyozo.metrics.series.interval", "1s");
    }
}
