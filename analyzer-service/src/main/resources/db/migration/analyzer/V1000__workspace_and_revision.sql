create table workspace (
    id             uuid        primary key,
    team_id        uuid        not null,
    name           text        not null,
    title          text        not null default '',
    event_sequence bigint      not null default 0,
    revision_count integer     not null default 0,
    created_at     timestamptz not null default now(),
    updated_at     timestamptz not null default now(),
    constraint workspace_name_unique unique (team_id, name)
);

create index workspace_page on workspace (team_id, id desc);

create table revision (
    id             uuid        primary key,
    team_id        uuid        not null,
    workspace_id   uuid        not null references workspace on delete cascade,
    number         integer     not null,
    state          text        not null check (state in ('QUEUED', 'ANALYZING', 'ANALYZED', 'FAILED')),
    progress       integer     not null default 0 check (progress between 0 and 100),
    message        text        not null default '',
    problem        text,
    tree_hash      text        not null,
    topology_hash  text,
    files          integer     not null,
    bytes          bigint      not null,
    deploy         boolean     not null,
    created_by     text        not null,
    correlation_id text        not null,
    created_at     timestamptz not null default now(),
    updated_at     timestamptz not null default now(),
    constraint revision_number_unique unique (workspace_id, number),
    constraint revision_analyzed_has_topology check (state <> 'ANALYZED' or topology_hash is not null),
    constraint revision_failed_says_why check (state <> 'FAILED' or problem is not null)
);

create index revision_page on revision (workspace_id, id desc);

comment on column workspace.event_sequence is 'last sequence number given to an event about this workspace';
comment on column revision.deploy is 'whether it is to be deployed once it is analysed';
