package io.kyozo.web.observe;

import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/** Serves health without the framework's prefix too: {@code /health}, {@code /health/live}, {@code /health/ready}. */
@ApplicationScoped
class HealthAddresses {
    private static final int BEFORE_RESOURCES = -1;

    void register(@Observes Router router) {
        for (String path : List.of("/health", "/health/live", "/health/ready")) {
            router.route(path).order(BEFORE_RESOURCES).handler(context -> context.reroute("/q" + path));
        }
    }
}
