-- A job that is held may not have begun: it was claimed ahead, or the answer to the claim was lost. When its worker falls
-- silent, the attempt counts if it is known to have begun.
alter table job_claim add column begun uuid[] not null default '{}';
alter table job_claim alter column begun set storage external;

-- How often that was not known, and the attempt did not count.
alter table job add column doubts smallint not null default 0;
