package io.kyozo.jobs.store;

/**
 * The statements on live jobs. Each is one round trip and safe beside any number of others: rows are taken with
 * {@code SKIP LOCKED}, in the order of one index, and whatever concerns a held job names its fencing token. What looks
 * many up by their keys is a function of the database, whose plan does not hang on the table's statistics; the migration
 * that makes it tells what it does.
 */
final class JobSql {
    private static final String HISTORY_COLUMNS =
            "id, queue, type, state, priority, args, attempt, max_attempts, fencing_token, unique_key, team_id,"
                    + " correlation_id, errors, progress, progress_message, reason, created_at, attempted_at,"
                    + " concurrency_key";

    static final String HELD = " where id = $1 and fencing_token = $2 and state = 'executing'";

    /** Payload of a notification that settings of queues changed. */
    static final String SETTINGS_CHANGED = "*";

    /** Prefix of a payload that names a running job which was called off. */
    static final String CANCELLED = "!";

    /** Unique per schema, since services share a database but not their jobs. */
    static final String CHANNEL = "'kyozo_jobs_' || current_schema()";

    private static final String NEW_COLUMNS =
            "id, queue, type, priority, args, max_attempts, unique_key, team_id," + " correlation_id, concurrency_key";

    /** {@code clock_timestamp()}, so that jobs of one statement or transaction keep their order. */
    static final String INSERT = "insert into job (" + NEW_COLUMNS + ", run_at, state)"
            + " values ($1, $2, $3, $4, cast(cast($6 as text) as jsonb), $7, $8, $9, $10, $11,"
            + " coalesce(cast($5 as timestamptz), clock_timestamp()),"
            + " case when cast($5 as timestamptz) > now() then 'scheduled' else 'available' end)"
            + " on conflict (type, unique_key) where unique_key is not null do nothing";

    /**
     * Each array in a subquery, which hides its length from the planner: knowing that there is one job, it would think a
     * plan made for that cheaper than the general one, and make one for each call.
     */
    private static final String NEW_ROWS = """
            unnest((select cast($1 as uuid[])), (select cast($2 as text[])), (select cast($3 as text[])),
                   (select cast($4 as smallint[])), (select cast($5 as timestamptz[])), (select cast($6 as text[])),
                   (select cast($7 as integer[])), (select cast($8 as text[])), (select cast($9 as uuid[])),
                   (select cast($10 as text[])), (select cast($11 as text[])))""";

    static final String INSERT_ALL = "insert into job (" + NEW_COLUMNS + ", run_at, state)"
            + " select n.id, n.queue, n.type, n.priority, cast(n.args as jsonb), n.max_attempts, n.unique_key, n.team_id,"
            + " n.correlation_id, n.concurrency_key, coalesce(n.run_at, clock_timestamp()),"
            + " case when n.run_at > now() then 'scheduled' else 'available' end from " + NEW_ROWS
            + " as n (id, queue, type, priority, run_at, args, max_attempts, unique_key, team_id, correlation_id,"
            + " concurrency_key)"
            + " on conflict (type, unique_key) where unique_key is not null do nothing returning id";

    /** Those marked as mine are held from the start, by one claim per queue, except in queues that are paused. */
    static final String INSERT_AND_TAKE = "with n as materialized (select r.*, r.mine and not exists"
            + " (select from job_queue q where q.name = r.queue and q.paused) as taken from "
            + NEW_ROWS.substring(0, NEW_ROWS.length() - 1) + ", (select cast($12 as boolean[])))"
            + " as r (id, queue, type, priority, run_at, args, max_attempts, unique_key, team_id, correlation_id,"
            + " concurrency_key, mine)),"
            + " claim as (insert into job_claim (queue, worker, lease_until, jobs)"
            + " select queue, $13, clock_timestamp() + $14 * interval '1 millisecond', array_agg(id)"
            + " from n where taken group by queue returning id, queue)"
            + " insert into job (" + NEW_COLUMNS + ", run_at, state, attempt, fencing_token, worker, attempted_at)"
            + " select n.id, n.queue, n.type, n.priority, cast(n.args as jsonb), n.max_attempts, n.unique_key, n.team_id,"
            + " n.correlation_id, n.concurrency_key, coalesce(n.run_at, clock_timestamp()),"
            + " case when n.taken then 'executing' when n.run_at > now() then 'scheduled' else 'available' end,"
            + " cast(n.taken as integer), coalesce(claim.id, 0), case when n.taken then $13 end,"
            + " case when n.taken then clock_timestamp() end"
            + " from n left join claim on n.taken and claim.queue = n.queue"
            + " on conflict (type, unique_key) where unique_key is not null do nothing"
            + " returning id, fencing_token, run_at, state = 'executing' as taken";

    /** Live or finished. */
    static final String FIND =
            "select id from job where id = any($1) union select id from job_history where id = any($1)";

    static final String FIND_UNIQUE = "select id from job where type = $1 and unique_key = $2";

    static final String NOTIFY = "select pg_notify(" + CHANNEL + ", cast($1 as text))";

    /**
     * A notification on its own. Its commit writes to the log like any other, but need not be waited for: a crash of the
     * database forgets notifications anyhow.
     */
    static final String ANNOUNCE =
            "select set_config('synchronous_commit', 'off', true), pg_notify(" + CHANNEL + ", cast($1 as text))";

    /** See the function's own comment, in the migration that makes it. */
    static final String CLAIM =
            "select * from job_take($1, $2, $3, $4, cast($5 as smallint[]), $6, $7, $8, cast($9 as smallint[]),"
                    + " cast($10 as uuid[]), cast($11 as timestamptz[]), $12, $13, $14, $15, cast($16 as text[]),"
                    + " cast($17 as integer[]))";

    static final String COMPLETE = "select id from job_complete($1, $2, $3)";

    static final String BEGUN = """
            update job_claim c set begun = c.begun || told.ids
            from (select token, array_agg(id) as ids
                  from unnest(cast($1 as uuid[]), cast($2 as bigint[])) as held (id, token) group by token) as told
            where c.id = told.token""";

    static final String CLOSE_CLAIMS = "delete from job_claim where id = any($1)";

    static final String RETRY = "update job set state = 'retryable', worker = null,"
            + " run_at = clock_timestamp() + $3 * interval '1 millisecond',"
            + " errors = errors || jsonb_set(cast(cast($4 as text) as jsonb), '{at}', to_jsonb(clock_timestamp()))"
            + HELD;

    static final String SNOOZE = "update job set state = 'scheduled', worker = null,"
            + " run_at = clock_timestamp() + $3 * interval '1 millisecond', attempt = attempt - 1" + HELD;

    static final String CANCEL_HELD = "with done as (delete from job" + HELD + " returning *)"
            + " insert into job_history (" + HISTORY_COLUMNS + ")"
            + " select id, queue, type, 'cancelled', priority, args, attempt, max_attempts, fencing_token, unique_key,"
            + " team_id, correlation_id, errors, progress, progress_message, $3, created_at, attempted_at, concurrency_key from done";

    static final String DISCARD = "with done as (delete from job" + HELD + " returning *)"
            + " insert into job_history (" + HISTORY_COLUMNS + ")"
            + " select id, queue, type, 'discarded', priority, args, attempt, max_attempts, fencing_token, unique_key,"
            + " team_id, correlation_id,"
            + " errors || jsonb_set(cast(cast($3 as text) as jsonb), '{at}', to_jsonb(clock_timestamp())),"
            + " progress, progress_message, $4, created_at, attempted_at, concurrency_key from done";

    static final String HEARTBEAT = "select id, cancel_reason from job_heartbeat($1, $2, $3)";

    static final String PROGRESS = "update job set progress = $3, progress_message = $4" + HELD;

    static final String HAND_BACK = "select job_hand_back($1, $2) as given";

    static final String RESCUE = "select id, queue, type, discarded from job_rescue($1)";

    static final String PROMOTE = "select queues, next_due from job_promote($1)";

    /**
     * The server's own cleaner comes once a minute, as it is usually set: in that time a million jobs leave their entries in
     * the index that claims read from its beginning. Whether there are many, and nobody has just been there.
     */
    static final String LITTERED = "select 1 from pg_stat_user_tables"
            + " where relid = cast('job' as regclass) and n_dead_tup > 20000"
            + " and coalesce(greatest(last_vacuum, last_autovacuum), '-infinity') < clock_timestamp() - interval '2 seconds'";

    /** Beside whoever works on the tables; left to the next time where another is at it already. */
    static final String TIDY = "vacuum (skip_locked, truncate off) job, job_claim";

    static final String CANCEL = "with gone as (delete from job where id = $1 and state <> 'executing' returning *),"
            + " kept as (insert into job_history (" + HISTORY_COLUMNS + ")"
            + " select id, queue, type, 'cancelled', priority, args, attempt, max_attempts, fencing_token, unique_key,"
            + " team_id, correlation_id, errors, progress, progress_message, $2, created_at, attempted_at, concurrency_key from gone"
            + " returning id),"
            + " told as (update job set cancel_reason = $2 where id = $1 and state = 'executing' returning id),"
            + " said as (select pg_notify(" + CHANNEL + ", '!' || id) from told)"
            + " select 'CANCELLED' as outcome from kept"
            + " union all select 'REQUESTED' from told left join said on true";

    private JobSql() {}
}
