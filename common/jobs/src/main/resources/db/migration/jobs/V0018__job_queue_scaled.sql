-- How many workers auto-scaling gave a queue; what an operator set (concurrency) goes before it.
alter table job_queue add column scaled integer check (scaled between 1 and 20);
alter table job_queue add column scaled_at timestamptz;
