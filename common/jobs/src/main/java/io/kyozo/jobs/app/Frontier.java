package io.kyozo.jobs.app;

import io.kyozo.jobs.Priority;
import io.kyozo.jobs.engine.ClaimedJob;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How far an instance has taken the jobs of each team and priority. Claims that follow one another begin there: what lies
 * before has been taken, and stepping over it again would cost the more, the longer a transaction elsewhere keeps the
 * database from cleaning it up. Only a hint: now and then everything is looked at.
 */
final class Frontier {
    /** The team of jobs that have none. */
    static final UUID NOBODY = new UUID(0, 0);

    private static final int MOST = 64;

    /** The one served longest ago comes first. */
    private final Map<Place, Instant> reached = new LinkedHashMap<>();

    private @Nullable UUID last;

    boolean isEmpty() {
        return reached.isEmpty();
    }

    /** The team that was served last. */
    @Nullable
    UUID last() {
        return last;
    }

    List<ClaimRequest.Stretch> stretches() {
        return reached.entrySet().stream()
                .map(e -> new ClaimRequest.Stretch(
                        e.getKey().priority(), e.getKey().team(), e.getValue()))
                .toList();
    }

    /** These were taken. */
    void reached(List<ClaimedJob> jobs) {
        Map<Place, Instant> furthest = new LinkedHashMap<>();
        jobs.forEach(job -> furthest.merge(Place.of(job), job.runAt(), (a, b) -> a.isAfter(b) ? a : b));
        furthest.forEach((place, at) -> {
            reached.remove(place);
            reached.put(place, at);
        });
        Set<UUID> teams = furthest.keySet().stream().map(Place::team).collect(Collectors.toSet());
        if (!teams.isEmpty()) {
            last = furthestRound(teams);
        }
        while (reached.size() > MOST) {
            reached.remove(reached.keySet().iterator().next());
        }
    }

    /** Teams are served in their order in the database, from the one after the last, and then from the first again. */
    private UUID furthestRound(Set<UUID> teams) {
        UUID from = last == null ? NOBODY : last;
        return teams.stream()
                .max((a, b) -> {
                    boolean aBeyond = a.toString().compareTo(from.toString()) <= 0;
                    boolean bBeyond = b.toString().compareTo(from.toString()) <= 0;
                    return aBeyond == bBeyond
                            ? a.toString().compareTo(b.toString())
                            : Boolean.compare(aBeyond, bBeyond);
                })
                .orElse(from);
    }

    /** Whether a job of this team and priority would overtake others that are known to wait. */
    boolean isKnownBefore(Priority priority, @Nullable UUID team) {
        UUID own = team == null ? NOBODY : team;
        return reached.keySet().stream()
                .anyMatch(place -> place.priority().compareTo(priority) < 0
                        || place.priority() == priority && place.team().equals(own));
    }

    /** Of the stretches that were looked at, those where nothing was found are forgotten. */
    void lookedAt(List<ClaimRequest.Stretch> stretches, int limit, List<ClaimedJob> jobs) {
        if (limit >= stretches.size()) {
            Set<Place> found = jobs.stream().map(Place::of).collect(Collectors.toSet());
            stretches.stream()
                    .map(stretch -> new Place(stretch.priority(), stretch.team()))
                    .filter(place -> !found.contains(place))
                    .forEach(reached::remove);
        }
    }

    /** Nothing is left beyond what was reached, but for those places where {@code jobs} were found. */
    void exhausted(List<ClaimedJob> jobs) {
        Set<Place> found = jobs.stream().map(Place::of).collect(Collectors.toSet());
        reached.keySet().removeIf(place -> !found.contains(place));
    }

    private record Place(Priority priority, UUID team) {
        static Place of(ClaimedJob job) {
            UUID team = job.teamId();
            return new Place(job.priority(), team == null ? NOBODY : team);
        }
    }
}
