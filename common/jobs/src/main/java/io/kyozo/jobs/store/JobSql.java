package io.kyozo.jobs.store;

/**
 * The statements on live jobs. Each is one round trip and safe beside any number of others: rows are taken with
 * {@code SKIP LOCKED}, in the order of one index, and whatever concerns a held job names its fencing token.
 *
 * <p>Where many held jobs are named at once, {@code state || ''} keeps the planner from its statistics: gathered while no job
 * was held they say that none is, and it would then read the whole table and compare each job with each.
 */
final class JobSql {
    private static final String HISTORY_COLUMNS =
            "id, queue, type, state, priority, args, attempt, max_attempts, fencing_token, unique_key, team_id,"
                    + " correlation_id, errors, progress, progress_message, reason, created_at, attempted_at,"
                    + " concurrency_key";

    private static final String HELD = " where id = $1 and fencing_token = $2 and state = 'executing'";

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

    private static final String NEW_ROWS = """
            unnest(cast($1 as uuid[]), cast($2 as text[]), cast($3 as text[]), cast($4 as smallint[]),
                   cast($5 as timestamptz[]), cast($6 as text[]), cast($7 as integer[]), cast($8 as text[]),
                   cast($9 as uuid[]), cast($10 as text[]), cast($11 as text[]))""";

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
            + NEW_ROWS.substring(0, NEW_ROWS.length() - 1) + ", cast($12 as boolean[]))"
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

    static final String FIND_UNIQUE = "select id from job where type = $1 and unique_key = $2";

    static final String NOTIFY = "select pg_notify(" + CHANNEL + ", cast($1 as text))";

    /** See the function's own comment, in the migration that makes it. */
    static final String CLAIM =
            "select * from job_take($1, $2, $3, $4, cast($5 as smallint[]), $6, $7, $8, cast($9 as smallint[]),"
                    + " cast($10 as uuid[]), cast($11 as timestamptz[]), $12, $13, $14, $15, cast($16 as text[]),"
                    + " cast($17 as integer[]))";

    /**
     * A whole row is only handed on where a record of it is kept: where that is wanted, and where its key may forbid
     * another job.
     */
    static final String COMPLETE = "with done as (delete from job j"
            + " using unnest(cast($1 as uuid[]), cast($2 as bigint[]), cast($3 as boolean[])) as held (id, token, keep)"
            + " where j.id = held.id and j.fencing_token = held.token and j.state || '' = 'executing'"
            + " returning j.id, held.keep or j.unique_key is not null as keep,"
            + " case when held.keep or j.unique_key is not null then j end as job),"
            + " kept as (insert into job_history (" + HISTORY_COLUMNS + ")"
            + " select (job).id, (job).queue, (job).type, 'completed', (job).priority, (job).args, (job).attempt,"
            + " (job).max_attempts, (job).fencing_token, (job).unique_key, (job).team_id, (job).correlation_id,"
            + " (job).errors, 100, (job).progress_message, null, (job).created_at, (job).attempted_at,"
            + " (job).concurrency_key from done where keep)"
            + " select id from done";

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

    static final String HEARTBEAT = """
            with beat as (
                update job_claim set lease_until = clock_timestamp() + $3 * interval '1 millisecond'
                where id = any($2) returning id)
            select j.id, j.cancel_reason
            from unnest(cast($1 as uuid[]), cast($2 as bigint[])) as held (id, token)
            join beat on beat.id = held.token
            join job j on j.id = held.id and j.fencing_token = held.token and j.state || '' = 'executing'""";

    static final String PROGRESS = "update job set progress = $3, progress_message = $4" + HELD;

    static final String HAND_BACK = """
            update job j set state = 'available', attempt = j.attempt - 1, worker = null
            from unnest(cast($1 as uuid[]), cast($2 as bigint[])) as held (id, token)
            where j.id = held.id and j.fencing_token = held.token and j.state || '' = 'executing'""";

    /**
     * The claims whose lease ran out, and of their jobs those that are still held by them. A job that its worker is just
     * committing is left, with its claim, to the next time.
     */
    static final String RESCUE = "with silent as materialized (select id, jobs from job_claim"
            + " where lease_until < clock_timestamp() limit $1 for update skip locked),"
            + " lost as materialized (select j.id, j.attempt < j.max_attempts as again"
            + " from silent cross join unnest(silent.jobs) as held (id) join job j on j.id = held.id"
            + " where j.fencing_token = silent.id and j.state = 'executing' for update of j skip locked),"
            + " closed as (delete from job_claim c using silent where c.id = silent.id and not exists"
            + " (select from unnest(silent.jobs) as held (id) join job j on j.id = held.id"
            + " where j.fencing_token = silent.id and j.state = 'executing' and j.id not in (select id from lost))),"
            + " error as (select jsonb_build_object('class', 'SYSTEM', 'at', clock_timestamp(),"
            + " 'message', 'The worker fell silent: its lease ran out') as value),"
            + " freed as (update job j set state = 'available', worker = null,"
            + " errors = j.errors || (error.value || jsonb_build_object('attempt', j.attempt))"
            + " from lost, error where j.id = lost.id and lost.again returning j.id, j.queue, j.type),"
            + " dead as (delete from job j using lost where j.id = lost.id and not lost.again returning j.*),"
            + " kept as (insert into job_history (" + HISTORY_COLUMNS + ")"
            + " select id, queue, type, 'discarded', priority, args, attempt, max_attempts, fencing_token, unique_key,"
            + " team_id, correlation_id, errors || (error.value || jsonb_build_object('attempt', attempt)), progress,"
            + " progress_message, error.value ->> 'message', created_at, attempted_at, concurrency_key from dead, error"
            + " returning id, queue, type)"
            + " select id, queue, type, false as discarded from freed"
            + " union all select id, queue, type, true from kept";

    static final String PROMOTE = """
            with due as materialized (
                select id from job
                where not ready and state in ('scheduled', 'retryable') and run_at <= clock_timestamp()
                order by run_at limit $1 for update skip locked),
            ready as (update job j set state = 'available' from due where j.id = due.id returning j.queue)
            select coalesce((select array_agg(distinct queue) from ready), cast(array[] as text[])) as queues,
                   (select cast(extract(epoch from min(run_at) - clock_timestamp()) as double precision) from job
                    where not ready and state in ('scheduled', 'retryable') and id not in (select id from due)) as next_due""";

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
