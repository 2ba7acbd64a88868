package io.kyozo.jobs.cdi;

import io.kyozo.jobs.JobExecution;
import io.kyozo.jobs.JobHandler;
import io.kyozo.jobs.Requestable;
import io.kyozo.jobs.WorkResult;
import io.kyozo.jobs.Worker;
import io.smallrye.mutiny.Uni;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Does what the test says for a job's name; by default the job is just done. */
@Requestable
@Worker(
        type = "test.echo",
        queue = "health",
        maxAttempts = 3,
        timeout = "PT1S",
        backoffBase = "PT0.01S",
        backoffCap = "PT0.02S")
public class EchoHandler implements JobHandler<TestArgs> {
    private final Map<String, Function<JobExecution<TestArgs>, Uni<WorkResult>>> behaviours = new ConcurrentHashMap<>();

    public void on(String name, Function<JobExecution<TestArgs>, Uni<WorkResult>> behaviour) {
        behaviours.put(name, behaviour);
    }

    @Override
    public Class<TestArgs> argsType() {
        return TestArgs.class;
    }

    @Override
    public Uni<WorkResult> work(JobExecution<TestArgs> job) {
        return behaviours
                .getOrDefault(job.args().name(), execution -> Uni.createFrom().item(WorkResult.done()))
                .apply(job);
    }
}
