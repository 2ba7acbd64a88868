-- How much a service's failures outweigh its answers lately, so that one that fails every third time is not held to be well.
alter table service_health add column failing integer not null default 0;
