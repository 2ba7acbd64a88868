package io.kyozo.monitor.heal.app;

import io.kyozo.contracts.Uuid7;
import io.kyozo.contracts.event.DeployRequested;
import io.kyozo.contracts.event.DeployRequested.Action;
import io.kyozo.contracts.event.Event;
import io.kyozo.contracts.event.EventType;
import io.kyozo.messaging.Outbox;
import io.kyozo.monitor.alert.Alert;
import io.kyozo.monitor.alert.AlertKind;
import io.kyozo.monitor.alert.Condition;
import io.kyozo.monitor.alert.app.RaiseAlerts;
import io.kyozo.monitor.heal.Remedy;
import io.kyozo.monitor.heal.Treatment;
import io.kyozo.monitor.heal.app.TreatmentStore.Patient;
import io.kyozo.sql.Transactions;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** Asks the deployer for the remedy that is due: a wish like a person's, which the deployer may refuse. */
@ApplicationScoped
public class HealServices {
    private static final String SOURCE = "monitor";

    private final Transactions transactions;
    private final TreatmentStore store;
    private final Outbox outbox;
    private final RaiseAlerts alerts;
    private final HealConfig config;
    private final Clock clock;

    HealServices(
            Transactions transactions,
            TreatmentStore store,
            Outbox outbox,
            RaiseAlerts alerts,
            HealConfig config,
            Clock clock) {
        this.transactions = transactions;
        this.store = store;
        this.outbox = outbox;
        this.alerts = alerts;
        this.config = config;
        this.clock = clock;
    }

    /** Looks at all services once. */
    public Uni<Void> look() {
        if (!config.enabled()) {
            return Uni.createFrom().voidItem();
        }
        return transactions
                .inTransaction(this::forgetHealed)
                .chain(store::patients)
                .chain(this::healAll);
    }

    private Uni<Void> forgetHealed(Tx tx) {
        Instant now = clock.instant();
        return store.forgetHealed(tx)
                .onItem()
                .transformToMulti(healed -> Multi.createFrom().iterable(healed))
                .onItem()
                .transformToUniAndConcatenate(id -> alerts.resolve(
                        tx, id, AlertKind.HEALING_STOPPED, "", now, Uuid7.next().toString()))
                .collect()
                .asList()
                .replaceWithVoid();
    }

    /** One that can't be healed does not keep the remedy from those after it; the look fails in the end. */
    private Uni<Void> healAll(List<Patient> patients) {
        return Multi.createFrom()
                .iterable(patients)
                .onItem()
                .transformToUni(this::heal)
                .collectFailures()
                .concatenate()
                .collect()
                .asList()
                .replaceWithVoid();
    }

    private Uni<Void> heal(Patient patient) {
        Instant now = clock.instant();
        Treatment before = Objects.requireNonNullElseGet(
                patient.treatment(), () -> Treatment.begin(patient.raisedAt(), patient.down()));
        Remedy remedy = before.due(patient.down(), patient.earlierRelease(), now, config.policy());
        if (remedy == Remedy.NONE) {
            return Uni.createFrom().voidItem();
        }
        Treatment after = before.after(remedy, patient.down(), now);
        return transactions.inTransaction(
                tx -> store.keep(tx, patient.serviceId(), after).chain(() -> apply(tx, patient, remedy, after, now)));
    }

    private Uni<Void> apply(Tx tx, Patient patient, Remedy remedy, Treatment after, Instant now) {
        return switch (remedy) {
            case NONE -> Uni.createFrom().voidItem();
            case RESTART -> ask(tx, patient, Action.RESTART, List.of(patient.service()), after);
            case ROLL_BACK -> ask(tx, patient, Action.ROLL_BACK, List.of(), after);
            case STOP -> giveUp(tx, patient, after, now);
        };
    }

    private Uni<Void> ask(Tx tx, Patient patient, Action action, List<String> services, Treatment after) {
        String why = patient.service() + " does not serve: " + patient.reason() + " (after " + after.restarts()
                + " restarts)";
        DeployRequested wish = new DeployRequested(
                patient.workspaceId(), patient.workspace(), action, null, null, null, services, null, SOURCE, why);
        return outbox.append(
                tx,
                Event.of(
                        EventType.DEPLOY_REQUESTED,
                        SOURCE,
                        patient.workspaceId(),
                        patient.teamId(),
                        Uuid7.next().toString(),
                        after.at().toEpochMilli(),
                        wish));
    }

    private Uni<Void> giveUp(Tx tx, Patient patient, Treatment after, Instant now) {
        String reason =
                "it is not healed by " + after.restarts() + " restarts, and nothing more is tried: " + patient.reason();
        Condition of = new Condition(
                patient.serviceId(), patient.teamId(), patient.workspaceId(), patient.service(), null, false, reason);
        return alerts.raise(
                tx,
                Alert.raised(Uuid7.next(), AlertKind.HEALING_STOPPED, "", of, now),
                Uuid7.next().toString());
    }
}
