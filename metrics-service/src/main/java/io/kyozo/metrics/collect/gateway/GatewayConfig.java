package io.kyozo.metrics.collect.gateway;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** The gateway whose waiting times are the services' response times. */
@ConfigMapping(prefix = "kyozo.metrics.gateway")
interface GatewayConfig {
    /** Address of its control API; without one, response times are not known. */
    @WithDefault("${kyozo.route.control-url:}")
    Optional<String> controlUrl();

    /** Bearer token of the control API. */
    @WithDefault("${kyozo.route.control-token:}")
    Optional<String> controlToken();
}
