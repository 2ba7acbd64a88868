-- A workspace as the deployer knows it: the revision analysed last, and which deployment works or serves.
create table workspace (
    id                uuid primary key,
    team_id           uuid not null,
    name              text not null,
    revision_id       uuid,
    tree_hash         text,
    topology_hash     text,
    analyzed_sequence bigint not null default -1,
    -- The one deployment that may act on the workspace now; null where none does.
    active_deployment uuid,
    -- The deployment that went live last.
    live_deployment   uuid,
    -- Rises with every event about the workspace's deployments.
    event_sequence    bigint not null default 0,
    updated_at        timestamptz not null default now()
);
create index workspace_team on workspace (team_id, id);

create table deployment (
    id                  uuid primary key,
    team_id             uuid not null,
    workspace_id        uuid not null references workspace,
    workspace_name      text not null,
    action              text not null,
    revision_id         uuid,
    tree_hash           text,
    topology_hash       text,
    services            jsonb not null,
    replicas            int,
    actor               text not null,
    reason              text not null,
    correlation_id      text not null,
    state               text not null default 'REQUESTED',
    -- The saga's next step; what comes before it is done.
    step                text not null default 'VALIDATE',
    -- Whether the rollout was decided and its objects are recorded.
    prepared            boolean not null default false,
    undo_to             text,
    progress            int not null default 0 check (progress between 0 and 100),
    message             text not null default '',
    failure             text,
    plan                jsonb,
    -- Fencing token of the worker that may write; an older worker's writes find no row.
    fence               bigint not null default 0,
    -- Number of the last audit event, and of the last log line.
    sequence            bigint not null default 0,
    log_lines           bigint not null default 0,
    cancel_requested_by text,
    created_at          timestamptz not null default now(),
    last_event_at       timestamptz not null default now(),
    live_at             timestamptz,
    settled_at          timestamptz
);
create index deployment_team on deployment (team_id, id);
create index deployment_workspace on deployment (workspace_id, id);
create index deployment_revision on deployment (revision_id, id);
create index deployment_unsettled on deployment (workspace_id, id) where settled_at is null;

-- The audit trail. seq has no gap: it is taken from the locked deployment row in the transaction of the change.
create table deployment_event (
    deployment_id   uuid not null references deployment,
    seq             bigint not null,
    type            text not null,
    state_from      text,
    state_to        text not null,
    step            text not null,
    message         text not null,
    error           text,
    actor           text not null,
    duration_millis bigint not null,
    at              timestamptz not null default now(),
    primary key (deployment_id, seq)
);

create table deployment_log (
    deployment_id uuid not null,
    n             bigint not null,
    at            timestamptz not null,
    service       text not null,
    phase         text not null,
    level         text not null,
    text          text not null,
    primary key (deployment_id, n)
);

create table service (
    id            uuid primary key,
    team_id       uuid not null,
    workspace_id  uuid not null references workspace,
    name          text not null,
    kind          text not null,
    stack         text not null,
    state         text not null,
    host          text,
    url           text,
    replicas      int not null default 1,
    -- What runs now (no secrets in it); null until the first deployment went live.
    spec          jsonb,
    spec_hash     text,
    deployment_id uuid,
    health        text not null default 'UNKNOWN',
    health_reason text not null default '',
    created_at    timestamptz not null default now(),
    updated_at    timestamptz not null default now(),
    unique (workspace_id, name)
);
create index service_team on service (team_id, id);
create unique index service_host on service (host) where host is not null and state <> 'REMOVED';

-- One replica. The row is written before its container is created, under the container's name.
create table instance (
    id              uuid primary key,
    service_id      uuid not null references service,
    workspace_id    uuid not null references workspace,
    deployment_id   uuid not null references deployment,
    ordinal         int not null,
    container_name  text not null unique,
    runtime         text not null,
    container_id    text,
    host            text,
    port            int,
    state           text not null,
    spec            jsonb not null,
    spec_hash       text not null,
    serving         boolean not null default false,
    -- The deployment that takes it out of service; null while none does.
    retired_by      uuid,
    restarts        int not null default 0,
    next_restart_at timestamptz,
    healthy_since   timestamptz,
    created_at      timestamptz not null default now(),
    updated_at      timestamptz not null default now()
);
create index instance_service on instance (service_id) where state <> 'REMOVED';
create index instance_workspace on instance (workspace_id) where state <> 'REMOVED';
create index instance_deployment on instance (deployment_id);

-- Networks, volumes and images: recorded before they are made.
create table runtime_object (
    kind          text not null,
    name          text not null,
    workspace_id  uuid not null,
    deployment_id uuid not null,
    created_at    timestamptz not null default now(),
    used_at       timestamptz not null default now(),
    primary key (kind, name)
);
create index runtime_object_workspace on runtime_object (workspace_id);

-- Objects with our label that no row accounts for: removed when they were seen for longer than the grace period.
create table orphan (
    kind       text not null,
    name       text not null,
    first_seen timestamptz not null default now(),
    primary key (kind, name)
);

create table secret (
    id           uuid primary key,
    workspace_id uuid not null,
    service      text not null,
    name         text not null,
    sealed       bytea not null,
    created_at   timestamptz not null default now(),
    unique (workspace_id, service, name)
);
