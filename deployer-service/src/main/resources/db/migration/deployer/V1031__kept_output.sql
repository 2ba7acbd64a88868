-- What replicas printed that are no longer there, in packed pieces; bounded per service and by age.
create table kept_output (
    instance_id  uuid not null,
    n            int not null,
    team_id      uuid not null,
    workspace_id uuid not null,
    service      text not null,
    first_at     timestamptz not null,
    last_at      timestamptz not null,
    lines        int not null,
    packed       bytea not null,
    primary key (instance_id, n)
);
create index kept_output_search on kept_output (workspace_id, service, last_at desc);
-- Packed already.
alter table kept_output alter column packed set storage external;

-- To search the lines of a workspace's deployments by time, and to drop the old ones.
create index deployment_log_at on deployment_log (at);
