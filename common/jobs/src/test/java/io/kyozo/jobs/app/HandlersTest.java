package io.kyozo.jobs.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kyozo.jobs.JobExecution;
import io.kyozo.jobs.JobHandler;
import io.kyozo.jobs.WorkResult;
import io.kyozo.jobs.engine.Backoff;
import io.kyozo.jobs.engine.WorkerOptions;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HandlersTest {
    private static final JobHandler<String> HANDLER = new JobHandler<>() {
        @Override
        public Class<String> argsType() {
            return String.class;
        }

        @Override
        public Uni<WorkResult> work(JobExecution<String> job) {
            return Uni.createFrom().item(WorkResult.done());
        }
    };

    private static WorkerOptions options(String type, String queue) {
        return new WorkerOptions(
                type, queue, 3, Duration.ofMinutes(1), new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(2)));
    }

    @Test
    void saysWhichTypeWasMeant() {
        Handlers handlers = new Handlers().add(options("check.probe", "health"), HANDLER);
        assertThatThrownBy(() -> handlers.options("check.prob"))
                .hasMessage("no handler has the job type \"check.prob\"; did you mean \"check.probe\"?");
    }

    @Test
    void refusesTwoHandlersOfOneType() {
        Handlers handlers = new Handlers().add(options("check.probe", "health"), HANDLER);
        assertThatThrownBy(() -> handlers.add(options("check.probe", "metrics"), HANDLER))
                .hasMessageContaining("check.probe");
    }

    @Test
    void knowsTheQueuesThatAreServed() {
        Handlers handlers = new Handlers()
                .add(options("a.b", "health"), HANDLER)
                .add(options("a.c", "health"), HANDLER)
                .add(options("a.d", "metrics"), HANDLER);
        assertThat(handlers.queues()).containsExactlyInAnyOrder("health", "metrics");
    }
}
