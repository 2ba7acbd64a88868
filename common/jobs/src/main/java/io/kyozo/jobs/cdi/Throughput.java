package io.kyozo.jobs.cdi;

import io.kyozo.jobs.app.Handlers;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** How many attempts end per second in each queue, since it was last looked. */
@ApplicationScoped
class Throughput {
    private final Map<String, LongAdder> ended = new ConcurrentHashMap<>();
    private final Set<String> queues;
    private final MultiGauge gauge;
    private long since = System.nanoTime();

    Throughput(Handlers handlers, MeterRegistry registry) {
        this.queues = handlers.queues();
        this.gauge = MultiGauge.builder("kyozo.jobs.throughput")
                .description("Attempts that ended per second, by queue")
                .register(registry);
    }

    void ended(String queue) {
        ended.computeIfAbsent(queue, key -> new LongAdder()).increment();
    }

    synchronized Uni<Void> refresh() {
        long now = System.nanoTime();
        double seconds = Math.max(1e-3, (now - since) / 1e9);
        since = now;
        List<MultiGauge.Row<?>> rows = queues.stream()
                .<MultiGauge.Row<?>>map(queue -> MultiGauge.Row.of(Tags.of("queue", queue), take(queue) / seconds))
                .toList();
        gauge.register(rows, true);
        return Uni.createFrom().voidItem();
    }

    private long take(String queue) {
        return ended.computeIfAbsent(queue, key -> new LongAdder()).sumThenReset();
    }
}
