package io.kyozo.jobs.app;

import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** All jobs, live and finished, for those who look after them. */
public interface JobCatalog {
    /** Up to {@code limit} of them, newest first, with ids below {@code before} where that is given. */
    Uni<List<JobRecord>> list(JobFilter filter, int limit, Optional<UUID> before);

    /** The job of this id, where it is in the scope. */
    Uni<Optional<JobRecord>> find(JobScope scope, UUID id);

    /**
     * Makes dead letters among those meant available again, with all their attempts, except those whose unique key a live
     * job has; how many, by queue.
     */
    Uni<Map<String, Integer>> retry(Tx tx, JobFilter filter);

    /** Removes dead letters among those meant for good; how many. */
    Uni<Integer> discard(Tx tx, JobFilter filter);
}
