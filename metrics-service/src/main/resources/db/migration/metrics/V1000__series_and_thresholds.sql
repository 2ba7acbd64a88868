-- Services that were ever seen; whose they are.
create table service (
    id             uuid   not null primary key,
    team_id        uuid   not null,
    workspace_id   uuid   not null,
    name           text   not null,
    -- Counts the events published about the service.
    event_sequence bigint not null default 0
);
create index service_team on service (team_id, id);

-- When the newest deployment event that was taken over happened.
create table workspace_seen (
    workspace_id uuid        not null primary key,
    seen_at      timestamptz not null
);

-- Replicas that run now.
create table target (
    instance_id  uuid not null primary key,
    service_id   uuid not null references service (id),
    workspace_id uuid not null,
    container_id text not null
);
create index target_workspace on target (workspace_id);

-- One wide row a replica and round, in a partition a day (made by the service); null is no data.
create table sample (
    instance_id        uuid             not null,
    service_id         uuid             not null,
    at                 timestamptz      not null,
    cpu                double precision,
    memory_bytes       bigint           not null,
    memory_limit_bytes bigint           not null,
    network_rx         double precision,
    network_tx         double precision,
    disk_read          double precision,
    disk_write         double precision,
    pids               integer          not null,
    primary key (service_id, at, instance_id)
) partition by range (at);

create table threshold_rule (
    id          uuid             not null primary key,
    team_id     uuid             not null,
    name        text             not null,
    -- Null: all services of the team.
    service_id  uuid             references service (id),
    metric      text             not null,
    comparison  text             not null,
    threshold   double precision not null,
    hold_millis bigint           not null,
    enabled     boolean          not null,
    -- Hidden from the API; the row goes once its alerts are resolved.
    removed     boolean          not null default false,
    created_at  timestamptz      not null,
    updated_at  timestamptz      not null
);
create index threshold_rule_team on threshold_rule (team_id, id desc);

-- Rules that are broken just now; alert_id is set once the rule was broken for long enough.
create table threshold_breach (
    rule_id    uuid        not null references threshold_rule (id) on delete cascade,
    service_id uuid        not null,
    since      timestamptz not null,
    alert_id   uuid,
    primary key (rule_id, service_id)
);
