-- Copies of services' data; their parts lie in the blob store.
create table backup (
    id           uuid primary key,
    team_id      uuid not null,
    workspace_id uuid not null,
    service_id   uuid not null,
    service      text not null,
    stack        text not null,
    kind         text not null,
    scheduled    boolean not null,
    actor        text not null,
    state        text not null,
    failure      text,
    parts        jsonb not null default '[]',
    created_at   timestamptz not null,
    ended_at     timestamptz
);
create index backup_team on backup (team_id, id);
create index backup_service on backup (service_id, id);
create index backup_unfinished on backup (id) where ended_at is null;

-- Who put which backup in the place of the data.
create table restore (
    id           uuid primary key,
    backup_id    uuid not null,
    team_id      uuid not null,
    workspace_id uuid not null,
    service_id   uuid not null,
    service      text not null,
    stack        text not null,
    actor        text not null,
    state        text not null,
    failure      text,
    created_at   timestamptz not null,
    ended_at     timestamptz
);
create index restore_unfinished on restore (id) where ended_at is null;

-- When a service is backed up without being asked, where something else was set than the configuration says.
create table backup_policy (
    service_id uuid primary key,
    schedule   text not null,
    keep       int not null,
    set_by     text not null,
    updated_at timestamptz not null default now()
);
