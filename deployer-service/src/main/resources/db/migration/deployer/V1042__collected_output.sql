-- A replica may have one container after another. Piece -1 is what was collected of one that is still there.
alter table kept_output add column container text not null default '';
alter table kept_output drop constraint kept_output_pkey, add primary key (instance_id, container, n);
