-- Where an alert that fires is resolved; null for the threshold itself.
alter table threshold_rule add column clear_at double precision;
