package io.kyozo.web.observe;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.health.SmallRyeHealth;
import io.smallrye.health.SmallRyeHealthReporter;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/** The state of each health check as a metric, so that what is not well can be alerted on. */
@ApplicationScoped
class HealthGauges {
    private static final Logger LOG = Logger.getLogger(HealthGauges.class);
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private final SmallRyeHealthReporter reporter;
    private final Vertx vertx;
    private final MultiGauge gauge;

    HealthGauges(SmallRyeHealthReporter reporter, Vertx vertx, MeterRegistry registry) {
        this.reporter = reporter;
        this.vertx = vertx;
        this.gauge = MultiGauge.builder("kyozo.health")
                .description("1 where a health check is up, 0 where it is down")
                .register(registry);
    }

    void start(@Observes StartupEvent event) {
        // Not before the first interval: what is just starting need not be up.
        long unused = vertx.setPeriodic(INTERVAL.toMillis(), timer -> refresh());
    }

    private void refresh() {
        reporter.getHealthAsync()
                .subscribe()
                .with(this::show, failure -> LOG.warnf("Can't look at the health checks now: %s", failure));
    }

    private void show(SmallRyeHealth health) {
        List<MultiGauge.Row<?>> rows = health.getPayload().getJsonArray("checks").stream()
                .map(check -> check.asJsonObject())
                .<MultiGauge.Row<?>>map(HealthGauges::row)
                .toList();
        gauge.register(rows, true);
    }

    private static MultiGauge.Row<?> row(JsonObject check) {
        Tags tags = Tags.of("check", check.getString("name"));
        return MultiGauge.Row.of(tags, "UP".equals(check.getString("status")) ? 1 : 0);
    }
}
