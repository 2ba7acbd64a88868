-- A service's number, which gives it its place in the probing interval; and the engine that runs it.
create sequence probe_slot;
alter table probe_target
    add column slot       bigint not null default nextval('probe_slot'),
    add column depends_on text[] not null default '{}',
    add column engine     text generated always as (instances -> 0 ->> 'runtime') stored;
create index probe_target_engine on probe_target (engine);

-- When something was last learnt, which a probe that tells nothing does not change.
alter table service_health add column learnt_at timestamptz;

alter table health_alert
    alter column status drop not null,
    alter column workspace_id drop not null,
    add column kind            text not null default 'DOWN',
    add column rule            text not null default '',
    add column caused_by       text,
    add column acknowledged_at timestamptz,
    add column acknowledged_by text;
drop index health_alert_open;
create unique index health_alert_open on health_alert (service_id, kind, rule) where resolved_at is null;
create index health_alert_firing on health_alert (team_id, workspace_id) where resolved_at is null;

-- How far alerts have come that are not quiet.
create table alert_watch (
    service_id   uuid        not null,
    kind         text        not null,
    phase        text        not null,
    spent_millis bigint      not null,
    seen_at      timestamptz not null,
    primary key (service_id, kind)
);

-- How long the monitor has been awake.
create table vigil (
    singleton   boolean     not null primary key default true check (singleton),
    awake_since timestamptz not null,
    ticked_at   timestamptz not null
);
