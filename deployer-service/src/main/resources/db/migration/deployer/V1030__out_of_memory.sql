-- How many processes of a replica were killed for want of memory, and when the last of them was.
alter table instance add column oom_kills int not null default 0;
alter table instance add column oom_at timestamptz;
