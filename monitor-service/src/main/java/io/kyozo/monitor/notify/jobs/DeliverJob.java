package io.kyozo.monitor.notify.jobs;

import io.kyozo.jobs.ErrorClass;
import io.kyozo.jobs.JobExecution;
import io.kyozo.jobs.JobFailedException;
import io.kyozo.jobs.JobHandler;
import io.kyozo.jobs.WorkResult;
import io.kyozo.jobs.Worker;
import io.kyozo.monitor.notify.Channel;
import io.kyozo.monitor.notify.app.ChannelStore;
import io.kyozo.monitor.notify.app.NotificationStore;
import io.kyozo.monitor.notify.app.NotificationStore.Notification;
import io.kyozo.monitor.notify.app.Sender;
import io.kyozo.monitor.notify.app.TellPeople;
import io.kyozo.monitor.notify.app.TellPeople.Delivery;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.time.Clock;

/** Delivers a notification; tried for about half an hour, since who is to be told may be ill too. */
@Worker(
        type = TellPeople.DELIVER,
        queue = "notification",
        maxAttempts = 10,
        timeout = "PT1M",
        backoffBase = "PT5S",
        backoffCap = "PT10M")
@RegisterForReflection(targets = Delivery.class)
class DeliverJob implements JobHandler<Delivery> {
    private final ChannelStore channels;
    private final NotificationStore notifications;
    private final Instance<Sender> senders;
    private final Clock clock;

    DeliverJob(ChannelStore channels, NotificationStore notifications, @Any Instance<Sender> senders, Clock clock) {
        this.channels = channels;
        this.notifications = notifications;
        this.senders = senders;
        this.clock = clock;
    }

    @Override
    public Class<Delivery> argsType() {
        return Delivery.class;
    }

    @Override
    public Uni<WorkResult> work(JobExecution<Delivery> job) {
        return notifications
                .find(job.args().notificationId())
                .chain(found -> found.filter(notification -> notification.deliveredAt() == null)
                        .map(this::deliver)
                        .orElseGet(() -> Uni.createFrom().item(WorkResult.done())));
    }

    private Uni<WorkResult> deliver(Notification notification) {
        return channels.find(notification.teamId(), notification.channelId())
                .chain(channel -> channel.map(to -> send(to, notification))
                        .orElseGet(() -> Uni.createFrom().item(WorkResult.cancel("the channel was removed"))));
    }

    private Uni<WorkResult> send(Channel channel, Notification notification) {
        return sender(channel.kind())
                .send(channel, notification.id(), notification.message())
                .onFailure()
                .call(failure -> notifications.failed(notification.id(), words(failure)))
                .chain(() -> notifications.delivered(notification.id(), clock.instant()))
                .replaceWith(WorkResult::done);
    }

    private Sender sender(Channel.Kind kind) {
        return senders.stream()
                .filter(sender -> sender.sends(kind))
                .findFirst()
                .orElseThrow(() -> new JobFailedException(ErrorClass.VALIDATION, "nothing sends " + kind));
    }

    private static String words(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }
}
