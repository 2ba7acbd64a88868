package io.kyozo.monitor.slo.app;

import io.kyozo.contracts.Uuid7;
import io.kyozo.monitor.notify.app.Audit;
import io.kyozo.sql.Transactions;
import io.kyozo.web.auth.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sets how much of the time a service shall serve, and says so in the audit trail. */
@ApplicationScoped
public class SetObjective {
    private final Transactions transactions;
    private final ServedStore store;
    private final Audit audit;
    private final Caller caller;
    private final Clock clock;

    SetObjective(Transactions transactions, ServedStore store, Audit audit, Caller caller, Clock clock) {
        this.transactions = transactions;
        this.store = store;
        this.audit = audit;
        this.caller = caller;
        this.clock = clock;
    }

    public Uni<Void> set(UUID serviceId, @Nullable Double target) {
        var entry = new Audit.Entry(
                Uuid7.next(),
                caller.teamId(),
                caller.subject(),
                "objective.set",
                serviceId,
                target == null ? "the usual" : target.toString(),
                clock.instant(),
                caller.correlationId());
        return transactions.inTransaction(
                tx -> store.target(tx, serviceId, target).chain(() -> audit.note(tx, entry)));
    }
}
