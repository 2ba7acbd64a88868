-- What stands for a workspace in the addresses of its services; two teams may have workspaces of one name. Never removed:
-- an address stays its owner's for ever.
create table workspace_host (
    label        text primary key,
    workspace_id uuid not null unique
);

insert into workspace_host (label, workspace_id)
select distinct on (split_part(host, '.', 2)) split_part(host, '.', 2), workspace_id
from service
where host is not null
order by split_part(host, '.', 2), created_at
on conflict do nothing;
