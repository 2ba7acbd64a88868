-- What each full clean-up removed.
create table cleanup_report (
    id       uuid primary key,
    ended_at timestamptz not null,
    report   jsonb not null
);
