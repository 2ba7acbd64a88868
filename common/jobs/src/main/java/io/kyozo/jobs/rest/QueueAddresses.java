package io.kyozo.jobs.rest;

import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Serves the queues without the API's prefix too: {@code /queues/…} is {@code /api/v1/queues/…}. */
@ApplicationScoped
class QueueAddresses {
    private static final int BEFORE_RESOURCES = -1;

    void register(@Observes Router router) {
        router.route("/queues/*")
                .order(BEFORE_RESOURCES)
                .handler(
                        context -> context.reroute("/api/v1" + context.request().uri()));
    }
}
