-- Addresses hold tokens: they are sealed. Those from before are sealed, and emptied here, within minutes of the start.
alter table notification_channel add column sealed_address bytea;
alter table notification_channel alter column address drop not null;
