-- registry, libraries: an import brings every field that a form knows: parts of entries, money by year, and what held entries
-- and projects lack. What it wrote is known again by its import, so that an undo takes just that back.
alter table registry.library_part add column import_id bigint references registry.import (id);
alter table registry.library_event add column import_id bigint references registry.import (id); -- kind change: filled in by it
alter table registry.project_money add column import_id bigint references registry.import (id);
create index library_part_import on registry.library_part (import_id) where import_id is not null;
create index library_event_import on registry.library_event (import_id) where import_id is not null;

-- As before, and besides: parts and years of money of the import go, where nobody changed or followed them since; an entry
-- with further ones below it goes where those go with it.
create or replace function registry.take_back_library_import(what text, of_import bigint)
returns table (id bigint, name text, gone boolean)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  going bigint[];
  left_over bigint[];
begin
  if coalesce(access.current_role_code(), '') not in ('administrator', 'chain_office', 'system') then
    raise exception 'take_back_library_import: not permitted' using errcode = '42501';
  end if;
  if what = 'project' then
    delete from registry.project_money m where m.import_id = of_import;
    return query
    with own as (
      select p.id, p.name, not exists (select from registry.library_event e where e.project_id = p.id and e.recorded_at > p.created_at)
        and not exists (select from registry.project_money m where m.project_id = p.id)
        and not exists (select from registry.campaign_project c where c.project_id = p.id)
        and p.updated_at = p.created_at as gone
      from registry.project p where p.import_id = of_import),
    events as (delete from registry.library_event e using own where own.gone and e.project_id = own.id)
    select own.id, own.name, own.gone from own order by own.id;
    delete from registry.project p where p.import_id = of_import and not exists (
      select from registry.library_event e where e.project_id = p.id);
  elsif what = 'library_entry' then
    delete from registry.library_part t where t.import_id = of_import and t.ended_at is null
      and not exists (select from registry.library_event e where e.part_id = t.id);
    select coalesce(array_agg(l.id), '{}') into going from registry.library_entry l
    where l.import_id = of_import
      and not exists (select from registry.library_event e where e.entry_id = l.id and e.recorded_at > l.created_at)
      and not exists (select from registry.library_part t where t.entry_id = l.id);
    loop
      select coalesce(array_agg(g), '{}') into left_over from unnest(going) g
      where not exists (select from registry.library_entry c where c.parent_id = g and c.id <> all (going));
      exit when cardinality(left_over) = cardinality(going);
      going := left_over;
    end loop;
    return query
    select l.id, l.name, l.id = any (going) from registry.library_entry l where l.import_id = of_import order by l.id;
    delete from registry.library_event e where e.entry_id = any (going);
    delete from registry.library_entry l where l.id = any (going);
  end if;
end $$;
