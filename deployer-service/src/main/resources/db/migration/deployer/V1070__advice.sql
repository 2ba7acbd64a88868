-- The latest advice on how much a service's replicas should be given, as the metrics service said it.
create table advice (
    service_id uuid        not null primary key references service,
    data       jsonb       not null,
    advised_at timestamptz not null
);
