package io.kyozo.monitor.notify;

import io.kyozo.monitor.alert.Alert;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/** Decides what a channel is told of a group of alerts now, if anything. */
public final class Plan {
    private final Pace pace;

    public Plan(Pace pace) {
        this.pace = pace;
    }

    /**
     * What is to be told.
     *
     * @param firing alerts that hold
     * @param resolved ids of alerts that were told and hold no more
     */
    public record Notice(List<Alert> firing, Set<UUID> resolved) {}

    /**
     * The notice that is due at {@code now}; empty where none is.
     *
     * @param open all open alerts of the group
     */
    public Optional<Notice> due(Channel channel, List<Alert> open, List<Silence> silences, Told told, Instant now) {
        List<Alert> wanted = open.stream()
                .filter(alert -> alert.causedBy() == null && channel.wants(alert, now))
                .filter(alert -> silences.stream().noneMatch(silence -> silence.covers(alert, now)))
                .toList();
        Set<UUID> resolved = resolved(open, told);
        boolean changed = !resolved.isEmpty()
                || wanted.stream().anyMatch(alert -> !told.firing().contains(alert.id()));
        boolean due = changed ? isTime(channel, wanted, told, now) : isRepeat(wanted, told, now);
        return due ? Optional.of(new Notice(wanted, resolved)) : Optional.empty();
    }

    private static Set<UUID> resolved(List<Alert> open, Told told) {
        Set<UUID> resolved = new TreeSet<>(told.firing());
        resolved.removeAll(open.stream().map(Alert::id).collect(Collectors.toSet()));
        return resolved;
    }

    private boolean isTime(Channel channel, List<Alert> wanted, Told told, Instant now) {
        if (!told.firing().isEmpty()) {
            return !now.isBefore(told.at().plus(pace.groupInterval()));
        }
        return wanted.stream()
                .map(alert -> alert.raisedAt().plus(channel.escalateAfter()).plus(pace.groupWait()))
                .anyMatch(ready -> !now.isBefore(ready));
    }

    private boolean isRepeat(List<Alert> wanted, Told told, Instant now) {
        return wanted.stream().anyMatch(alert -> alert.acknowledgedAt() == null)
                && !now.isBefore(told.at().plus(pace.repeatInterval()));
    }

    /** What the channel knows after {@code notice}: alerts that are only silenced are still known. */
    public static Told after(Told told, Notice notice, Instant now) {
        Set<UUID> firing = new TreeSet<>(told.firing());
        firing.removeAll(notice.resolved());
        notice.firing().forEach(alert -> firing.add(alert.id()));
        return new Told(firing, now);
    }
}
