-- atlas: leads from a spreadsheet know their import, so that its undo takes out those that nobody has worked on since.
alter table atlas.lead add column import_id bigint; -- of registry.import; null: by form
create index lead_by_import on atlas.lead (import_id) where import_id is not null;

-- Only for those who may undo imports. A lead that was changed since (seen grew) stays and is told.
create function atlas.take_back_leads(of_import bigint)
returns table (id bigint, name text, gone boolean)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if coalesce(access.current_role_code(), '') not in ('administrator', 'chain_office', 'system') then
    raise exception 'take_back_leads: not permitted' using errcode = '42501';
  end if;
  return query
    with own as (select l.id, l.title, l.seen = 0 as gone from atlas.lead l where l.import_id = of_import for update)
    select own.id, own.title, own.gone from own order by own.id;
  delete from atlas.lead l where l.import_id = of_import and l.seen = 0;
end $$;
revoke all on function atlas.take_back_leads(bigint) from public;
grant execute on function atlas.take_back_leads(bigint) to lianshu_app;
