package io.kyozo.deployer.cleanup.app;

import io.kyozo.jobs.Chore;
import io.kyozo.jobs.JobRequest;
import io.kyozo.jobs.Jobs;
import io.kyozo.jobs.Priority;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Has all cleaned up now, and not only at night. */
@ApplicationScoped
public class RequestCleanup {
    /** The type of the job that does it. */
    public static final String JOB = "cleanup.clean-up";

    private final Jobs jobs;

    RequestCleanup(Jobs jobs) {
        this.jobs = jobs;
    }

    /** Where one waits or runs already, that one is it. */
    public Uni<Void> request() {
        return jobs.enqueue(JobRequest.of(JOB, new Chore.NoArgs()).unique(JOB).priority(Priority.HIGH))
                .replaceWithVoid();
    }
}
