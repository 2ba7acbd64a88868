package io.kyozo.web.correlation;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Gives every request its correlation id, before anything else sees it, and sends it back with the answer. */
@ApplicationScoped
class CorrelationFilter {
    private static final int BEFORE_ALL_OTHERS = 1000;

    void register(@Observes Filters filters) {
        filters.register(this::correlate, BEFORE_ALL_OTHERS);
    }

    private void correlate(RoutingContext context) {
        String id = CorrelationId.use(context.request().getHeader(CorrelationId.HEADER));
        context.response().putHeader(CorrelationId.HEADER, id);
        context.next();
    }
}
