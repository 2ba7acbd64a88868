-- One wide row a replica and round is too much to keep for a month: samples stay as rows for an hour at most and are then
-- compressed, half an hour of one source a chunk, with summaries of minutes, hours and days beside them.
drop table sample;

-- What gives samples: a replica's own counters, or a page of what it exports itself.
create table source (
    id          bigint generated always as identity primary key,
    service_id  uuid   not null,
    instance_id uuid   not null,
    kind        text   not null,
    -- Sources with very many series are kept in pages, so that no row gets too wide.
    page        integer not null,
    unique (instance_id, kind, page)
);
create index source_service on source (service_id, kind);

-- Samples since the last compaction, in partitions of half an hour (made by the service); what comes late, or before its
-- partition was made, goes to the last one. The values' positions are the metrics'; null is no data.
create table sample (
    source_id bigint      not null,
    at        timestamptz not null,
    vals      float8[]    not null,
    primary key (source_id, at)
) partition by range (at);
create table sample_rest partition of sample default;
-- Rows live for an hour: what they leave behind must not wait for the usual thresholds.
alter table sample_rest set (autovacuum_vacuum_scale_factor = 0.1);

-- Compressed (io.kyozo.metrics.series.chunk.Chunk); one table a tier, in partitions that are dropped as a whole.
create table chunk_raw (
    source_id bigint      not null,
    start_at  timestamptz not null,
    data      bytea       not null,
    primary key (source_id, start_at)
) partition by range (start_at);
alter table chunk_raw alter column data set storage external;
create table chunk_minute (like chunk_raw including storage including constraints, primary key (source_id, start_at))
    partition by range (start_at);
create table chunk_hour (like chunk_raw including storage including constraints, primary key (source_id, start_at))
    partition by range (start_at);
create table chunk_day (like chunk_raw including storage including constraints, primary key (source_id, start_at))
    partition by range (start_at);
create table chunk_raw_rest partition of chunk_raw default;
create table chunk_minute_rest partition of chunk_minute default;
create table chunk_hour_rest partition of chunk_hour default;
create table chunk_day_rest partition of chunk_day default;

-- Where a replica can be reached, to read what it exports itself.
alter table target add column runtime text not null default 'docker';
alter table target add column host text not null default '';
alter table target add column port integer;

-- Which instance of this service takes samples; a row that runs out where it ends without saying so.
create table collector (
    only_one boolean     not null primary key check (only_one),
    holder   text        not null,
    until    timestamptz not null
);
