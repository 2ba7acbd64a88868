-- A claim is one row for all the jobs that were taken at once: its id is their fencing token, its lease is theirs. So
-- a heartbeat writes one row for a thousand jobs, and a job's own row is written once between being put in and being
-- done with, in place (heap-only): nothing that changes then is in an index.
create sequence job_fencing;
select setval('job_fencing', greatest(
    1,
    (select coalesce(max(fencing_token), 0) from job),
    (select coalesce(max(fencing_token), 0) from job_history)));

create table job_claim (
    id bigint primary key default nextval('job_fencing'),
    queue text collate "C" not null,
    worker text not null,
    -- By the database's clock.
    lease_until timestamptz not null,
    jobs uuid[] not null
) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0);
-- Ids do not compress; trying costs more than it saves.
alter table job_claim alter column jobs set storage external;

-- What was held when the engine was replaced by this one is run again.
update job set state = 'available', attempt = greatest(0, attempt - 1), worker = null where state = 'executing';

drop index job_ready;
drop index job_waiting;
drop index job_executing;

alter table job
    drop column lease_until,
    -- Names are compared byte by byte: quicker, and the same on every machine.
    alter column queue type text collate "C",
    alter column type type text collate "C",
    -- Of jobs with the same one, as many run at once as their worker allows.
    add column concurrency_key text collate "C",
    -- In the queue's order, whether waiting for a worker or held by one: claiming a job does not move it in the index.
    add column ready boolean not null generated always as (state in ('available', 'executing')) stored;

-- Half of each page is kept free for the one new version of each of its rows.
alter table job set (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 1000);

create index job_ready on job
    (queue, priority, (coalesce(team_id, '00000000-0000-0000-0000-000000000000')), run_at) where ready;
create index job_waiting on job (run_at) where not ready;

-- Takes up to in_limit jobs of a queue that are ready. Priorities are served in the order given, teams in turn (the one
-- after in_after first) with equal shares, and each team's jobs oldest first.
--
-- in_waited  only jobs that have been ready for so many milliseconds
-- in_last    also jobs whose last attempt this is
-- in_teams   where not null, only these teams at these priorities and from these times on are looked at, so that what
--            was taken before need not be stepped over again; null looks at all
-- more       in the answer: there may be more of what was asked for
create function job_take(
    in_queue text, in_limit integer, in_worker text, in_lease bigint, in_priorities smallint[], in_waited bigint,
    in_last boolean, in_after uuid, in_at smallint[], in_teams uuid[], in_from timestamptz[])
returns table (
    id uuid, fencing_token bigint, queue text, type text, args text, attempt integer, max_attempts integer,
    team_id uuid, correlation_id text, cancel_reason text, priority smallint, run_at timestamptz,
    waited double precision, more boolean)
language plpgsql
set enable_seqscan = off set enable_bitmapscan = off set enable_sort = off set jit = off
as $$
#variable_conflict use_column
declare
    nobody constant uuid := '00000000-0000-0000-0000-000000000000';
    moment constant timestamptz := clock_timestamp();
    latest constant timestamptz :=
        case when in_waited > 0 then moment - in_waited * interval '1 millisecond' else 'infinity' end;
    places tid[] := '{}';
    ids uuid[] := '{}';
    new_places tid[];
    new_ids uuid[];
    wanted integer := in_limit;
    at_priority smallint;
    teams uuid[];
    since timestamptz[];
    team uuid;
    inclusive boolean;
    wrapped boolean;
    share integer;
    some_left boolean := false;
    token bigint;
begin
    if exists (select from job_queue q where q.name = in_queue and q.paused) then
        return;
    end if;
    foreach at_priority in array in_priorities loop
        exit when wanted <= 0;
        if in_teams is null then
            -- From one team to the next along the index, without reading what lies between.
            teams := '{}';
            since := null;
            team := coalesce(in_after, nobody);
            inclusive := in_after is null;
            wrapped := in_after is null;
            loop
                if inclusive then
                    select coalesce(j.team_id, nobody) into team from job j
                    where j.queue = in_queue and j.ready and j.priority = at_priority and j.state = 'available'
                      and coalesce(j.team_id, '00000000-0000-0000-0000-000000000000') >= team
                    order by coalesce(j.team_id, '00000000-0000-0000-0000-000000000000') limit 1;
                else
                    select coalesce(j.team_id, nobody) into team from job j
                    where j.queue = in_queue and j.ready and j.priority = at_priority and j.state = 'available'
                      and coalesce(j.team_id, '00000000-0000-0000-0000-000000000000') > team
                    order by coalesce(j.team_id, '00000000-0000-0000-0000-000000000000') limit 1;
                end if;
                if team is null then
                    exit when wrapped;
                    wrapped := true;
                    inclusive := true;
                    team := nobody;
                else
                    exit when wrapped and team > in_after;
                    if cardinality(teams) >= least(wanted, 64) then
                        some_left := true;
                        exit;
                    end if;
                    teams := teams || team;
                    inclusive := false;
                end if;
            end loop;
        else
            select coalesce(array_agg(k.team), '{}'), array_agg(k.since) into teams, since
            from unnest(in_at, in_teams, in_from) as k (priority, team, since) where k.priority = at_priority;
        end if;
        for i in 1 .. cardinality(teams) loop
            share := ceil(wanted / (cardinality(teams) - i + 1.0));
            exit when share <= 0;
            select coalesce(array_agg(r.place), '{}'), coalesce(array_agg(r.id), '{}') into new_places, new_ids
            from (
                select j.ctid as place, j.id from job j
                where j.queue = in_queue and j.ready and j.priority = at_priority
                  and coalesce(j.team_id, '00000000-0000-0000-0000-000000000000') = teams[i]
                  and j.run_at >= coalesce(since[i], '-infinity') and j.run_at <= latest
                  and j.state = 'available' and (in_last or j.attempt + 1 < j.max_attempts)
                order by j.run_at
                limit share
                for update skip locked) as r;
            places := places || new_places;
            ids := ids || new_ids;
            wanted := wanted - cardinality(new_ids);
            some_left := some_left or cardinality(new_ids) = share;
        end loop;
    end loop;
    if cardinality(ids) = 0 then
        return;
    end if;
    token := nextval('job_fencing');
    insert into job_claim (id, queue, worker, lease_until, jobs)
    values (token, in_queue, in_worker, moment + in_lease * interval '1 millisecond', ids);
    -- By their place: these rows are locked, so they are still there.
    return query
    update job j
    set state = 'executing', attempt = j.attempt + 1, fencing_token = token, worker = in_worker, attempted_at = moment
    where j.ctid = any (places)
    returning j.id, j.fencing_token, j.queue, j.type, cast(j.args as text), j.attempt, j.max_attempts, j.team_id,
        j.correlation_id, j.cancel_reason, j.priority, j.run_at,
        cast(extract(epoch from moment - j.run_at) as double precision), some_left;
end
$$;
