package io.kyozo.jobs.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kyozo.jobs.ErrorClass;
import io.kyozo.jobs.JobExecution;
import io.kyozo.jobs.JobFailedException;
import io.kyozo.jobs.JobHandler;
import io.kyozo.jobs.JobRequest;
import io.kyozo.jobs.Priority;
import io.kyozo.jobs.WorkResult;
import io.kyozo.jobs.Worker;
import io.kyozo.jobs.engine.JobState;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TestJobsTest {
    private static final String TYPE = "greet.say-hello";

    private final Greeter greeter = new Greeter();
    private final TestJobs jobs = new TestJobs().handler(greeter);

    private TestJob put(JobRequest request) {
        var unused = jobs.enqueue(request).await().indefinitely();
        return jobs.all().get(jobs.all().size() - 1);
    }

    @Test
    void runsOneJob() {
        TestJob job = jobs.run(greeter, new Greeting("Ada"));
        assertThat(job.state()).isEqualTo(JobState.COMPLETED);
        assertThat(job.progress()).containsExactly("50 half way");
        assertThat(greeter.greeted).containsExactly("Ada");
    }

    @Test
    void drainsAQueueMostUrgentFirst() {
        put(JobRequest.of(TYPE, new Greeting("last")).priority(Priority.LOW));
        put(JobRequest.of(TYPE, new Greeting("first")).priority(Priority.CRITICAL));
        assertThat(jobs.drain("health")).isEqualTo(2);
        assertThat(greeter.greeted).containsExactly("first", "last");
    }

    @Test
    void timeStandsStillUntilItIsToldToPass() {
        TestJob job = put(JobRequest.of(TYPE, new Greeting("later"))
                .notBefore(jobs.clock().instant().plus(Duration.ofHours(1))));
        assertThat(jobs.drain("health")).isZero();
        jobs.advance(Duration.ofHours(1));
        assertThat(jobs.drain("health")).isEqualTo(1);
        assertThat(job.state()).isEqualTo(JobState.COMPLETED);
    }

    @Test
    void whatFailsIsTriedAgainAfterItsBackOffAndIsADeadLetterInTheEnd() {
        TestJob job = jobs.run(greeter, new Greeting("nobody"));
        assertThat(job.state()).isEqualTo(JobState.RETRYABLE);
        for (int attempt = 2; attempt <= 3; attempt++) {
            jobs.advance(Duration.ofMinutes(1));
            jobs.drain("health");
        }
        assertThat(job.state()).isEqualTo(JobState.DISCARDED);
        assertThat(job.errors()).hasSize(3);
    }

    @Test
    void whatIsInvalidIsADeadLetterAtOnce() {
        assertThat(jobs.run(greeter, new Greeting("")).state()).isEqualTo(JobState.DISCARDED);
    }

    @Test
    void tellsWhatWasEnqueued() {
        put(JobRequest.of(TYPE, new Greeting("Ada")));
        assertThat(jobs.onlyEnqueued(TYPE).args()).isEqualTo(new Greeting("Ada"));
        assertThatThrownBy(() -> jobs.onlyEnqueued("greet.other"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(TYPE);
    }

    @Test
    void aUniqueKeyHasOneLiveJob() {
        put(JobRequest.of(TYPE, new Greeting("a")).unique("k"));
        put(JobRequest.of(TYPE, new Greeting("b")).unique("k"));
        assertThat(jobs.enqueued(TYPE)).hasSize(1);
    }

    @Test
    void aMistypedTypeIsRefusedAsInEarnest() {
        assertThatThrownBy(() -> put(JobRequest.of("greet.say-helo", new Greeting("x"))))
                .hasMessageContaining("did you mean \"" + TYPE + "\"?");
    }

    record Greeting(String name) {}

    @Worker(type = TYPE, queue = "health")
    static final class Greeter implements JobHandler<Greeting> {
        private final List<String> greeted = new ArrayList<>();

        @Override
        public Class<Greeting> argsType() {
            return Greeting.class;
        }

        @Override
        public Uni<WorkResult> work(JobExecution<Greeting> job) {
            String name = job.args().name();
            if (name.isEmpty()) {
                return Uni.createFrom().failure(new JobFailedException(ErrorClass.VALIDATION, "no name"));
            }
            if (name.equals("nobody")) {
                return Uni.createFrom().failure(new IllegalStateException("nobody there"));
            }
            return job.progress(50, "half way").invoke(() -> greeted.add(name)).replaceWith(WorkResult.done());
        }
    }
}
