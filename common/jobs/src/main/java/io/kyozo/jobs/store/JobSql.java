package io.kyozo.jobs.store;

/**
 * The statements on live jobs. Each is one round trip and safe beside any number of others: rows are taken with
 * {@code SKIP LOCKED}, in the order of one index, and whatever concerns a held job names its fencing token.
 */
final class JobSql {
    private static final String HISTORY_COLUMNS =
            "id, queue, type, state, priority, args, attempt, max_attempts, fencing_token, unique_key, team_id,"
                    + " correlation_id, errors, progress, progress_message, reason, created_at, attempted_at";

    private static final String HELD = " where id = $1 and fencing_token = $2 and state = 'executing'";

    /** Payload of a notification that settings of queues changed. */
    static final String SETTINGS_CHANGED = "*";

    /** Prefix of a payload that names a running job which was called off. */
    static final String CANCELLED = "!";

    /** Unique per schema, since services share a database but not their jobs. */
    static final String CHANNEL = "'kyozo_jobs_' || current_schema()";

    static final String INSERT = """
            insert into job (id, queue, type, state, priority, run_at, args, max_attempts, unique_key, team_id, correlation_id)
            values ($1, $2, $3,
                    case when cast($5 as timestamptz) > now() then 'scheduled' else 'available' end,
                    $4, coalesce(cast($5 as timestamptz), now()), cast(cast($6 as text) as jsonb), $7, $8, $9, $10)
            on conflict (type, unique_key) where unique_key is not null do nothing""";

    static final String INSERT_ALL = """
            insert into job (id, queue, type, state, priority, run_at, args, max_attempts, unique_key, team_id, correlation_id)
            select n.id, n.queue, n.type, case when n.run_at > now() then 'scheduled' else 'available' end,
                   n.priority, coalesce(n.run_at, now()), cast(n.args as jsonb), n.max_attempts, n.unique_key, n.team_id,
                   n.correlation_id
            from unnest(cast($1 as uuid[]), cast($2 as text[]), cast($3 as text[]), cast($4 as smallint[]),
                        cast($5 as timestamptz[]), cast($6 as text[]), cast($7 as integer[]), cast($8 as text[]),
                        cast($9 as uuid[]), cast($10 as text[]))
                 as n (id, queue, type, priority, run_at, args, max_attempts, unique_key, team_id, correlation_id)
            on conflict (type, unique_key) where unique_key is not null do nothing
            returning id""";

    static final String FIND_UNIQUE = "select id from job where type = $1 and unique_key = $2";

    static final String NOTIFY = "select pg_notify(" + CHANNEL + ", cast($1 as text))";

    static final String CLAIM = """
            with ready as materialized (
                select id from job
                where state = 'available' and queue = $1
                  and not exists (select 1 from job_queue q where q.name = $1 and q.paused)
                order by priority, run_at
                limit $2
                for update skip locked)
            update job j
            set state = 'executing', attempt = j.attempt + 1, fencing_token = j.fencing_token + 1, worker = $4,
                attempted_at = now(), lease_until = now() + $3 * interval '1 millisecond'
            from ready
            where j.id = ready.id
            returning j.id, j.fencing_token, j.queue, j.type, cast(j.args as text) as args, j.attempt, j.max_attempts,
                      j.team_id, j.correlation_id, j.cancel_reason,
                      cast(extract(epoch from now() - j.run_at) as double precision) as waited""";

    static final String COMPLETE = "with done as (delete from job j"
            + " using unnest(cast($1 as uuid[]), cast($2 as bigint[])) as held (id, token)"
            + " where j.id = held.id and j.fencing_token = held.token and j.state = 'executing' returning j.*)"
            + " insert into job_history (" + HISTORY_COLUMNS + ")"
            + " select id, queue, type, 'completed', priority, args, attempt, max_attempts, fencing_token, unique_key,"
            + " team_id, correlation_id, errors, 100, progress_message, null, created_at, attempted_at"
            + " from done returning id";

    static final String RETRY = "update job set state = 'retryable', lease_until = null, worker = null,"
            + " run_at = clock_timestamp() + $3 * interval '1 millisecond',"
            + " errors = errors || jsonb_set(cast(cast($4 as text) as jsonb), '{at}', to_jsonb(clock_timestamp()))"
            + HELD;

    static final String SNOOZE = "update job set state = 'scheduled', lease_until = null, worker = null,"
            + " run_at = clock_timestamp() + $3 * interval '1 millisecond', attempt = attempt - 1" + HELD;

    static final String CANCEL_HELD = "with done as (delete from job" + HELD + " returning *)"
            + " insert into job_history (" + HISTORY_COLUMNS + ")"
            + " select id, queue, type, 'cancelled', priority, args, attempt, max_attempts, fencing_token, unique_key,"
            + " team_id, correlation_id, errors, progress, progress_message, $3, created_at, attempted_at from done";

    static final String DISCARD = "with done as (delete from job" + HELD + " returning *)"
            + " insert into job_history (" + HISTORY_COLUMNS + ")"
            + " select id, queue, type, 'discarded', priority, args, attempt, max_attempts, fencing_token, unique_key,"
            + " team_id, correlation_id,"
            + " errors || jsonb_set(cast(cast($3 as text) as jsonb), '{at}', to_jsonb(clock_timestamp())),"
            + " progress, progress_message, $4, created_at, attempted_at from done";

    static final String HEARTBEAT = """
            update job j set lease_until = clock_timestamp() + $3 * interval '1 millisecond'
            from unnest(cast($1 as uuid[]), cast($2 as bigint[])) as held (id, token)
            where j.id = held.id and j.fencing_token = held.token and j.state = 'executing'
            returning j.id, j.cancel_reason""";

    static final String PROGRESS = "update job set progress = $3, progress_message = $4" + HELD;

    static final String HAND_BACK = """
            update job j set state = 'available', attempt = j.attempt - 1, lease_until = null, worker = null
            from unnest(cast($1 as uuid[]), cast($2 as bigint[])) as held (id, token)
            where j.id = held.id and j.fencing_token = held.token and j.state = 'executing'""";

    static final String RESCUE = "with lost as materialized (select id, attempt < max_attempts as again from job"
            + " where state = 'executing' and lease_until < clock_timestamp() limit $1 for update skip locked),"
            + " error as (select jsonb_build_object('class', 'SYSTEM', 'at', clock_timestamp(),"
            + " 'message', 'The worker fell silent: its lease ran out') as value),"
            + " freed as (update job j set state = 'available', lease_until = null, worker = null,"
            + " errors = j.errors || (error.value || jsonb_build_object('attempt', j.attempt))"
            + " from lost, error where j.id = lost.id and lost.again returning j.id, j.queue, j.type),"
            + " dead as (delete from job j using lost where j.id = lost.id and not lost.again returning j.*),"
            + " kept as (insert into job_history (" + HISTORY_COLUMNS + ")"
            + " select id, queue, type, 'discarded', priority, args, attempt, max_attempts, fencing_token, unique_key,"
            + " team_id, correlation_id, errors || (error.value || jsonb_build_object('attempt', attempt)), progress,"
            + " progress_message, error.value ->> 'message', created_at, attempted_at from dead, error"
            + " returning id, queue, type)"
            + " select id, queue, type, false as discarded from freed"
            + " union all select id, queue, type, true from kept";

    static final String PROMOTE = """
            with due as materialized (
                select id from job
                where state in ('scheduled', 'retryable') and run_at <= clock_timestamp()
                order by run_at limit $1 for update skip locked),
            ready as (update job j set state = 'available' from due where j.id = due.id returning j.queue)
            select coalesce((select array_agg(distinct queue) from ready), cast(array[] as text[])) as queues,
                   (select cast(extract(epoch from min(run_at) - clock_timestamp()) as double precision) from job
                    where state in ('scheduled', 'retryable') and id not in (select id from due)) as next_due""";

    static final String CANCEL = "with gone as (delete from job where id = $1 and state <> 'executing' returning *),"
            + " kept as (insert into job_history (" + HISTORY_COLUMNS + ")"
            + " select id, queue, type, 'cancelled', priority, args, attempt, max_attempts, fencing_token, unique_key,"
            + " team_id, correlation_id, errors, progress, progress_message, $2, created_at, attempted_at from gone"
            + " returning id),"
            + " told as (update job set cancel_reason = $2 where id = $1 and state = 'executing' returning id),"
            + " said as (select pg_notify(" + CHANNEL + ", '!' || id) from told)"
            + " select 'CANCELLED' as outcome from kept"
            + " union all select 'REQUESTED' from told left join said on true";

    private JobSql() {}
}
