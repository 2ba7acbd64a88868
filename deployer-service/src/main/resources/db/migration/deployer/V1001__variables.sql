-- Environment variables given by people. The value is a sealed secret named env:<name>:<version>; each new value is a new
-- version, so that replicas which were told the old one are seen to be out of date.
create table variable (
    id           uuid primary key,
    team_id      uuid not null,
    workspace_id uuid not null references workspace,
    service      text not null,
    name         text not null,
    version      int not null default 1,
    set_by       text not null,
    updated_at   timestamptz not null default now(),
    unique (workspace_id, service, name)
);
create index variable_team on variable (team_id, id);
