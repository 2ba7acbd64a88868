-- Jobs that are still to be done. Finished ones leave for job_history, so that this table stays small and every
-- index on it holds live work only.
create table job (
    id uuid primary key,
    queue text not null,
    type text not null,
    state text not null check (state in ('scheduled', 'available', 'executing', 'retryable')),
    priority smallint not null check (priority between 0 and 3),
    run_at timestamptz not null default now(),
    args jsonb not null,
    attempt integer not null default 0,
    max_attempts integer not null check (max_attempts > 0),
    -- Rises with each claim and never falls, whereas attempt does not count snoozes.
    fencing_token bigint not null default 0,
    -- By the database's clock. Not indexed: a heartbeat is then a heap-only update.
    lease_until timestamptz,
    worker text,
    unique_key text,
    team_id uuid,
    correlation_id text not null,
    errors jsonb not null default '[]',
    progress smallint not null default 0 check (progress between 0 and 100),
    progress_message text not null default '',
    cancel_reason text,
    created_at timestamptz not null default now(),
    attempted_at timestamptz
) with (fillfactor = 75, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0);

create index job_ready on job (queue, priority, run_at) where state = 'available';
create index job_waiting on job (run_at) where state in ('scheduled', 'retryable');
create index job_executing on job (id) where state = 'executing';
create unique index job_unique on job (type, unique_key) where unique_key is not null;

-- Jobs that are done with: completed, called off, or dead letters (discarded).
create table job_history (
    id uuid primary key,
    queue text not null,
    type text not null,
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
    finished_at timestamptz not null default clock_timestamp()
) with (autovacuum_vacuum_scale_factor = 0.05);

create index job_history_finished on job_history (queue, state, finished_at);

-- What an operator set for a queue; holds over restarts and for all instances. Null means as configured.
create table job_queue (
    name text primary key,
    concurrency integer check (concurrency between 1 and 20),
    paused boolean not null default false,
    changed_at timestamptz not null default now()
);

-- The tick of each cron job that is due next.
create table job_cron (
    name text primary key,
    schedule text not null,
    next_at timestamptz not null
);

-- What each worker has done since the beginning, over all instances.
create table job_worker_stats (
    type text primary key,
    queue text not null,
    processed bigint not null default 0,
    succeeded bigint not null default 0,
    failed bigint not null default 0,
    busy_millis bigint not null default 0,
    last_active_at timestamptz
);
