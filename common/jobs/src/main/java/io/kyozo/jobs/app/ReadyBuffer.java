package io.kyozo.jobs.app;

import io.kyozo.jobs.Priority;
import io.kyozo.jobs.engine.ClaimedJob;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Jobs that are held but not begun: most urgent first, then team by team in turn, each oldest first. Thread-safe. */
final class ReadyBuffer {
    private static final Comparator<Attempt> OLDEST_FIRST =
            Comparator.comparing(attempt -> attempt.job().runAt());

    private final Map<Priority, Map<UUID, Deque<Attempt>>> waiting = new EnumMap<>(Priority.class);
    private volatile int size;
    private volatile long touchedAt = System.nanoTime();

    synchronized void add(Collection<Attempt> attempts) {
        attempts.stream().sorted(OLDEST_FIRST).forEach(this::put);
        size += attempts.size();
        touchedAt = System.nanoTime();
    }

    private void put(Attempt attempt) {
        ClaimedJob job = attempt.job();
        UUID team = job.teamId() == null ? Frontier.NOBODY : job.teamId();
        waiting.computeIfAbsent(job.priority(), priority -> new LinkedHashMap<>())
                .computeIfAbsent(team, any -> new ArrayDeque<>())
                .add(attempt);
    }

    /** Takes the next; null where there is none. */
    @Nullable
    synchronized Attempt poll() {
        for (Map<UUID, Deque<Attempt>> teams : waiting.values()) {
            if (!teams.isEmpty()) {
                return next(teams);
            }
        }
        return null;
    }

    private Attempt next(Map<UUID, Deque<Attempt>> teams) {
        Map.Entry<UUID, Deque<Attempt>> turn = teams.entrySet().iterator().next();
        UUID team = turn.getKey();
        Deque<Attempt> own = turn.getValue();
        Attempt attempt = own.removeFirst();
        if (own.isEmpty()) {
            teams.remove(team);
        } else if (teams.size() > 1) {
            teams.remove(team);
            teams.put(team, own);
        }
        size--;
        touchedAt = System.nanoTime();
        return attempt;
    }

    /** Takes all that there are. */
    synchronized List<Attempt> drain() {
        List<Attempt> all = list();
        waiting.clear();
        size = 0;
        return all;
    }

    /** All that there are. */
    synchronized List<Attempt> list() {
        List<Attempt> all = new ArrayList<>();
        waiting.values().forEach(teams -> teams.values().forEach(all::addAll));
        return all;
    }

    int size() {
        return size;
    }

    /** When a job was last put in or taken, as of {@link System#nanoTime}. */
    long touchedAt() {
        return touchedAt;
    }
}
