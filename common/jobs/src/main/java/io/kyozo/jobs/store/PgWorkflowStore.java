package io.kyozo.jobs.store;

import io.kyozo.jobs.Priority;
import io.kyozo.jobs.app.JobScope;
import io.kyozo.jobs.app.WorkflowStore;
import io.kyozo.sql.Transactions;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Workflows in tables {@code job_workflow}, {@code job_workflow_step} and {@code job_workflow_edge}. */
public final class PgWorkflowStore implements WorkflowStore {
    private final Transactions transactions;

    public PgWorkflowStore(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Uni<Void> insert(Tx tx, New workflow) {
        UUID id = workflow.id();
        return tx.update(
                        WorkflowSql.INSERT,
                        id,
                        workflow.name(),
                        workflow.parentJob(),
                        workflow.teamId(),
                        workflow.correlationId())
                .chain(() -> insertSteps(tx, id, workflow.steps()))
                .chain(() -> insertEdges(tx, id, workflow.steps()))
                .replaceWithVoid();
    }

    private static Uni<Integer> insertSteps(Tx tx, UUID id, List<NewStep> steps) {
        return tx.update(
                WorkflowSql.INSERT_STEPS,
                id,
                column(steps, NewStep::name, String[]::new),
                column(steps, NewStep::type, String[]::new),
                column(steps, NewStep::args, String[]::new),
                column(steps, step -> (short) step.priority().rank(), Short[]::new),
                column(steps, step -> time(step.runAt()), OffsetDateTime[]::new),
                column(steps, NewStep::uniqueKey, String[]::new),
                column(steps, NewStep::always, Boolean[]::new),
                column(steps, NewStep::concurrencyKey, String[]::new));
    }

    private static Uni<Integer> insertEdges(Tx tx, UUID id, List<NewStep> steps) {
        List<String[]> edges = steps.stream()
                .flatMap(step -> step.after().stream().map(after -> new String[] {step.name(), after}))
                .toList();
        return tx.update(
                WorkflowSql.INSERT_EDGES,
                id,
                column(edges, edge -> edge[0], String[]::new),
                column(edges, edge -> edge[1], String[]::new));
    }

    private static <S, T extends @Nullable Object> T[] column(
            List<S> rows, Function<S, T> value, IntFunction<T[]> array) {
        return rows.stream().map(value).toArray(array);
    }

    private static @Nullable OffsetDateTime time(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    @Override
    public Uni<List<UUID>> lockMovable(Tx tx, int limit) {
        return tx.query(WorkflowSql.LOCK_MOVABLE, limit)
                .map(rows -> rows.stream().map(row -> row.getUUID("id")).toList());
    }

    @Override
    public Uni<Void> settle(Tx tx, List<UUID> workflows) {
        return tx.update(WorkflowSql.SETTLE, array(workflows))
                .chain(() -> tx.update(WorkflowSql.CANCEL_HOPELESS, array(workflows)))
                .replaceWithVoid();
    }

    @Override
    public Uni<List<Ready>> ready(Tx tx, List<UUID> workflows) {
        return tx.query(WorkflowSql.READY, array(workflows))
                .map(rows -> rows.stream().map(PgWorkflowStore::ready).toList());
    }

    private static Object array(List<UUID> ids) {
        return ids.toArray(UUID[]::new);
    }

    private static Ready ready(Row row) {
        return new Ready(
                row.getUUID("workflow_id"),
                row.getString("name"),
                row.getString("type"),
                row.getString("args"),
                Priority.values()[row.getInteger("priority")],
                instant(row.getOffsetDateTime("run_at")),
                row.getString("unique_key"),
                row.getString("concurrency_key"),
                row.getUUID("team_id"),
                row.getString("correlation_id"));
    }

    @Override
    public Uni<Void> started(Tx tx, UUID workflow, String step, UUID job) {
        return tx.update(WorkflowSql.STARTED, workflow, step, job).replaceWithVoid();
    }

    @Override
    public Uni<Void> unstartable(Tx tx, UUID workflow, String step) {
        return tx.update(WorkflowSql.UNSTARTABLE, workflow, step).replaceWithVoid();
    }

    @Override
    public Uni<Void> finish(Tx tx, List<UUID> workflows) {
        return tx.update(WorkflowSql.FINISH, array(workflows)).replaceWithVoid();
    }

    @Override
    public Uni<Boolean> cancel(Tx tx, UUID workflow, String reason) {
        return tx.update(WorkflowSql.CALL_OFF, workflow, reason)
                .call(() -> tx.update(WorkflowSql.CANCEL_WAITING, workflow))
                .map(rows -> rows > 0);
    }

    @Override
    public Uni<List<CalledOff>> calledOff(int limit) {
        return transactions
                .query(WorkflowSql.CALLED_OFF, limit)
                .map(rows -> rows.stream()
                        .map(row -> new CalledOff(row.getUUID("job_id"), row.getString("cancel_reason")))
                        .toList());
    }

    @Override
    public Uni<Set<UUID>> childrenOf(UUID job) {
        return transactions
                .query(WorkflowSql.CHILDREN, job)
                .map(rows -> rows.stream().map(row -> row.getUUID("id")).collect(Collectors.toUnmodifiableSet()));
    }

    @Override
    public Uni<Boolean> anyRunning() {
        return transactions
                .query(WorkflowSql.ANY_RUNNING)
                .map(rows -> rows.get(0).getBoolean("running"));
    }

    @Override
    public Uni<List<Summary>> list(JobScope scope, int limit, Optional<UUID> before) {
        return list(scope, null, limit, before.orElse(null));
    }

    @Override
    public Uni<Optional<Summary>> find(JobScope scope, UUID id) {
        return list(scope, id, 1, null).map(found -> found.stream().findFirst());
    }

    private Uni<List<Summary>> list(JobScope scope, @Nullable UUID id, int limit, @Nullable UUID before) {
        return transactions
                .query(WorkflowSql.LIST, scope.team(), scope.ownerless(), scope.all(), id, before, limit)
                .map(rows -> rows.stream().map(PgWorkflowStore::summary).toList());
    }

    private static Summary summary(Row row) {
        return new Summary(
                row.getUUID("id"),
                row.getString("name"),
                row.getString("state"),
                row.getUUID("parent_job"),
                row.getInteger("steps"),
                row.getInteger("ended"),
                row.getInteger("failed"),
                row.getString("cancel_reason"),
                row.getOffsetDateTime("created_at").toInstant(),
                instant(row.getOffsetDateTime("finished_at")));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    @Override
    public Uni<List<Step>> steps(UUID workflow) {
        return transactions
                .query(WorkflowSql.STEPS, workflow)
                .map(rows -> rows.stream()
                        .map(row -> new Step(
                                row.getString("name"),
                                row.getString("type"),
                                row.getString("state"),
                                row.getUUID("job_id"),
                                row.getBoolean("always"),
                                List.of(row.getArrayOfStrings("after"))))
                        .toList());
    }

    @Override
    public Uni<Integer> prune(Duration age) {
        return transactions.update(WorkflowSql.PRUNE, age.toMillis());
    }
}
