-- What was done about services that run and do not serve, since their alert was raised.
create table treatment (
    service_id uuid        not null primary key,
    last       text        not null,
    restarts   int         not null,
    at         timestamptz not null,
    down_then  int         not null
);
