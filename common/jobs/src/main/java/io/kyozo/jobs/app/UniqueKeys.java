package io.kyozo.jobs.app;

import io.kyozo.jobs.JobRequest;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** Which keys are taken for a period, and by which job. */
public interface UniqueKeys {
    /** Takes the key when {@code tx} commits; false where it is taken. Others that want it wait until then. */
    Uni<Boolean> take(Tx tx, String type, String key, JobRequest.Unique unique);

    /** The key is taken by this job. */
    Uni<Void> assign(Tx tx, String type, String key, UUID job);

    /** The job that has taken the key; empty too where {@code tx} can't query. */
    Uni<Optional<UUID>> holder(Tx tx, String type, String key);

    /** Forgets keys whose period ended longer than {@code age} ago; how many. */
    Uni<Integer> prune(Duration age);
}
