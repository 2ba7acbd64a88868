-- Steps keep to the limits of their concurrency key like any other job.
alter table job_workflow_step add column concurrency_key text;
