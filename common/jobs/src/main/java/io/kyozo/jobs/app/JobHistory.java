package io.kyozo.jobs.app;

import io.kyozo.jobs.engine.JobState;
import io.smallrye.mutiny.Uni;
import java.time.Duration;

/** The jobs that are done with. */
public interface JobHistory {
    /** Removes finished jobs of {@code state} beyond the newest {@code keep} of each queue, or older than {@code age}; how many. */
    Uni<Integer> prune(JobState state, int keep, Duration age);

    /** Makes room for the days to come and removes whole days that ended longer than {@code age} ago; how many. */
    Uni<Integer> turnDays(Duration age);
}
