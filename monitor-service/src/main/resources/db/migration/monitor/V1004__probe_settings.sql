-- What people want otherwise about the probing of a service; kept when it is deployed anew.
create table probe_settings (
    service_id uuid  not null primary key,
    settings   jsonb not null
);
