package io.kyozo.jobs.app;

import io.kyozo.jobs.Priority;
import io.kyozo.jobs.engine.ClaimedJob;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Jobs that are held but not begun: most urgent first, then that of the team with the fewest, each team's oldest first. So
 * a team with few jobs need not wait for one with many; each {@value #TURN}th goes to the teams in turn, so that none waits
 * for ever. Thread-safe.
 */
final class ReadyBuffer {
    private static final Comparator<Attempt> OLDEST_FIRST =
            Comparator.comparing(attempt -> attempt.job().runAt());

    /** Which job goes by turns. */
    static final int TURN = 4;

    private final Map<Priority, Map<UUID, Deque<Attempt>>> waiting = new EnumMap<>(Priority.class);
    private int taken;
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
        Map.Entry<UUID, Deque<Attempt>> first = teams.entrySet().iterator().next();
        Map.Entry<UUID, Deque<Attempt>> chosen = teams.size() == 1 || ++taken % TURN == 0
                ? first
                : Collections.min(
                        teams.entrySet(),
                        Comparator.comparingInt(entry -> entry.getValue().size()));
        UUID team = chosen.getKey();
        Deque<Attempt> own = chosen.getValue();
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

    /** How many there are of this team and priority, or more urgent ones. */
    synchronized int before(Priority priority, @Nullable UUID team) {
        UUID own = team == null ? Frontier.NOBODY : team;
        int before = 0;
        for (Map.Entry<Priority, Map<UUID, Deque<Attempt>>> entry : waiting.entrySet()) {
            if (entry.getKey().compareTo(priority) < 0) {
                before +=
                        entry.getValue().values().stream().mapToInt(Deque::size).sum();
            } else if (entry.getKey() == priority) {
                before += entry.getValue().getOrDefault(own, new ArrayDeque<>()).size();
            }
        }
        return before;
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
