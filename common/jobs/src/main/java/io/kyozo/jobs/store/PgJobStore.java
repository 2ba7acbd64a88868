package io.kyozo.jobs.store;

import io.kyozo.jobs.Priority;
import io.kyozo.jobs.app.ClaimRequest;
import io.kyozo.jobs.app.Held;
import io.kyozo.jobs.app.JobStore;
import io.kyozo.jobs.engine.AttemptError;
import io.kyozo.jobs.engine.ClaimedJob;
import io.kyozo.jobs.engine.NewJob;
import io.kyozo.jobs.engine.Transition;
import io.kyozo.sql.SqlFault;
import io.kyozo.sql.Transactions;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Live jobs in table {@code job}; what ends moves to {@code job_history} in the statement that ends it. */
public final class PgJobStore implements JobStore {
    private static final Priority[] PRIORITIES = Priority.values();
    private static final Duration LOOK_FOR = Duration.ofSeconds(2);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
    private static final Duration LOOK_AGAIN_CAP = Duration.ofMillis(500);

    private final Transactions transactions;

    public PgJobStore(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Uni<UUID> insert(Tx tx, NewJob job, boolean announce) {
        return tx.update(JobSql.INSERT, parameters(job))
                .chain(added -> added > 0 ? added(tx, job, announce) : existing(tx, job));
    }

    private static Uni<UUID> added(Tx tx, NewJob job, boolean announce) {
        Uni<Integer> said = announce
                ? tx.update(JobSql.NOTIFY, job.queue())
                : Uni.createFrom().item(0);
        return said.replaceWith(job.id());
    }

    @Override
    public Uni<Optional<UUID>> findUnique(String type, String uniqueKey) {
        return transactions
                .query(JobSql.FIND_UNIQUE, type, uniqueKey)
                .map(rows -> rows.stream().findFirst().map(row -> row.getUUID("id")));
    }

    @Override
    public Uni<Void> announce(String queue) {
        return transactions.query(JobSql.ANNOUNCE, queue).replaceWithVoid();
    }

    private static Uni<UUID> existing(Tx tx, NewJob job) {
        return tx.query(JobSql.FIND_UNIQUE, job.type(), job.uniqueKey())
                .map(rows -> rows.isEmpty() ? job.id() : rows.get(0).getUUID("id"))
                .onFailure(UnsupportedOperationException.class)
                .recoverWithItem(job.id());
    }

    private static @Nullable Object[] parameters(NewJob job) {
        return new @Nullable Object[] {
            job.id(),
            job.queue(),
            job.type(),
            job.priority().rank(),
            job.runAt(),
            job.args(),
            job.maxAttempts(),
            job.uniqueKey(),
            job.teamId(),
            job.correlationId(),
            job.concurrencyKey()
        };
    }

    @Override
    public Uni<Set<UUID>> insertAll(List<NewJob> jobs) {
        return transactions
                .query(JobSql.INSERT_ALL, NewJobColumns.of(jobs))
                .map(PgJobStore::answered)
                .onFailure(PgJobStore::mayHaveTakenEffect)
                .recoverWithUni(failure -> found(jobs, failure));
    }

    private static boolean mayHaveTakenEffect(Throwable failure) {
        SqlFault fault = SqlFault.of(failure);
        return fault == SqlFault.CONNECTION_LOST || fault == SqlFault.TIMEOUT;
    }

    /**
     * Those that were put in although the answer to that was lost. They are looked for and never put in again: by now they
     * may be done, and would be done twice. Where none is found, or nothing can be found out, {@code failure} stands.
     */
    private Uni<Set<UUID>> found(List<NewJob> jobs, Throwable failure) {
        return transactions
                .query(JobSql.FIND, (Object) jobs.stream().map(NewJob::id).toArray(UUID[]::new))
                .onFailure(PgJobStore::mayHaveTakenEffect)
                .retry()
                .withBackOff(LOOK_AGAIN, LOOK_AGAIN_CAP)
                .expireIn(LOOK_FOR.toMillis())
                .map(PgJobStore::answered)
                .onFailure()
                .recoverWithItem(Set.of())
                .onItem()
                .transformToUni(ids -> ids.isEmpty()
                        ? Uni.createFrom().failure(failure)
                        : Uni.createFrom().item(ids));
    }

    @Override
    public Uni<Inserted> insertAll(List<NewJob> jobs, Set<UUID> mine, Duration lease, String instance) {
        @Nullable Object[] columns = NewJobColumns.of(jobs);
        @Nullable Object[] parameters = Arrays.copyOf(columns, columns.length + 3);
        parameters[columns.length] =
                jobs.stream().map(job -> mine.contains(job.id())).toArray(Boolean[]::new);
        parameters[columns.length + 1] = instance;
        parameters[columns.length + 2] = millis(lease);
        return transactions
                .query(JobSql.INSERT_AND_TAKE, parameters)
                .map(PgJobStore::inserted)
                .onFailure(PgJobStore::mayHaveTakenEffect)
                .recoverWithUni(failure -> found(jobs, failure).map(ids -> new Inserted(ids, Map.of())));
    }

    private static Inserted inserted(List<Row> rows) {
        Map<UUID, Begun> held = new HashMap<>();
        for (Row row : rows) {
            if (row.getBoolean("taken")) {
                held.put(
                        row.getUUID("id"),
                        new Begun(
                                row.getLong("fencing_token"),
                                row.getOffsetDateTime("run_at").toInstant()));
            }
        }
        return new Inserted(answered(rows), held);
    }

    @Override
    public Uni<Claimed> claim(ClaimRequest request) {
        return transactions
                .query(JobSql.CLAIM, ClaimColumns.of(request))
                .map(rows -> new Claimed(
                        rows.stream().map(PgJobStore::claimed).toList(),
                        !rows.isEmpty() && rows.get(0).getBoolean("more")));
    }

    private static ClaimedJob claimed(Row row) {
        return new ClaimedJob(
                row.getUUID("id"),
                row.getLong("fencing_token"),
                row.getString("queue"),
                row.getString("type"),
                row.getString("args"),
                row.getInteger("attempt"),
                row.getInteger("max_attempts"),
                row.getUUID("team_id"),
                row.getString("correlation_id"),
                row.getString("cancel_reason"),
                PRIORITIES[row.getInteger("priority")],
                row.getOffsetDateTime("run_at").toInstant(),
                Duration.ofNanos(Math.max(0, (long) (row.getDouble("waited") * 1e9))));
    }

    @Override
    public Uni<Set<UUID>> complete(List<Held> jobs, Set<UUID> keep) {
        Boolean[] kept = jobs.stream().map(job -> keep.contains(job.id())).toArray(Boolean[]::new);
        return transactions
                .query(JobSql.COMPLETE, ids(jobs), tokens(jobs), kept)
                .map(PgJobStore::answered);
    }

    @Override
    public Uni<Void> begun(List<Held> jobs) {
        return transactions.update(JobSql.BEGUN, ids(jobs), tokens(jobs)).replaceWithVoid();
    }

    @Override
    public Uni<Void> close(Collection<Long> claims) {
        return transactions
                .update(JobSql.CLOSE_CLAIMS, (Object) claims.toArray(Long[]::new))
                .replaceWithVoid();
    }

    @Override
    public Uni<Boolean> complete(Tx tx, Held job) {
        List<Held> one = List.of(job);
        return tx.query(JobSql.COMPLETE, ids(one), tokens(one), new Boolean[] {true})
                .map(rows -> !rows.isEmpty());
    }

    @Override
    public Uni<Boolean> apply(Held job, Transition transition) {
        if (transition instanceof Transition.Retry retry) {
            return changed(JobSql.RETRY, job, millis(retry.delay()), error(retry.error()));
        }
        if (transition instanceof Transition.Snooze snooze) {
            return changed(JobSql.SNOOZE, job, millis(snooze.delay()));
        }
        if (transition instanceof Transition.Cancel cancel) {
            return changed(JobSql.CANCEL_HELD, job, cancel.reason());
        }
        if (transition instanceof Transition.Discard discard) {
            AttemptError error = discard.error();
            return changed(JobSql.DISCARD, job, error(error), error.message());
        }
        return complete(List.of(job)).map(done -> !done.isEmpty());
    }

    private Uni<Boolean> changed(String sql, Held job, Object... more) {
        Object[] parameters = new Object[more.length + 2];
        parameters[0] = job.id();
        parameters[1] = job.fencingToken();
        System.arraycopy(more, 0, parameters, 2, more.length);
        return transactions.update(sql, parameters).map(rows -> rows > 0);
    }

    @Override
    public Uni<Map<UUID, Optional<String>>> heartbeat(List<Held> jobs, Duration lease) {
        return transactions
                .query(JobSql.HEARTBEAT, ids(jobs), tokens(jobs), millis(lease))
                .map(rows -> {
                    Map<UUID, Optional<String>> held = new LinkedHashMap<>();
                    rows.forEach(r -> held.put(r.getUUID("id"), Optional.ofNullable(r.getString("cancel_reason"))));
                    return held;
                });
    }

    @Override
    public Uni<Boolean> progress(Held job, int percent, String message) {
        return changed(JobSql.PROGRESS, job, percent, message);
    }

    @Override
    public Uni<Integer> handBack(List<Held> jobs) {
        return transactions
                .query(JobSql.HAND_BACK, ids(jobs), tokens(jobs))
                .map(rows -> rows.get(0).getInteger("given"));
    }

    @Override
    public Uni<List<Rescued>> rescue(int limit) {
        return transactions
                .query(JobSql.RESCUE, limit)
                .map(rows -> rows.stream()
                        .map(r -> new Rescued(
                                r.getUUID("id"), r.getString("queue"), r.getString("type"), r.getBoolean("discarded")))
                        .toList());
    }

    @Override
    public Uni<Promotion> promote(int limit) {
        return transactions.query(JobSql.PROMOTE, limit).map(rows -> {
            Row row = rows.get(0);
            Double seconds = row.getDouble("next_due");
            Duration nextDue = seconds == null ? null : Duration.ofMillis(Math.max(0, (long) (seconds * 1e3)));
            return new Promotion(Set.of(row.getArrayOfStrings("queues")), nextDue);
        });
    }

    @Override
    public Uni<Void> tidy() {
        return transactions
                .query(JobSql.LITTERED)
                .chain(rows -> rows.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : transactions.update(JobSql.TIDY).replaceWithVoid());
    }

    @Override
    public Uni<Cancellation> cancel(UUID id, String reason) {
        return transactions
                .query(JobSql.CANCEL, id, reason)
                .map(rows -> rows.isEmpty()
                        ? Cancellation.NOT_LIVE
                        : Cancellation.valueOf(rows.get(0).getString("outcome")));
    }

    private static String error(AttemptError error) {
        return AttemptErrorJson.write(error);
    }

    private static long millis(Duration duration) {
        return duration.toMillis();
    }

    private static UUID[] ids(List<Held> jobs) {
        return jobs.stream().map(Held::id).toArray(UUID[]::new);
    }

    private static Long[] tokens(List<Held> jobs) {
        return jobs.stream().map(Held::fencingToken).toArray(Long[]::new);
    }

    private static Set<UUID> answered(List<Row> rows) {
        return rows.stream().map(r -> r.getUUID("id")).collect(Collectors.toUnmodifiableSet());
    }
}
