package io.kyozo.jobs.app;

import io.kyozo.jobs.Priority;
import io.kyozo.jobs.engine.ClaimedJob;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
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

    /** Those who put jobs in at the same time are not all done with it at the same time. */
    private static final Duration LATE = Duration.ofMillis(500);

    /** Where there may be more. The one served longest ago comes first. */
    private final Map<Place, Instant> reached = new LinkedHashMap<>();

    /** Where jobs were taken lately, whether there is more or not. */
    private final Map<Place, Instant> visited = new LinkedHashMap<>();

    private @Nullable UUID last;

    boolean isEmpty() {
        return reached.isEmpty();
    }

    /** The team that was served last. */
    @Nullable
    UUID last() {
        return last;
    }

    /** Where there may be more. */
    List<ClaimRequest.Stretch> stretches() {
        return stretches(reached, Duration.ZERO);
    }

    /** Where nothing is known to be, but jobs were taken lately: there those come most likely who come next. */
    List<ClaimRequest.Stretch> nearby() {
        Map<Place, Instant> places = new LinkedHashMap<>(visited);
        places.keySet().removeAll(reached.keySet());
        return stretches(places, LATE);
    }

    private static List<ClaimRequest.Stretch> stretches(Map<Place, Instant> places, Duration before) {
        return places.entrySet().stream()
                .map(e -> new ClaimRequest.Stretch(
                        e.getKey().priority(), e.getKey().team(), e.getValue().minus(before)))
                .toList();
    }

    /**
     * These were taken, and there may be more: where an even share of the claim was taken. A place that had fewer has no
     * others.
     */
    void reached(ClaimRequest request, List<ClaimedJob> jobs) {
        Map<Place, Instant> furthest = new LinkedHashMap<>();
        Map<Place, Integer> taken = new HashMap<>();
        for (ClaimedJob job : jobs) {
            Place place = Place.of(job);
            furthest.merge(place, job.runAt(), (a, b) -> a.isAfter(b) ? a : b);
            taken.merge(place, 1, Integer::sum);
        }
        List<ClaimRequest.Stretch> stretches = request.stretches();
        int places = stretches == null ? furthest.size() : stretches.size();
        furthest.forEach((place, at) -> {
            putLast(visited, place, at);
            reached.remove(place);
            if (taken.getOrDefault(place, 0) >= request.limit() / places) {
                putLast(reached, place, at);
            }
        });
        Set<UUID> teams = furthest.keySet().stream().map(Place::team).collect(Collectors.toSet());
        if (!teams.isEmpty()) {
            last = furthestRound(teams);
        }
    }

    /** This one was taken, and none is known to wait where it came from. */
    void took(ClaimedJob job) {
        putLast(visited, Place.of(job), job.runAt());
    }

    private static void putLast(Map<Place, Instant> places, Place place, Instant at) {
        places.remove(place);
        places.put(place, at);
        if (places.size() > MOST) {
            places.remove(places.keySet().iterator().next());
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

    /** Nothing is left beyond what was reached. */
    void exhausted() {
        reached.clear();
    }

    private record Place(Priority priority, UUID team) {
        static Place of(ClaimedJob job) {
            UUID team = job.teamId();
            return new Place(job.priority(), team == null ? NOBODY : team);
        }
    }
}
