package io.kyozo.monitor.alert.kafka;

import io.kyozo.contracts.event.Event;
import io.kyozo.contracts.event.EventType;
import io.kyozo.contracts.event.MetricAlert;
import io.kyozo.messaging.Inbox;
import io.kyozo.monitor.alert.Alert;
import io.kyozo.monitor.alert.AlertKind;
import io.kyozo.monitor.alert.Condition;
import io.kyozo.monitor.alert.app.RaiseAlerts;
import io.kyozo.monitor.live.app.KeepFeed;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Metrics that cross a threshold: an alert like the others, and told in the feed, in one transaction. */
@ApplicationScoped
class MetricAlertConsumer {
    private final Inbox inbox;
    private final RaiseAlerts raise;
    private final KeepFeed feed;

    MetricAlertConsumer(Inbox inbox, RaiseAlerts raise, KeepFeed feed) {
        this.inbox = inbox;
        this.raise = raise;
        this.feed = feed;
    }

    @Incoming("metric-alert")
    Uni<Void> consume(Message<byte[]> message) {
        return inbox.consume(
                message,
                EventType.METRIC_ALERT,
                MetricAlert.class,
                (tx, event) -> feed.keep(tx, event).chain(() -> take(tx, event)));
    }

    private Uni<Void> take(Tx tx, Event<MetricAlert> event) {
        MetricAlert metric = event.data();
        String rule = metric.ruleId().toString();
        if (metric.state() == MetricAlert.State.RESOLVED) {
            return raise.resolve(tx, metric.serviceId(), AlertKind.METRIC, rule, event.time(), event.correlationId());
        }
        String reason = metric.metric() + " is " + metric.value() + ", the threshold is " + metric.threshold();
        Condition of = new Condition(
                metric.serviceId(), event.teamId(), metric.workspaceId(), metric.serviceName(), null, false, reason);
        Alert alert = Alert.raised(metric.alertId(), AlertKind.METRIC, rule, of, event.time());
        return raise.raise(tx, alert, event.correlationId());
    }
}
