package io.kyozo.metrics.capacity.app;

import io.kyozo.contracts.Uuid7;
import io.kyozo.contracts.event.Event;
import io.kyozo.contracts.event.EventType;
import io.kyozo.contracts.event.MetricAlert;
import io.kyozo.contracts.event.MetricAlert.State;
import io.kyozo.contracts.event.ResizeAdvised;
import io.kyozo.messaging.Outbox;
import io.kyozo.metrics.capacity.CapacityPlan;
import io.kyozo.metrics.capacity.CapacityPlan.Anomaly;
import io.kyozo.metrics.capacity.RightSize;
import io.kyozo.metrics.capacity.app.WatchStore.Advised;
import io.kyozo.metrics.capacity.app.WatchStore.Watched;
import io.kyozo.metrics.threshold.app.BreachStore;
import io.kyozo.sql.Transactions;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Looks at each service by the hour: says what to give it where that changed, and raises alerts of what is unusual. */
@ApplicationScoped
public class WatchCapacity {
    private static final Logger LOG = Logger.getLogger(WatchCapacity.class);
    private static final String SOURCE = "metrics";
    private static final String CORRELATION = "capacity";
    /** Advice that changes by less than this share is the same advice. */
    private static final double SAME = 0.2;

    private final PlanCapacity plans;
    private final WatchStore store;
    private final BreachStore sequences;
    private final Outbox outbox;
    private final Transactions transactions;

    WatchCapacity(
            PlanCapacity plans, WatchStore store, BreachStore sequences, Outbox outbox, Transactions transactions) {
        this.plans = plans;
        this.store = store;
        this.sequences = sequences;
        this.outbox = outbox;
        this.transactions = transactions;
    }

    /** All services, one after the other; one that can't be looked at does not keep the others from it. */
    public Uni<Void> watch() {
        return store.watched()
                .onItem()
                .transformToMulti(all -> Multi.createFrom().iterable(all))
                .onItem()
                .transformToUniAndConcatenate(service -> watch(service)
                        .onFailure()
                        .invoke(failure -> LOG.warnf("%s is not watched: %s", service.serviceId(), failure))
                        .onFailure()
                        .recoverWithNull())
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> watch(Watched service) {
        Uni<CapacityPlan> plan = service.replicas() == 0
                ? Uni.createFrom().item(new CapacityPlan(List.of(), null, List.of()))
                : plans.plan(service.serviceId(), service.replicas());
        return plan.chain(found -> transactions.inTransaction(
                tx -> advise(tx, service, found.advice()).chain(() -> alert(tx, service, found.anomalies()))));
    }

    private Uni<Void> advise(Tx tx, Watched service, @Nullable RightSize advice) {
        if (advice == null || isSame(service.advised(), advice)) {
            return Uni.createFrom().voidItem();
        }
        ResizeAdvised said = new ResizeAdvised(
                service.serviceId(),
                service.name(),
                service.workspaceId(),
                service.replicas(),
                advice.cpuCores(),
                advice.memoryBytes(),
                advice.cpuP95(),
                advice.memoryP95(),
                advice.memoryPeak(),
                advice.hours(),
                advice.from(),
                advice.until());
        return store.advised(tx, service.serviceId(), new Advised(advice.cpuCores(), advice.memoryBytes()))
                .chain(() -> publish(tx, service, EventType.RESIZE_ADVISED, said));
    }

    private static boolean isSame(@Nullable Advised before, RightSize now) {
        return before != null
                && Math.abs(now.cpuCores() - before.cpuCores()) < SAME * before.cpuCores()
                && Math.abs(now.memoryBytes() - before.memoryBytes()) < SAME * before.memoryBytes();
    }

    private Uni<Void> alert(Tx tx, Watched service, List<Anomaly> anomalies) {
        Uni<Void> raised = Multi.createFrom()
                .iterable(anomalies)
                .filter(anomaly -> !service.anomalies().containsKey(anomaly.metric()))
                .onItem()
                .transformToUniAndConcatenate(anomaly -> raise(tx, service, anomaly))
                .collect()
                .last();
        return raised.chain(() -> Multi.createFrom()
                .iterable(service.anomalies().entrySet())
                .filter(alert ->
                        anomalies.stream().noneMatch(anomaly -> anomaly.metric().equals(alert.getKey())))
                .onItem()
                .transformToUniAndConcatenate(alert -> resolve(tx, service, alert))
                .collect()
                .last());
    }

    private Uni<Void> raise(Tx tx, Watched service, Anomaly anomaly) {
        UUID alertId = Uuid7.next();
        return store.raised(tx, service.serviceId(), anomaly.metric(), alertId)
                .chain(isNew -> isNew
                        ? publish(
                                tx,
                                service,
                                EventType.METRIC_ALERT,
                                alert(
                                        service,
                                        alertId,
                                        anomaly.metric(),
                                        anomaly.value(),
                                        anomaly.bound(),
                                        State.FIRING))
                        : Uni.createFrom().voidItem());
    }

    private Uni<Void> resolve(Tx tx, Watched service, Map.Entry<String, UUID> alert) {
        return store.resolved(tx, service.serviceId(), alert.getKey())
                .chain(wasThere -> wasThere
                        ? publish(
                                tx,
                                service,
                                EventType.METRIC_ALERT,
                                alert(service, alert.getValue(), alert.getKey(), 0, 0, State.RESOLVED))
                        : Uni.createFrom().voidItem());
    }

    /** The rule of an anomaly is always the same for a metric of a service, so that its alerts are told as one. */
    private static MetricAlert alert(
            Watched service, UUID alertId, String metric, double value, double bound, State state) {
        UUID rule = UUID.nameUUIDFromBytes(
                ("anomaly/" + service.serviceId() + "/" + metric).getBytes(StandardCharsets.UTF_8));
        return new MetricAlert(
                alertId, rule, service.serviceId(), service.name(), service.workspaceId(), metric, value, bound, state);
    }

    private Uni<Void> publish(Tx tx, Watched service, EventType type, Object data) {
        return sequences
                .nextSequence(tx, service.serviceId())
                .map(sequence ->
                        Event.of(type, SOURCE, service.serviceId(), service.teamId(), CORRELATION, sequence, data))
                .chain(event -> outbox.append(tx, event));
    }
}
