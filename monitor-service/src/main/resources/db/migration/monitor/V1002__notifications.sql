-- Who is told of alerts.
create table notification_channel (
    id             uuid        not null primary key,
    team_id        uuid        not null,
    name           text        not null,
    kind           text        not null,
    address        text        not null,
    least_severity text        not null,
    workspace_id   uuid,
    escalate_after bigint      not null,
    created_by     text        not null,
    created_at     timestamptz not null
);
create index notification_channel_team on notification_channel (team_id, id desc);

create table silence (
    id           uuid        not null primary key,
    team_id      uuid        not null,
    workspace_id uuid,
    service      text,
    kind         text,
    starts_at    timestamptz not null,
    ends_at      timestamptz not null,
    every        bigint,
    maintenance  boolean     not null,
    reason       text        not null,
    created_by   text        not null,
    ended_at     timestamptz
);
create index silence_team on silence (team_id, id desc);

-- What each channel was last told of each group of alerts; gone once all of them are told to be resolved.
create table notification_told (
    channel_id uuid        not null references notification_channel (id) on delete cascade,
    group_id   uuid        not null,
    firing     uuid[]      not null,
    told_at    timestamptz not null,
    primary key (channel_id, group_id)
);

create table notification (
    id           uuid        not null primary key,
    channel_id   uuid        not null,
    team_id      uuid        not null,
    message      json        not null,
    created_at   timestamptz not null,
    delivered_at timestamptz,
    failure      text
);
create index notification_team on notification (team_id, id desc);
create index notification_created on notification (created_at);

-- Who changed what about alerts and who is told of them.
create table alert_audit (
    id             uuid        not null primary key,
    team_id        uuid        not null,
    actor          text        not null,
    action         text        not null,
    target         uuid        not null,
    detail         text        not null,
    at             timestamptz not null,
    correlation_id text        not null
);
create index alert_audit_team on alert_audit (team_id, id desc);
