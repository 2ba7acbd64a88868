-- Whether a variable's value is told in a file instead of in the variable.
alter table variable add column in_file boolean not null default false;
