package io.kyozo.monitor.alert.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When somebody is told of a service that is ill. */
@ConfigMapping(prefix = "kyozo.monitor.alert")
public interface AlertConfig {
    /** How long a service must be unhealthy or gone before an alert is raised. */
    @WithDefault("2m")
    Duration sustained();
}
