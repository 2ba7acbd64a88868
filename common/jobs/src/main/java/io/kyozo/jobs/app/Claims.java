package io.kyozo.jobs.app;

import io.kyozo.jobs.engine.ClaimedJob;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which of an instance's claims still have jobs that it holds. Used on the engine's thread. */
final class Claims {
    private final Map<Long, Integer> open = new HashMap<>();
    private List<Long> closed = new ArrayList<>();

    void opened(Collection<ClaimedJob> jobs) {
        jobs.forEach(job -> open.merge(job.fencingToken(), 1, Integer::sum));
    }

    /** The job is not held any more. */
    void ended(ClaimedJob job) {
        open.computeIfPresent(job.fencingToken(), (claim, jobs) -> {
            if (jobs == 1) {
                closed.add(claim);
                return null;
            }
            return jobs - 1;
        });
    }

    /** Whether the job is held is not known; its claim is left to run out, lest the job be held for ever. */
    void abandoned(ClaimedJob job) {
        open.remove(job.fencingToken());
    }

    /** Those of which nothing is left, since the last time this was asked. */
    List<Long> takeClosed() {
        List<Long> taken = closed;
        closed = new ArrayList<>();
        return taken;
    }
}
