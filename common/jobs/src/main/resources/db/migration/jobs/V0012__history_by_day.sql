-- Finished jobs are only added, to the partition of their day; old days are dropped whole, which leaves nothing behind
-- to be cleaned up.
alter table job_history rename to job_history_before;
alter table job_history_before rename constraint job_history_pkey to job_history_before_pkey;
drop index job_history_finished;

create table job_history (
    id uuid not null,
    queue text collate "C" not null,
    type text collate "C" not null,
    state text not null check (state in ('completed', 'cancelled', 'discarded')),
    priority smallint not null,
    args jsonb not null,
    attempt integer not null,
    max_attempts integer not null,
    fencing_token bigint not null,
    unique_key text,
    team_id uuid,
    correlation_id text not null,
    errors jsonb not null,
    progress smallint not null,
    progress_message text not null,
    reason text,
    created_at timestamptz not null,
    attempted_at timestamptz,
    finished_at timestamptz not null default clock_timestamp(),
    concurrency_key text collate "C",
    primary key (id, finished_at)
) partition by range (finished_at);

create index job_history_finished on job_history (queue, state, finished_at);

-- Takes what no day's partition was made for in time, so that a finished job always finds its place.
create table job_history_rest partition of job_history default;

-- Makes the partitions of today and the next three days (UTC), and drops those that ended longer than in_age ago; how
-- many were dropped. Waits for nobody: what can't be done now is done the next time.
create function job_history_days(in_age interval) returns integer
language plpgsql
set lock_timeout = '2s' set timezone = 'UTC'
as $$
declare
    today constant date := current_date;
    one date;
    old record;
    dropped integer := 0;
begin
    perform pg_advisory_xact_lock(hashtext('job_history_days'), hashtext(current_schema()));
    for one in select generate_series(today, today + 3, interval '1 day') loop
        if to_regclass('job_history_' || to_char(one, 'YYYYMMDD')) is null then
            begin
                execute format(
                    'create table job_history_%s partition of job_history for values from (%L) to (%L)',
                    to_char(one, 'YYYYMMDD'), one::timestamptz, (one + 1)::timestamptz);
            exception when check_violation or lock_not_available then
                raise notice 'the partition of % is left to job_history_rest', one;
            end;
        end if;
    end loop;
    for old in
        select c.relname, to_date(right(c.relname, 8), 'YYYYMMDD') as day
        from pg_inherits i join pg_class c on c.oid = i.inhrelid
        where i.inhparent = 'job_history'::regclass and c.relname ~ '^job_history_[0-9]{8}$'
    loop
        if (old.day + 1)::timestamptz <= clock_timestamp() - in_age then
            begin
                execute format('drop table %I', old.relname);
                dropped := dropped + 1;
            exception when lock_not_available then
                raise notice 'the partition % is dropped later', old.relname;
            end;
        end if;
    end loop;
    return dropped;
end
$$;

do $$ begin perform job_history_days(interval '100 years'); end $$;

insert into job_history (
    id, queue, type, state, priority, args, attempt, max_attempts, fencing_token, unique_key, team_id, correlation_id,
    errors, progress, progress_message, reason, created_at, attempted_at, finished_at)
select id, queue, type, state, priority, args, attempt, max_attempts, fencing_token, unique_key, team_id, correlation_id,
    errors, progress, progress_message, reason, created_at, attempted_at, finished_at
from job_history_before;

drop table job_history_before;
