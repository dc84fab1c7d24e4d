-- registry: names of organisations that came since the names were last compared by which rows still wait for somebody
-- (ends of supply relations). A job reads them, compares, and takes away what it has read.
create table registry.new_name (
  seq bigint generated always as identity primary key,
  dataset text not null check (dataset in ('held', 'demo')),
  names text[]                              -- of one statement; null: too many to name, so all that wait is compared
);
create index new_name_of on registry.new_name (dataset, seq);
grant select, insert, delete on registry.new_name to lianshu_app;

create function registry.note_new_names() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  most_names constant integer := 2000;
begin
  if tg_table_name = 'former_name' then
    insert into registry.new_name (dataset, names)
    select o.dataset, case when count(*) <= most_names then array_agg(c.name) end
    from changed c join registry.organisation o on o.id = c.organisation_id group by o.dataset;
  elsif tg_op = 'INSERT' then
    insert into registry.new_name (dataset, names)
    select c.dataset, case when count(*) <= most_names then array_agg(c.name) end from changed c group by c.dataset;
  else
    insert into registry.new_name (dataset, names)
    select c.dataset, case when count(*) <= most_names then array_agg(c.name) end
    from changed c join before b on b.id = c.id where c.name <> b.name group by c.dataset;
  end if;
  return null;
end $$;
create trigger organisation_names_came after insert on registry.organisation
  referencing new table as changed for each statement execute function registry.note_new_names();
create trigger organisation_names_changed after update on registry.organisation
  referencing old table as before new table as changed for each statement execute function registry.note_new_names();
create trigger former_names_came after insert on registry.former_name
  referencing new table as changed for each statement execute function registry.note_new_names();
