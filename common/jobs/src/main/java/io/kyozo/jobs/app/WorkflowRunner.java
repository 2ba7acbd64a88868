package io.kyozo.jobs.app;

import com.fasterxml.jackson.databind.JsonNode;
import io.kyozo.contracts.Uuid7;
import io.kyozo.jobs.JobRequest;
import io.kyozo.jobs.Jobs;
import io.kyozo.jobs.Workflow;
import io.kyozo.jobs.Workflows;
import io.kyozo.sql.Transactions;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Starts workflows and brings them on: when a step's job has ended, what waited for it is enqueued in the transaction
 * that records the end, so a crash at any point is made up for by the next look. One instance at a time has a workflow.
 */
public final class WorkflowRunner implements Workflows {
    private static final Logger LOG = Logger.getLogger(WorkflowRunner.class);
    private static final int AT_ONCE = 50;
    private static final int MOST_CALLED_OFF = 1000;

    private final Transactions transactions;
    private final WorkflowStore store;
    private final Jobs jobs;
    private final JobArguments arguments;
    private final Supplier<@Nullable String> correlation;

    /** {@code correlation} tells the id of the present piece of work, null for none. */
    public WorkflowRunner(
            Transactions transactions,
            WorkflowStore store,
            Jobs jobs,
            JobArguments arguments,
            Supplier<@Nullable String> correlation) {
        this.transactions = transactions;
        this.store = store;
        this.jobs = jobs;
        this.arguments = arguments;
        this.correlation = correlation;
    }

    @Override
    public Uni<UUID> start(Workflow workflow) {
        return transactions.inTransaction(tx -> start(tx, workflow));
    }

    @Override
    public Uni<UUID> start(Tx tx, Workflow workflow) {
        if (workflow.steps().isEmpty()) {
            return Uni.createFrom()
                    .failure(new IllegalArgumentException("workflow \"" + workflow.name() + "\" has no steps"));
        }
        UUID id = Uuid7.next();
        String present = correlation.get();
        String correlationId = present == null ? id.toString() : present;
        List<WorkflowStore.NewStep> steps =
                workflow.steps().stream().map(this::prepare).toList();
        return store.insert(
                        tx,
                        new WorkflowStore.New(
                                id, workflow.name(), workflow.parentJob(), workflow.teamId(), correlationId, steps))
                .chain(() -> startFirst(tx, id, workflow, correlationId))
                .replaceWith(id);
    }

    private WorkflowStore.NewStep prepare(Workflow.Step step) {
        JobRequest job = step.job();
        if (job.unique() != null) {
            throw new IllegalArgumentException("step \"" + step.name()
                    + "\" can't have a key that is unique for a period: put its job in from a job of the workflow");
        }
        return new WorkflowStore.NewStep(
                step.name(),
                job.type(),
                arguments.write(job.args()),
                job.priority(),
                job.runAt(),
                job.uniqueKey(),
                job.concurrencyKey(),
                step.always(),
                step.after());
    }

    /** Steps that wait for nothing need no query, which some transactions can't make. */
    private Uni<Void> startFirst(Tx tx, UUID id, Workflow workflow, String correlationId) {
        UUID team = workflow.teamId();
        List<Workflow.Step> first =
                workflow.steps().stream().filter(step -> step.after().isEmpty()).toList();
        return each(first, step -> {
            JobRequest owned = team == null ? step.job() : step.job().team(team);
            return jobs.enqueue(tx, owned.correlation(correlationId))
                    .chain(job -> store.started(tx, id, step.name(), job));
        });
    }

    /** Brings on what can be; how many workflows that were. */
    public Uni<Integer> advance() {
        return transactions
                .inTransaction(tx -> store.lockMovable(tx, AT_ONCE)
                        .call(movable -> movable.isEmpty() ? Uni.createFrom().voidItem() : advance(tx, movable)))
                .map(List::size)
                .call(this::callOff);
    }

    private Uni<Void> advance(Tx tx, List<UUID> movable) {
        return store.settle(tx, movable)
                .chain(() -> store.ready(tx, movable))
                .chain(ready -> each(ready, step -> enqueue(tx, step)))
                .chain(() -> store.finish(tx, movable));
    }

    /** A step of a type that this version has no handler for fails alone: it must not hold up the others. */
    private Uni<Void> enqueue(Tx tx, WorkflowStore.Ready step) {
        JsonNode args = arguments.read(step.args(), JsonNode.class);
        JobRequest job = new JobRequest(
                step.type(),
                args,
                step.priority(),
                step.runAt(),
                step.uniqueKey(),
                null,
                step.teamId(),
                step.correlationId(),
                step.concurrencyKey());
        return jobs.enqueue(tx, job)
                .chain(id -> store.started(tx, step.workflow(), step.step(), id))
                .onFailure(IllegalArgumentException.class)
                .call(refused -> unstartable(tx, step, refused))
                .onFailure(IllegalArgumentException.class)
                .recoverWithNull();
    }

    private Uni<Void> unstartable(Tx tx, WorkflowStore.Ready step, Throwable refused) {
        LOG.warnf(
                "Step \"%s\" of workflow %s can't be enqueued: %s", step.step(), step.workflow(), refused.getMessage());
        return store.unstartable(tx, step.workflow(), step.step());
    }

    @Override
    public Uni<Void> cancel(UUID workflow, String reason) {
        return transactions
                .inTransaction(tx -> store.cancel(tx, workflow, reason))
                .chain(this::callOff)
                .chain(this::advance)
                .replaceWithVoid();
    }

    /** Again and again until they have ended: whoever called a workflow off may not have lived to tell its jobs. */
    private Uni<Void> callOff() {
        return store.calledOff(MOST_CALLED_OFF).chain(off -> each(off, one -> cancelTree(one.job(), one.reason())));
    }

    @Override
    public Uni<Void> cancelTree(UUID job, String reason) {
        return jobs.cancel(job, reason)
                .chain(() -> store.childrenOf(job))
                .chain(children -> each(List.copyOf(children), child -> cancel(child, reason)));
    }

    private static <T> Uni<Void> each(List<T> all, Function<T, Uni<Void>> action) {
        return Multi.createFrom()
                .iterable(all)
                .onItem()
                .transformToUniAndConcatenate(action::apply)
                .onItem()
                .ignoreAsUni();
    }
}
