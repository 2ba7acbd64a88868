package io.kyozo.monitor.check.app;

import io.kyozo.contracts.Uuid7;
import io.kyozo.messaging.kafka.EventJson;
import io.kyozo.monitor.check.ProbeSettings;
import io.kyozo.monitor.check.Target;
import io.kyozo.monitor.notify.app.Audit;
import io.kyozo.sql.Transactions;
import io.kyozo.web.auth.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Sets how a service is probed, and says so in the audit trail. */
@ApplicationScoped
public class ChangeSettings {
    private final Transactions transactions;
    private final SettingsStore settings;
    private final Audit audit;
    private final Caller caller;
    private final Clock clock;

    ChangeSettings(Transactions transactions, SettingsStore settings, Audit audit, Caller caller, Clock clock) {
        this.transactions = transactions;
        this.settings = settings;
        this.audit = audit;
        this.caller = caller;
        this.clock = clock;
    }

    public Uni<Void> change(Target target, ProbeSettings wanted) {
        var entry = new Audit.Entry(
                Uuid7.next(),
                caller.teamId(),
                caller.subject(),
                "probe.set",
                target.serviceId(),
                EventJson.write(wanted),
                clock.instant(),
                caller.correlationId());
        return transactions.inTransaction(
                tx -> settings.set(tx, target.serviceId(), wanted).chain(() -> audit.note(tx, entry)));
    }
}
