package io.kyozo.metrics.testing;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;
import java.util.Set;

/** Samples every second, so that tests need not wait long, of counters that they set. */
public class MetricsTestProfile implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("kyozo.metrics.series.interval", "1s", "kyozo.metrics.scrape.enabled", "false");
    }

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(CountingRuntime.class);
    }
}
