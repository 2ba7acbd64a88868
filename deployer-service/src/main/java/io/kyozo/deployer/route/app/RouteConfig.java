package io.kyozo.deployer.route.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Where the gateway is that holds the routes. */
@ConfigMapping(prefix = "kyozo.route")
public interface RouteConfig {
    /** Address of the gateway's control API, such as http://127.0.0.1:9080; none to go without routes. */
    Optional<URI> controlUrl();

    /** Bearer token of the control API. */
    Optional<String> controlToken();

    /** The gateway's public address; services get names below its host's domain. */
    @WithDefault("http://localhost:8080")
    URI publicUrl();

    /** How long the control API may take to answer. */
    @WithDefault("5s")
    Duration timeout();
}
