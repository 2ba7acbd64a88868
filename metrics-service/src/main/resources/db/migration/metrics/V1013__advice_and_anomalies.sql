-- What each service was last advised, so that advice is given anew only where it differs.
create table advice (
    service_id   uuid        not null primary key references service (id),
    cpu_cores    float8      not null,
    memory_bytes int8        not null,
    advised_at   timestamptz not null
);

-- What is unusual about services now, each an alert that fires.
create table anomaly (
    service_id uuid        not null references service (id),
    metric     text        not null,
    alert_id   uuid        not null,
    since      timestamptz not null,
    primary key (service_id, metric)
);
