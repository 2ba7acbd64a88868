-- The series that a replica exports itself, by their place in its samples; a place is never given anew.
create table exported_series (
    instance_id uuid    not null,
    place       integer not null,
    name        text    not null,
    labels      jsonb   not null,
    rises       boolean not null,
    primary key (instance_id, place),
    unique (instance_id, name, labels, rises)
);
