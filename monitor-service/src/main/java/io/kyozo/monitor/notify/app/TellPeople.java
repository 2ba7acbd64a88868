package io.kyozo.monitor.notify.app;

import static java.util.stream.Collectors.groupingBy;

import io.kyozo.contracts.Uuid7;
import io.kyozo.jobs.JobRequest;
import io.kyozo.jobs.Jobs;
import io.kyozo.monitor.alert.Alert;
import io.kyozo.monitor.notify.Channel;
import io.kyozo.monitor.notify.Message;
import io.kyozo.monitor.notify.Plan;
import io.kyozo.monitor.notify.Plan.Notice;
import io.kyozo.monitor.notify.Silence;
import io.kyozo.monitor.notify.Told;
import io.kyozo.monitor.notify.app.NotificationStore.Key;
import io.kyozo.monitor.notify.app.NotificationStore.Notification;
import io.kyozo.sql.Transactions;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** Writes down what is due to be told, with the job that delivers it, in one transaction: told once and not forgotten. */
@ApplicationScoped
public class TellPeople {
    /** Delivers one notification. */
    public static final String DELIVER = "notify.deliver";

    private final Transactions transactions;
    private final ChannelStore channels;
    private final NotificationStore notifications;
    private final Jobs jobs;
    private final Plan plan;
    private final Clock clock;

    TellPeople(
            Transactions transactions,
            ChannelStore channels,
            NotificationStore notifications,
            Jobs jobs,
            NotificationConfig config,
            Clock clock) {
        this.transactions = transactions;
        this.channels = channels;
        this.notifications = notifications;
        this.jobs = jobs;
        this.plan = new Plan(config.pace());
        this.clock = clock;
    }

    /** Looks at all teams' alerts once. */
    public Uni<Void> look() {
        return channels.concerned()
                .chain(concerned -> concerned.isEmpty() ? Uni.createFrom().voidItem() : look(concerned));
    }

    /** A message that only shows that {@code channel} works. */
    public Uni<UUID> trial(Tx tx, Channel channel, String correlationId) {
        return send(tx, channel, Message.trial(), clock.instant(), correlationId);
    }

    private Uni<Void> look(List<Channel> concerned) {
        Instant now = clock.instant();
        return channels.open()
                .chain(open -> channels.unended(now)
                        .chain(silences -> notifications
                                .told()
                                .chain(told -> tellAll(due(concerned, open, silences, told, now), now))));
    }

    private List<Due> due(
            List<Channel> concerned, List<Alert> open, List<Silence> silences, Map<Key, Told> told, Instant now) {
        Map<UUID, List<Alert>> byTeam = open.stream().collect(groupingBy(Alert::teamId));
        Map<UUID, List<Silence>> silencesByTeam = silences.stream().collect(groupingBy(Silence::teamId));
        List<Due> due = new ArrayList<>();
        for (Channel channel : concerned) {
            Map<UUID, List<Alert>> groups =
                    byTeam.getOrDefault(channel.teamId(), List.of()).stream().collect(groupingBy(TellPeople::group));
            for (UUID group : groupsOf(channel, groups, told)) {
                Key key = new Key(channel.id(), group);
                Told before = told.getOrDefault(key, Told.NOTHING);
                plan.due(
                                channel,
                                groups.getOrDefault(group, List.of()),
                                silencesByTeam.getOrDefault(channel.teamId(), List.of()),
                                before,
                                now)
                        .ifPresent(notice -> due.add(new Due(channel, key, before, notice)));
            }
        }
        return due;
    }

    private static Set<UUID> groupsOf(Channel channel, Map<UUID, List<Alert>> groups, Map<Key, Told> told) {
        Set<UUID> all = new HashSet<>(groups.keySet());
        told.keySet().stream()
                .filter(key -> key.channelId().equals(channel.id()))
                .forEach(key -> all.add(key.group()));
        return all;
    }

    private static UUID group(Alert alert) {
        return Objects.requireNonNullElse(alert.workspaceId(), alert.teamId());
    }

    private Uni<Void> tellAll(List<Due> due, Instant now) {
        return Multi.createFrom()
                .iterable(due)
                .onItem()
                .transformToUni(one -> transactions.inTransaction(tx -> tell(tx, one, now)))
                .collectFailures()
                .concatenate()
                .collect()
                .asList()
                .replaceWithVoid();
    }

    private Uni<Void> tell(Tx tx, Due due, Instant now) {
        return notifications
                .alerts(tx, due.notice().resolved())
                .map(resolved -> new Message(
                        due.notice().firing().stream().map(Message.Line::of).toList(),
                        resolved.stream().map(Message.Line::of).toList()))
                .chain(message ->
                        send(tx, due.channel(), message, now, Uuid7.next().toString()))
                .chain(() -> notifications.keep(tx, due.key(), Plan.after(due.told(), due.notice(), now)));
    }

    private Uni<UUID> send(Tx tx, Channel channel, Message message, Instant now, String correlationId) {
        UUID id = Uuid7.next();
        JobRequest job = JobRequest.of(DELIVER, new Delivery(id, channel.id()))
                .team(channel.teamId())
                .correlation(correlationId);
        return notifications
                .add(tx, new Notification(id, channel.id(), channel.teamId(), message, now, null, null))
                .chain(() -> jobs.enqueue(tx, job))
                .replaceWith(id);
    }

    private record Due(Channel channel, Key key, Told told, Notice notice) {}

    /** What a delivering job is about. */
    public record Delivery(UUID notificationId, UUID channelId) {}
}
