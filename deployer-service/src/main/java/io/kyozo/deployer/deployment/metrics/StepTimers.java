package io.kyozo.deployer.deployment.metrics;

import io.kyozo.deployer.deployment.Deployment;
import io.kyozo.deployer.deployment.SagaStep;
import io.kyozo.deployer.deployment.app.StepObserver;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.arc.DefaultBean;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** How long the saga's steps take: {@code kyozo_deployment_step_seconds}. */
@DefaultBean
@ApplicationScoped
class StepTimers implements StepObserver {
    private static final Logger LOG = Logger.getLogger(StepTimers.class);

    private final MeterRegistry registry;
    private final Map<UUID, Timer.Sample> running = new ConcurrentHashMap<>();

    StepTimers(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public Uni<Void> before(Deployment deployment, SagaStep step) {
        running.put(deployment.id(), Timer.start(registry));
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Void> after(Deployment deployment, SagaStep step) {
        Timer.Sample sample = running.remove(deployment.id());
        if (sample != null) {
            long nanos = sample.stop(timer(step));
            LOG.debugf("deployment %s: step %s took %d ms", deployment.id(), step, nanos / 1_000_000);
        }
        return Uni.createFrom().voidItem();
    }

    private Timer timer(SagaStep step) {
        return Timer.builder("kyozo.deployment.step")
                .description("How long a step of a deployment took")
                .tag("step", name(step))
                .register(registry);
    }

    private static String name(SagaStep step) {
        return step.name().toLowerCase(Locale.ROOT);
    }
}
