package io.kyozo.jobs.app;

import io.kyozo.contracts.Uuid7;
import io.kyozo.jobs.JobRequest;
import io.kyozo.jobs.Jobs;
import io.kyozo.jobs.Workflows;
import io.kyozo.sql.Transactions;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What operators do. Each action leaves an entry in the log, in its own transaction or before it takes effect. */
public final class OperatorActions {
    private final Transactions transactions;
    private final Jobs jobs;
    private final Workflows workflows;
    private final JobCatalog catalog;
    private final QueueStore queues;
    private final OperatorLog log;

    public OperatorActions(
            Transactions transactions,
            Jobs jobs,
            Workflows workflows,
            JobCatalog catalog,
            QueueStore queues,
            OperatorLog log) {
        this.transactions = transactions;
        this.jobs = jobs;
        this.workflows = workflows;
        this.catalog = catalog;
        this.queues = queues;
        this.log = log;
    }

    /** Enqueues a job. */
    public Uni<UUID> enqueue(Operator operator, JobRequest job) {
        return transactions.inTransaction(tx ->
                jobs.enqueue(tx, job).call(id -> keep(tx, operator, "job.enqueue", id.toString(), "type", job.type())));
    }

    /** Calls a job off, with the workflows that grew out of it. It is logged first: a call whose answer is lost has left its trace. */
    public Uni<Void> cancel(Operator operator, UUID id, String reason) {
        return transactions
                .inTransaction(tx -> keep(tx, operator, "job.cancel", id.toString(), "reason", reason))
                .chain(() -> workflows.cancelTree(id, reason));
    }

    /** Calls a workflow off. */
    public Uni<Void> cancelWorkflow(Operator operator, UUID id, String reason) {
        return transactions
                .inTransaction(tx -> keep(tx, operator, "workflow.cancel", id.toString(), "reason", reason))
                .chain(() -> workflows.cancel(id, reason));
    }

    /** Makes the dead letters that are meant available again; how many. */
    public Uni<Integer> retry(Operator operator, JobFilter filter) {
        return transactions.inTransaction(tx -> catalog.retry(tx, filter)
                .map(byQueue ->
                        byQueue.values().stream().mapToInt(Integer::intValue).sum())
                .call(count -> keep(tx, operator, "job.retry", describe(filter), "jobs", count)));
    }

    /** Removes the dead letters that are meant for good; how many. */
    public Uni<Integer> discard(Operator operator, JobFilter filter) {
        return transactions.inTransaction(tx -> catalog.discard(tx, filter)
                .call(count -> keep(tx, operator, "job.discard", describe(filter), "jobs", count)));
    }

    /** Stops or resumes the claiming of jobs of these queues, for all instances. */
    public Uni<Void> pause(Operator operator, List<String> names, boolean paused) {
        String action = paused ? "queue.pause" : "queue.resume";
        return each(
                names,
                tx -> name -> queues.pause(tx, name, paused).chain(() -> keep(tx, operator, action, name, Map.of())));
    }

    /** Sets how many jobs of these queues each instance runs at once, 1 to 20; null to leave it to the configuration. */
    public Uni<Void> scale(Operator operator, List<String> names, @Nullable Integer workers) {
        Map<String, Object> detail = Map.of("workers", workers == null ? "as configured" : workers);
        return each(
                names,
                tx -> name ->
                        queues.scale(tx, name, workers).chain(() -> keep(tx, operator, "queue.scale", name, detail)));
    }

    private Uni<Void> each(List<String> names, Function<Tx, Function<String, Uni<Void>>> action) {
        return transactions.inTransaction(tx -> Multi.createFrom()
                .iterable(names)
                .onItem()
                .transformToUniAndConcatenate(action.apply(tx)::apply)
                .onItem()
                .ignoreAsUni());
    }

    private Uni<Void> keep(Tx tx, Operator operator, String action, String target, String name, Object value) {
        return keep(tx, operator, action, target, Map.of(name, value));
    }

    private Uni<Void> keep(Tx tx, Operator operator, String action, String target, Map<String, Object> detail) {
        return log.append(tx, new OperatorLog.Entry(Uuid7.next(), operator, action, target, detail));
    }

    private static String describe(JobFilter filter) {
        if (filter.id() != null) {
            return filter.id().toString();
        }
        StringBuilder text = new StringBuilder();
        add(text, "queue", filter.queue());
        add(text, "type", filter.type());
        add(text, "correlation", filter.correlationId());
        add(text, "text", filter.text());
        return text.isEmpty() ? "all" : text.toString();
    }

    private static void add(StringBuilder text, String name, @Nullable String value) {
        if (value != null) {
            text.append(text.isEmpty() ? "" : " ").append(name).append('=').append(value);
        }
    }
}
