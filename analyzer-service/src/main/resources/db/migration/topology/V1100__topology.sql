-- One row for each analysed revision. The document itself is a blob: rows are for finding it.
create table topology (
    revision_id   uuid             primary key,
    workspace_id  uuid             not null,
    team_id       uuid             not null,
    tree_hash     text             not null,
    topology_hash text             not null,
    strategy      text             not null,
    confidence    double precision not null check (confidence between 0 and 1),
    summary       text             not null,
    services      integer          not null check (services >= 0),
    analyzed_at   timestamptz      not null,
    -- The document depends on the tree, on the folder's name and on the rules: equal ones are not analysed again.
    folder_name   text             not null,
    rules_version integer          not null
);

create index topology_team on topology (team_id, revision_id desc);
create index topology_known on topology (tree_hash, folder_name, rules_version);
