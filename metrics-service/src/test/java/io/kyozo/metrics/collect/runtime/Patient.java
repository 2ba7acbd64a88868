package io.kyozo.metrics.collect.runtime;

import io.kyozo.metrics.collect.app.CollectConfig;
import java.time.Duration;

/** How tests of this package collect. */
record Patient(Duration timeout, boolean kernelFiles) implements CollectConfig {
    @Override
    public int concurrency() {
        return 16;
    }

    @Override
    public Duration buffer() {
        return Duration.ofMinutes(1);
    }

    @Override
    public Duration diskInterval() {
        return Duration.ofHours(1);
    }
}
