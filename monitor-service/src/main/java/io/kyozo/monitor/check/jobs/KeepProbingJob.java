package io.kyozo.monitor.check.jobs;

import io.kyozo.jobs.Chore;
import io.kyozo.jobs.JobRequest;
import io.kyozo.jobs.Jobs;
import io.kyozo.jobs.Worker;
import io.kyozo.monitor.check.Target;
import io.kyozo.monitor.check.app.ProbeJobs;
import io.kyozo.monitor.check.app.TargetStore;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/**
 * Once a minute gives a probing job to every service that has none, such as one whose job was dead-lettered, and sees to
 * it that the services are spread evenly over the interval.
 */
@ApplicationScoped
@Worker(type = ProbeJobs.KEEP_PROBING, queue = "health", maxAttempts = 2)
class KeepProbingJob implements Chore {
    private static final int PAGE = 500;
    private static final UUID LOWEST = new UUID(0, 0);

    private final TargetStore targets;
    private final Jobs jobs;

    KeepProbingJob(TargetStore targets, Jobs jobs) {
        this.targets = targets;
        this.jobs = jobs;
    }

    @Override
    public String name() {
        return ProbeJobs.KEEP_PROBING;
    }

    @Override
    public String schedule() {
        return "every PT1M";
    }

    @Override
    public Uni<Void> run() {
        return targets.closeGaps().chain(() -> from(LOWEST));
    }

    private Uni<Void> from(UUID after) {
        return targets.all(after, PAGE)
                .chain(page -> page.isEmpty() ? Uni.createFrom().voidItem() : enqueue(page));
    }

    private Uni<Void> enqueue(List<Target> page) {
        List<JobRequest> probes =
                page.stream().filter(Target::isProbed).map(ProbeJobs::probe).toList();
        return jobs.enqueueAll(probes)
                .chain(() -> from(page.get(page.size() - 1).serviceId()));
    }
}
