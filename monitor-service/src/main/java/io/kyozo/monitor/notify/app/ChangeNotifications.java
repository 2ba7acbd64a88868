package io.kyozo.monitor.notify.app;

import io.kyozo.contracts.Uuid7;
import io.kyozo.contracts.error.ErrorCode;
import io.kyozo.contracts.error.KyozoException;
import io.kyozo.monitor.alert.Alert;
import io.kyozo.monitor.alert.app.AlertStore;
import io.kyozo.monitor.notify.Channel;
import io.kyozo.monitor.notify.Silence;
import io.kyozo.sql.Transactions;
import io.kyozo.sql.Tx;
import io.kyozo.web.auth.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;

/** What people change: each change leaves an entry in the audit trail, in its own transaction. */
@ApplicationScoped
public class ChangeNotifications {
    private final Transactions transactions;
    private final ChannelStore channels;
    private final AlertStore alerts;
    private final TellPeople tell;
    private final Audit audit;
    private final Caller caller;
    private final Clock clock;

    ChangeNotifications(
            Transactions transactions,
            ChannelStore channels,
            AlertStore alerts,
            TellPeople tell,
            Audit audit,
            Caller caller,
            Clock clock) {
        this.transactions = transactions;
        this.channels = channels;
        this.alerts = alerts;
        this.tell = tell;
        this.audit = audit;
        this.caller = caller;
        this.clock = clock;
    }

    public Uni<Void> create(Channel channel) {
        var entry = entry("channel.created", channel.id(), channel.kind() + " " + channel.name());
        return transactions.inTransaction(tx -> channels.add(tx, channel).chain(() -> audit.note(tx, entry)));
    }

    public Uni<Void> removeChannel(UUID id) {
        var entry = entry("channel.removed", id, "");
        return transactions.inTransaction(tx -> channels.remove(tx, entry.teamId(), id)
                .invoke(removed -> require(removed, "channel"))
                .chain(() -> audit.note(tx, entry)));
    }

    /** Sends a message that only shows that the channel works; the id of the notification. */
    public Uni<UUID> tryOut(UUID id) {
        var entry = entry("channel.tried", id, "");
        return channels.find(entry.teamId(), id)
                .map(found -> found.orElseThrow(() -> notFound("channel")))
                .chain(channel -> transactions.inTransaction(
                        tx -> tell.trial(tx, channel, entry.correlationId()).call(() -> audit.note(tx, entry))));
    }

    public Uni<Void> create(Silence silence) {
        var entry = entry("silence.created", silence.id(), silence.reason());
        return transactions.inTransaction(tx -> channels.add(tx, silence).chain(() -> audit.note(tx, entry)));
    }

    public Uni<Void> endSilence(UUID id) {
        var entry = entry("silence.ended", id, "");
        return transactions.inTransaction(tx -> channels.end(tx, entry.teamId(), id, clock.instant())
                .invoke(ended -> require(ended, "silence"))
                .chain(() -> audit.note(tx, entry)));
    }

    /** Takes an alert on: it is neither told again nor escalated. */
    public Uni<Alert> acknowledge(UUID id) {
        var entry = entry("alert.acknowledged", id, "");
        return transactions.inTransaction(tx -> acknowledge(tx, entry));
    }

    private Uni<Alert> acknowledge(Tx tx, Audit.Entry entry) {
        return alerts.acknowledge(tx, entry.teamId(), entry.target(), entry.actor(), entry.at())
                .map(found -> found.orElseThrow(() -> notFound("open alert")))
                .call(() -> audit.note(tx, entry));
    }

    private Audit.Entry entry(String action, UUID target, String detail) {
        return new Audit.Entry(
                Uuid7.next(),
                caller.teamId(),
                caller.subject(),
                action,
                target,
                detail,
                clock.instant(),
                caller.correlationId());
    }

    private static void require(boolean there, String what) {
        if (!there) {
            throw notFound(what);
        }
    }

    private static KyozoException notFound(String what) {
        return new KyozoException(ErrorCode.NOT_FOUND, "There is no " + what + " with this id.");
    }
}
