-- Keys that are taken for a period, longer or shorter than their job is live.
create table job_unique_key (
    type text not null,
    unique_key text not null,
    job_id uuid,
    taken_at timestamptz not null,
    free_at timestamptz not null,
    primary key (type, unique_key)
);
