package io.kyozo.metrics.threshold.app;

import io.kyozo.contracts.event.Event;
import io.kyozo.contracts.event.EventType;
import io.kyozo.contracts.event.MetricAlert;
import io.kyozo.contracts.event.MetricAlert.State;
import io.kyozo.messaging.Outbox;
import io.kyozo.metrics.series.Sample;
import io.kyozo.metrics.threshold.Breach;
import io.kyozo.metrics.threshold.Judgement;
import io.kyozo.metrics.threshold.Rolling;
import io.kyozo.metrics.threshold.ServiceTotals;
import io.kyozo.metrics.threshold.app.BreachStore.Watched;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Checks a round of samples against all rules; what follows is committed with the samples. */
@ApplicationScoped
public class CheckThresholds {
    private static final String SOURCE = "metrics";

    private final BreachStore store;
    private final Outbox outbox;
    private final RollingValues rolling = new RollingValues();

    CheckThresholds(BreachStore store, Outbox outbox) {
        this.store = store;
        this.outbox = outbox;
    }

    /** Judges every rule. A service that runs but has no sample in this round keeps what it had: no data is no verdict. */
    public Uni<Void> check(Tx tx, List<Sample> round, String correlationId) {
        ServiceTotals totals = ServiceTotals.of(round);
        return store.watched(tx)
                .invoke(rolling::keepOnly)
                .onItem()
                .transformToMulti(all -> Multi.createFrom().iterable(all))
                .onItem()
                .transformToUniAndConcatenate(watched -> judge(tx, watched, totals, correlationId))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> judge(Tx tx, Watched watched, ServiceTotals totals, String correlationId) {
        ServiceTotals.Total total =
                totals.of(watched.serviceId(), watched.rule().metric());
        boolean over = !watched.runs() || !watched.rule().enabled();
        Double value = total == null ? null : value(watched, total);
        if (value == null && !over) {
            return Uni.createFrom().voidItem();
        }
        Judgement judgement = over || total == null || value == null
                ? Judgement.over(watched.breach())
                : Judgement.of(watched.rule(), watched.serviceId(), watched.breach(), value, total.at());
        return keep(tx, watched, judgement)
                .chain(() -> publish(tx, watched, judgement, value == null ? 0 : value, correlationId));
    }

    private @Nullable Double value(Watched watched, ServiceTotals.Total total) {
        Rolling over = watched.rule().rolling();
        return over == null ? Double.valueOf(total.value()) : rolling.add(watched, over, total);
    }

    private Uni<Void> keep(Tx tx, Watched watched, Judgement judgement) {
        Breach breach = judgement.breach();
        if (Objects.equals(breach, watched.breach())) {
            return Uni.createFrom().voidItem();
        }
        return breach == null ? store.end(tx, watched.rule().id(), watched.serviceId()) : store.put(tx, breach);
    }

    private Uni<Void> publish(Tx tx, Watched watched, Judgement judgement, double value, String correlationId) {
        return publish(tx, watched, judgement.raised(), State.FIRING, value, correlationId)
                .chain(() -> publish(tx, watched, judgement.resolved(), State.RESOLVED, value, correlationId));
    }

    private Uni<Void> publish(
            Tx tx, Watched watched, @Nullable UUID alertId, State state, double value, String correlationId) {
        if (alertId == null) {
            return Uni.createFrom().voidItem();
        }
        MetricAlert alert = new MetricAlert(
                alertId,
                watched.rule().id(),
                watched.serviceId(),
                watched.serviceName(),
                watched.workspaceId(),
                watched.rule().metric().id(),
                value,
                watched.rule().threshold(),
                state);
        return store.nextSequence(tx, watched.serviceId())
                .map(sequence -> Event.of(
                        EventType.METRIC_ALERT,
                        SOURCE,
                        watched.serviceId(),
                        watched.rule().teamId(),
                        correlationId,
                        sequence,
                        alert))
                .chain(event -> outbox.append(tx, event));
    }
}
