-- What operators did to jobs and queues. Only added to.
create table job_operator_action (
    -- Rises with time (UUIDv7), so that pages go by it.
    id uuid primary key,
    at timestamptz not null default clock_timestamp(),
    actor text not null,
    team_id uuid not null,
    action text not null,
    target text not null,
    detail jsonb not null default '{}',
    correlation_id text not null
);
