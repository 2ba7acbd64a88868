-- A claimed row is a quarter longer than a waiting one (its worker and when it began): with this each page has room for
-- all of its rows' new versions, so that no claim makes new entries in any index.
alter table job set (fillfactor = 40);
