-- What is done to held jobs begins with the keys it is given and looks each up, whatever the planner makes of the tables'
-- sizes. Joined by "=", a table that was empty when the plan was made would be read first, along its whole index, and each
-- of its rows compared with all the keys: with a flood behind it, seconds for each completion. "= any (array[key])" can be
-- looked up in an index, but is nothing to join by, so that the table can only come second.

create or replace function job_complete(in_ids uuid[], in_tokens bigint[], in_keep boolean[]) returns table (id uuid)
language plpgsql
set enable_seqscan = off set enable_bitmapscan = off set enable_hashjoin = off set enable_mergejoin = off
set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_column
begin
    return query
    with done as (
        delete from job j
        using unnest(in_ids, in_tokens, in_keep) as held (id, token, keep)
        where j.id = any (array[held.id]) and j.fencing_token = held.token and j.state = 'executing'
        returning j.id, held.keep or j.unique_key is not null as keep,
            case when held.keep or j.unique_key is not null then j end as job),
    kept as (
        insert into job_history (id, queue, type, state, priority, args, attempt, max_attempts, fencing_token, unique_key,
            team_id, correlation_id, errors, progress, progress_message, reason, created_at, attempted_at, concurrency_key)
        select (job).id, (job).queue, (job).type, 'completed', (job).priority, (job).args, (job).attempt,
            (job).max_attempts, (job).fencing_token, (job).unique_key, (job).team_id, (job).correlation_id,
            (job).errors, 100, (job).progress_message, null, (job).created_at, (job).attempted_at, (job).concurrency_key
        from done where keep)
    select d.id from done d;
end
$$;

create or replace function job_heartbeat(in_ids uuid[], in_tokens bigint[], in_lease bigint)
returns table (id uuid, cancel_reason text)
language plpgsql
set enable_seqscan = off set enable_bitmapscan = off set enable_hashjoin = off set enable_mergejoin = off
set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_column
begin
    return query
    with beat as (
        update job_claim c set lease_until = clock_timestamp() + in_lease * interval '1 millisecond'
        where c.id = any (in_tokens) returning c.id)
    select j.id, j.cancel_reason
    from unnest(in_ids, in_tokens) as held (id, token)
    join beat on beat.id = held.token
    join job j on j.id = any (array[held.id]) and j.fencing_token = held.token and j.state = 'executing';
end
$$;

create or replace function job_hand_back(in_ids uuid[], in_tokens bigint[]) returns integer
language plpgsql
set enable_seqscan = off set enable_bitmapscan = off set enable_hashjoin = off set enable_mergejoin = off
set plan_cache_mode = force_generic_plan
as $$
declare
    given integer;
begin
    update job j set state = 'available', attempt = j.attempt - 1, worker = null
    from unnest(in_ids, in_tokens) as held (id, token)
    where j.id = any (array[held.id]) and j.fencing_token = held.token and j.state = 'executing';
    get diagnostics given = row_count;
    return given;
end
$$;

create or replace function job_rescue(in_limit integer)
returns table (id uuid, queue text, type text, discarded boolean)
language plpgsql
set enable_seqscan = off set enable_bitmapscan = off set enable_hashjoin = off set enable_mergejoin = off
set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_column
begin
    return query
    with silent as materialized (
        select c.id, c.jobs, c.begun from job_claim c
        where c.lease_until < clock_timestamp() limit in_limit for update skip locked),
    lost as materialized (
        select j.id, unknown, unknown or j.attempt < j.max_attempts as again
        from silent cross join unnest(silent.jobs) as held (id) join job j on j.id = any (array[held.id])
        cross join lateral (values (j.doubts < 2 and j.id <> all (silent.begun))) as doubt (unknown)
        where j.fencing_token = silent.id and j.state = 'executing' for update of j skip locked),
    closed as (
        delete from job_claim c using silent
        where c.id = silent.id and not exists (
            select from unnest(silent.jobs) as held (id) join job j on j.id = any (array[held.id])
            where j.fencing_token = silent.id and j.state = 'executing' and j.id not in (select lost.id from lost))),
    error as (
        select jsonb_build_object('class', 'SYSTEM', 'at', clock_timestamp(),
            'message', 'The worker fell silent: its lease ran out') as value),
    freed as (
        update job j
        set state = 'available', worker = null,
            attempt = j.attempt - cast(lost.unknown as integer),
            doubts = j.doubts + cast(lost.unknown as integer),
            errors = case when lost.unknown then j.errors
                          else j.errors || (error.value || jsonb_build_object('attempt', j.attempt)) end
        from lost, error where j.id = any (array[lost.id]) and lost.again
        returning j.id, j.queue, j.type),
    dead as (delete from job j using lost where j.id = any (array[lost.id]) and not lost.again returning j.*),
    kept as (
        insert into job_history (id, queue, type, state, priority, args, attempt, max_attempts, fencing_token, unique_key,
            team_id, correlation_id, errors, progress, progress_message, reason, created_at, attempted_at, concurrency_key)
        select d.id, d.queue, d.type, 'discarded', d.priority, d.args, d.attempt, d.max_attempts, d.fencing_token,
            d.unique_key, d.team_id, d.correlation_id,
            d.errors || (error.value || jsonb_build_object('attempt', d.attempt)), d.progress, d.progress_message,
            error.value ->> 'message', d.created_at, d.attempted_at, d.concurrency_key
        from dead d, error
        returning job_history.id, job_history.queue, job_history.type)
    select f.id, cast(f.queue as text), cast(f.type as text), false from freed f
    union all select k.id, cast(k.queue as text), cast(k.type as text), true from kept k;
end
$$;

create or replace function job_promote(in_limit integer) returns table (queues text[], next_due double precision)
language plpgsql
set enable_seqscan = off set enable_bitmapscan = off set enable_hashjoin = off set enable_mergejoin = off
set plan_cache_mode = force_generic_plan
as $$
begin
    return query
    with due as materialized (
        select j.id from job j
        where not j.ready and j.state in ('scheduled', 'retryable') and j.run_at <= clock_timestamp()
        order by j.run_at limit in_limit for update skip locked),
    ready as (update job j set state = 'available' from due where j.id = any (array[due.id]) returning j.queue)
    select coalesce((select array_agg(distinct cast(r.queue as text)) from ready r), cast(array[] as text[])),
           (select cast(extract(epoch from min(j.run_at) - clock_timestamp()) as double precision) from job j
            where not j.ready and j.state in ('scheduled', 'retryable') and j.id not in (select due.id from due));
end
$$;
