-- How long services served, by the minute for burn rates and by the day for people.
create table served_minute (
    service_id  uuid        not null,
    minute      timestamptz not null,
    good_millis bigint      not null,
    bad_millis  bigint      not null,
    primary key (service_id, minute)
);
create index served_minute_old on served_minute (minute);
create index served_minute_bad on served_minute (service_id, minute) where bad_millis > 0;

create table served_day (
    service_id  uuid   not null,
    day         date   not null,
    good_millis bigint not null,
    bad_millis  bigint not null,
    primary key (service_id, day)
);

-- Targets that were set; null for the usual one.
create table service_objective (
    service_id uuid not null primary key,
    target     double precision
);
