package io.kyozo.jobs.app;

import io.kyozo.jobs.engine.ClaimedJob;
import io.kyozo.jobs.engine.NewJob;
import io.kyozo.jobs.engine.Transition;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The live jobs. Leases run by the store's own clock, never by the caller's. Each call is one statement; after a lost
 * connection it may be repeated where it concerns held jobs, because it is refused once it took effect.
 */
public interface JobStore {
    /**
     * Adds {@code job} when {@code tx} commits, and then tells all instances if {@code announce} says so; answers its id,
     * or that of the live job which has its unique key already.
     */
    Uni<UUID> insert(Tx tx, NewJob job, boolean announce);

    /**
     * Adds all jobs in one statement, on its own, leaving out those whose unique key a live job has; the ids added. Where
     * the answer is lost the jobs are looked for and never added again; not found, they may still come to be there.
     */
    Uni<Set<UUID>> insertAll(List<NewJob> jobs);

    /**
     * As {@link #insertAll(List)}, but those in {@code mine} are held by {@code instance} from the start, as if claimed
     * in the same moment, unless their queue is paused. Where the answer is lost nothing counts as held: what is, is taken
     * over when its lease runs out.
     */
    Uni<Inserted> insertAll(List<NewJob> jobs, Set<UUID> mine, Duration lease, String instance);

    /** The live job of this type that has this unique key. */
    Uni<Optional<UUID>> findUnique(String type, String uniqueKey);

    /** Tells all instances that jobs wait in {@code queue}. */
    Uni<Void> announce(String queue);

    /** Takes jobs that are ready; none of a paused queue. */
    Uni<Claimed> claim(ClaimRequest request);

    /** Takes up to {@code limit} jobs that are ready, most urgent first, then longest ready; none of a paused queue. */
    default Uni<List<ClaimedJob>> claim(String queue, int limit, Duration lease, String instance) {
        return claim(ClaimRequest.any(queue, limit, lease, instance)).map(Claimed::jobs);
    }

    /** Ends the held jobs as completed; those that were still held. */
    default Uni<Set<UUID>> complete(List<Held> jobs) {
        return complete(jobs, jobs.stream().map(Held::id).collect(Collectors.toSet()));
    }

    /** Ends the held jobs as completed, keeping a record of those in {@code keep}; those that were still held. */
    Uni<Set<UUID>> complete(List<Held> jobs, Set<UUID> keep);

    /** Says that held jobs have begun: if this instance falls silent now, the attempt counts. */
    Uni<Void> begun(List<Held> jobs);

    /** Forgets claims, by their fencing token, all of whose jobs have ended. */
    Uni<Void> close(Collection<Long> claims);

    /** Ends the held job as completed when {@code tx} commits; false, and nothing done, where it is not held any more. */
    Uni<Boolean> complete(Tx tx, Held job);

    /** Does with the held job what was decided; false, and nothing done, where it is not held any more. */
    Uni<Boolean> apply(Held job, Transition transition);

    /** Extends the leases of those that are still held: each of them with the reason it was called off for, if it was. */
    Uni<Map<UUID, Optional<String>>> heartbeat(List<Held> jobs, Duration lease);

    /** Says how far a held job is; false where it is not held any more. */
    Uni<Boolean> progress(Held job, int percent, String message);

    /** Gives held jobs back as if they had not been claimed: the attempt does not count. */
    Uni<Integer> handBack(List<Held> jobs);

    /**
     * Takes the jobs of up to {@code limit} claims away from workers whose lease has run out: to be run again, or dead
     * letters after the last attempt. An attempt that is not known to have begun does not count, twice at most.
     */
    Uni<List<Rescued>> rescue(int limit);

    /** Makes jobs available whose time has come. */
    Uni<Promotion> promote(int limit);

    /** Cleans up what ended jobs left behind, where that has become much: it is in the way of whoever looks for others. */
    Uni<Void> tidy();

    /** Calls a live job off. */
    Uni<Cancellation> cancel(UUID id, String reason);

    /**
     * Jobs that were taken.
     *
     * @param more whether there may be more of what was asked for
     */
    record Claimed(List<ClaimedJob> jobs, boolean more) {}

    /**
     * Jobs that were added.
     *
     * @param ids of them
     * @param held of these, the ones that the instance holds
     */
    record Inserted(Set<UUID> ids, Map<UUID, Begun> held) {}

    /**
     * A job that was held from its insert.
     *
     * @param fencingToken of its claim
     * @param runAt when it became ready, by the store's clock
     */
    record Begun(long fencingToken, Instant runAt) {}

    /**
     * A job whose worker fell silent.
     *
     * @param discarded whether that was its last attempt
     */
    record Rescued(UUID id, String queue, String type, boolean discarded) {}

    /**
     * Jobs made available.
     *
     * @param queues where they wait
     * @param nextDue until the next one is due; null where none waits
     */
    record Promotion(Set<String> queues, @Nullable Duration nextDue) {}

    /** What calling a job off did. */
    enum Cancellation {
        /** It waited, and is cancelled. */
        CANCELLED,
        /** It runs; its worker is told. */
        REQUESTED,
        /** There is no live job of this id. */
        NOT_LIVE
    }
}
