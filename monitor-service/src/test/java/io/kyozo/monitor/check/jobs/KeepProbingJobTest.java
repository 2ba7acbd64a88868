package io.kyozo.monitor.check.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.contracts.event.DeploymentChanged;
import io.kyozo.contracts.event.Event;
import io.kyozo.contracts.state.InstanceState;
import io.kyozo.jobs.Chore;
import io.kyozo.jobs.JobExecution;
import io.kyozo.jobs.JobHandler;
import io.kyozo.jobs.WorkResult;
import io.kyozo.jobs.Worker;
import io.kyozo.jobs.engine.JobState;
import io.kyozo.jobs.testing.TestJob;
import io.kyozo.jobs.testing.TestJobs;
import io.kyozo.monitor.check.Target;
import io.kyozo.monitor.check.app.ProbeJobs;
import io.kyozo.monitor.check.app.TargetStore;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.inject.Vetoed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class KeepProbingJobTest {
    private final TestJobs jobs = new TestJobs().handler(new Probing());
    private final Known targets = new Known();
    private final KeepProbingJob handler = new KeepProbingJob(targets, jobs);

    private static Target target(InstanceState state) {
        UUID id = UUID.randomUUID();
        var replica = new DeploymentChanged.Instance(id, "docker", "c1", "127.0.0.1", 80);
        return new Target(
                id, id, id, "shop", "api", "web", state, null, id, null, List.of(replica), List.of(), 0, 3, "corr-1");
    }

    @Test
    void givesEveryServiceThatServesOneProbingJob() {
        targets.all.add(target(InstanceState.RUNNING));
        targets.all.add(target(InstanceState.RUNNING));
        targets.all.add(target(InstanceState.STOPPED));
        assertThat(jobs.run(handler, new Chore.NoArgs()).state()).isEqualTo(JobState.COMPLETED);
        assertThat(jobs.enqueued(ProbeJobs.PROBE_SERVICE))
                .extracting(TestJob::args)
                .containsExactlyInAnyOrder(
                        new ProbeJobs.Args(targets.all.get(0).serviceId(), 3),
                        new ProbeJobs.Args(targets.all.get(1).serviceId(), 3));
    }

    @Test
    void addsNoSecondJobToOneThatSleepsBetweenRounds() {
        targets.all.add(target(InstanceState.RUNNING));
        TestJob unused = jobs.run(handler, new Chore.NoArgs());
        assertThat(jobs.drain("health")).isEqualTo(1);
        TestJob again = jobs.run(handler, new Chore.NoArgs());
        TestJob probing = jobs.onlyEnqueued(ProbeJobs.PROBE_SERVICE);
        assertThat(probing.state()).isEqualTo(JobState.SCHEDULED);
        assertThat(jobs.drain("health")).isZero();
        jobs.advance(Duration.ofSeconds(30));
        assertThat(jobs.drain("health")).isEqualTo(1);
        assertThat(probing.attempt()).isZero();
        assertThat(again.errors()).isEmpty();
    }

    @Test
    void isTriedAgainAndGivenUpWhereTheTargetsCanNotBeRead() {
        targets.broken = true;
        TestJob job = jobs.run(handler, new Chore.NoArgs());
        assertThat(job.state()).isEqualTo(JobState.RETRYABLE);
        jobs.advance(Duration.ofMinutes(1));
        assertThat(jobs.drain("health")).isEqualTo(1);
        assertThat(job.state()).isEqualTo(JobState.DISCARDED);
        assertThat(job.reason()).isEqualTo("no answer");
    }

    /** Stands for the probing itself, which sleeps between rounds. No bean: other tests here start the whole service. */
    @Vetoed
    @Worker(type = ProbeJobs.PROBE_SERVICE, queue = "health")
    private static final class Probing implements JobHandler<ProbeJobs.Args> {
        @Override
        public Class<ProbeJobs.Args> argsType() {
            return ProbeJobs.Args.class;
        }

        @Override
        public Uni<WorkResult> work(JobExecution<ProbeJobs.Args> job) {
            return Uni.createFrom().item(WorkResult.snooze(Duration.ofSeconds(30)));
        }
    }

    private static final class Known implements TargetStore {
        private final List<Target> all = new ArrayList<>();
        private boolean broken;

        @Override
        public Uni<List<Target>> all(UUID after, int limit) {
            if (broken) {
                return Uni.createFrom().failure(new IllegalStateException("no answer"));
            }
            boolean first = after.equals(new UUID(0, 0));
            return Uni.createFrom().item(first ? List.copyOf(all) : List.of());
        }

        @Override
        public Uni<Integer> closeGaps() {
            return Uni.createFrom().item(0);
        }

        @Override
        public Uni<Boolean> keepPicture(Tx tx, Event<DeploymentChanged> event) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Uni<List<Target>> ofWorkspace(Tx tx, UUID workspaceId) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Uni<Void> save(Tx tx, Target target) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Uni<Void> remove(Tx tx, UUID serviceId) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Uni<Optional<Target>> find(UUID serviceId) {
            throw new UnsupportedOperationException();
        }
    }
}
