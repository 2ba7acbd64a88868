-- What is left of a queue's starts in the present period, and as of when. Null while it has no limit.
alter table job_queue
    add column starts_left double precision,
    add column starts_at timestamptz;

drop function job_take(
    text, integer, text, bigint, smallint[], bigint, boolean, uuid, smallint[], uuid[], timestamptz[]);

-- Takes up to in_limit jobs of a queue that are ready. Priorities are served in the order given, teams in turn (the one
-- after in_after first) with equal shares, and each team's jobs oldest first.
--
-- in_waited  only jobs that have been ready for so many milliseconds
-- in_last    also jobs whose last attempt this is
-- in_teams   where not null, only these teams at these priorities and from these times on are looked at, so that what
--            was taken before need not be stepped over again; null looks at all
-- in_guarded whether the queue has limits that hold over all instances; its claims then wait for each other. These are:
--   in_at_once            how many of its jobs are held at once; null for no limit
--   in_starts, in_period  how many are begun in so many milliseconds, at most that many in a burst; null for no limit
--   in_types, in_per_key  of jobs of these types with the same concurrency key, how many are held at once; a key counts
--                         in all of the queue
-- more       in the answer: there may be more of what was asked for
create function job_take(
    in_queue text, in_limit integer, in_worker text, in_lease bigint, in_priorities smallint[], in_waited bigint,
    in_last boolean, in_after uuid, in_at smallint[], in_teams uuid[], in_from timestamptz[], in_guarded boolean,
    in_at_once integer, in_starts integer, in_period bigint, in_types text[], in_per_key integer[])
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
    candidate record;
    open_share integer;
    again boolean;
    key_limit integer;
    held_at_once integer := 0;
    held_by_key jsonb := '{}';
    full_keys text[] := '{}';
    starts_now double precision;
begin
    if exists (select from job_queue q where q.name = in_queue and q.paused) then
        return;
    end if;
    if in_guarded then
        -- Whoever claims from this queue waits here, and then sees what the one before has claimed.
        insert into job_queue (name) values (in_queue) on conflict (name) do nothing;
        perform from job_queue q where q.name = in_queue for update;
        select coalesce(sum(h.n), 0), coalesce(jsonb_object_agg(h.key, h.n) filter (where h.key is not null), '{}')
        into held_at_once, held_by_key
        from (select j.concurrency_key as key, count(*) as n
              from job_claim c cross join unnest(c.jobs) as held (id)
              join job j on j.id = held.id and j.fencing_token = c.id and j.state = 'executing'
              where c.queue = in_queue
              group by j.concurrency_key) as h;
        if in_at_once is not null then
            wanted := least(wanted, in_at_once - held_at_once);
        end if;
        if in_starts is not null then
            select least(in_starts, coalesce(q.starts_left, in_starts)
                       + extract(epoch from moment - coalesce(q.starts_at, moment)) * 1000 * in_starts / in_period)
            into starts_now from job_queue q where q.name = in_queue;
            wanted := least(wanted, floor(starts_now));
        end if;
        select coalesce(array_agg(k.key), '{}') into full_keys
        from jsonb_each_text(held_by_key) as k (key, n)
        where k.n::integer >= (select max(limits.n) from unnest(in_per_key) as limits (n));
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
            if in_guarded then
                open_share := share;
                again := true;
                while again loop
                    again := false;
                    for candidate in
                        select j.ctid as place, j.id, j.run_at, j.concurrency_key as key,
                               in_per_key[array_position(in_types, j.type)] as per_key
                        from job j
                        where j.queue = in_queue and j.ready and j.priority = at_priority
                          and coalesce(j.team_id, '00000000-0000-0000-0000-000000000000') = teams[i]
                          and j.run_at >= coalesce(since[i], '-infinity') and j.run_at <= latest
                          and j.state = 'available' and (in_last or j.attempt + 1 < j.max_attempts)
                          and j.id <> all (ids)
                          and (j.concurrency_key is null or j.concurrency_key <> all (full_keys))
                        order by j.run_at
                        for update skip locked
                    loop
                        exit when open_share <= 0;
                        key_limit := case when candidate.key is not null then candidate.per_key end;
                        if coalesce((held_by_key ->> candidate.key)::integer, 0) >= key_limit then
                            continue;
                        end if;
                        places := places || candidate.place;
                        ids := ids || candidate.id;
                        wanted := wanted - 1;
                        open_share := open_share - 1;
                        if key_limit is not null then
                            held_by_key := held_by_key || jsonb_build_object(
                                candidate.key, coalesce((held_by_key ->> candidate.key)::integer, 0) + 1);
                            if (held_by_key ->> candidate.key)::integer >= key_limit then
                                -- Looks on without the others of this key, however many there are.
                                full_keys := full_keys || candidate.key;
                                since[i] := candidate.run_at;
                                again := true;
                                exit;
                            end if;
                        end if;
                    end loop;
                end loop;
                some_left := some_left or open_share <= 0;
                continue;
            end if;
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
    if in_starts is not null then
        update job_queue q set starts_left = starts_now - cardinality(ids), starts_at = moment where q.name = in_queue;
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
