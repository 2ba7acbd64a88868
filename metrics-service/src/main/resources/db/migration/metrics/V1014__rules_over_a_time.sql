-- What a rule's values come to over a time; null where it is about the latest.
alter table threshold_rule add column aggregate text;
alter table threshold_rule add column window_millis bigint;
