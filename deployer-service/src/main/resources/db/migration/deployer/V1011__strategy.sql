-- How new replicas were asked to take over; null where nothing was said.
alter table deployment add column strategy text;
