-- Jobs that wait for each other. A step's job is enqueued when what it waits for has ended.
create table job_workflow (
    id uuid primary key,
    name text not null,
    state text not null default 'running' check (state in ('running', 'completed', 'failed', 'cancelled')),
    -- The job that these are the children of: they are called off with it.
    parent_job uuid,
    team_id uuid,
    correlation_id text not null,
    cancel_reason text,
    created_at timestamptz not null default clock_timestamp(),
    finished_at timestamptz
);

create index job_workflow_running on job_workflow (id) where state = 'running';
create index job_workflow_parent on job_workflow (parent_job) where parent_job is not null;

create table job_workflow_step (
    workflow_id uuid not null references job_workflow on delete cascade,
    name text not null,
    place integer not null,
    type text not null,
    args jsonb not null,
    priority smallint not null,
    run_at timestamptz,
    unique_key text,
    -- Whether it runs however the steps that it waits for ended.
    always boolean not null,
    state text not null default 'waiting'
        check (state in ('waiting', 'running', 'completed', 'failed', 'cancelled')),
    job_id uuid,
    primary key (workflow_id, name)
);

create index job_workflow_step_open on job_workflow_step (workflow_id) where state in ('waiting', 'running');
create index job_workflow_step_job on job_workflow_step (job_id) where state = 'running';

create table job_workflow_edge (
    workflow_id uuid not null references job_workflow on delete cascade,
    step text not null,
    after_step text not null,
    primary key (workflow_id, step, after_step)
);
