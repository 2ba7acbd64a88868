-- The newest picture of each workspace that was applied; older ones that come later are stale.
create table workspace_view (
    workspace_id  uuid        not null primary key,
    team_id       uuid        not null,
    deployment_id uuid        not null,
    sequence      bigint      not null,
    changed_at    timestamptz not null,
    deployment    json        not null
);
create index workspace_view_team on workspace_view (team_id);

-- What is probed. A change of replicas or probe raises the generation, which ends the probing of the one before.
create table probe_target (
    service_id     uuid        not null primary key,
    team_id        uuid        not null,
    workspace_id   uuid        not null,
    workspace_name text        not null,
    service_name   text        not null,
    kind           text        not null,
    state          text        not null,
    url            text,
    deployment_id  uuid        not null,
    probe          jsonb,
    instances      jsonb       not null,
    generation     bigint      not null,
    correlation_id text        not null
);
create index probe_target_workspace on probe_target (workspace_id);

create table service_health (
    service_id       uuid          not null primary key,
    team_id          uuid          not null,
    workspace_id     uuid          not null,
    workspace_name   text          not null,
    service_name     text          not null,
    deployment_id    uuid,
    status           text          not null,
    since            timestamptz   not null,
    streak_direction int           not null default 0,
    streak           int           not null default 0,
    fresh_since      timestamptz,
    recent           timestamptz[] not null default '{}',
    reason           text          not null,
    response_millis  bigint,
    probed_at        timestamptz,
    sequence         bigint        not null default 0
);
create index service_health_team on service_health (team_id, service_id);

-- The audit trail: kept when the service is gone.
create table health_event (
    id              uuid        not null primary key,
    service_id      uuid        not null,
    team_id         uuid        not null,
    sequence        bigint      not null,
    from_status     text        not null,
    to_status       text        not null,
    reason          text        not null,
    response_millis bigint,
    at              timestamptz not null,
    unique (service_id, sequence)
);
create index health_event_service on health_event (team_id, service_id, id desc);

create table health_alert (
    id           uuid        not null primary key,
    service_id   uuid        not null,
    team_id      uuid        not null,
    workspace_id uuid        not null,
    service_name text        not null,
    status       text        not null,
    reason       text        not null,
    raised_at    timestamptz not null,
    resolved_at  timestamptz
);
create unique index health_alert_open on health_alert (service_id) where resolved_at is null;
create index health_alert_team on health_alert (team_id, id desc);

-- The live feed. Per team, positions rise in the order of commits: writers of one team take turns.
create table feed_entry (
    position       bigint      not null generated always as identity primary key,
    team_id        uuid        not null,
    topic          text        not null,
    subject        uuid        not null,
    at             timestamptz not null,
    correlation_id text        not null,
    data           json        not null,
    added_at       timestamptz not null default clock_timestamp()
);
create index feed_entry_team on feed_entry (team_id, position);
create index feed_entry_added on feed_entry (added_at);
