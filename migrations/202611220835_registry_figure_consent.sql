-- registry: figures of a withdrawn or ended upload are in no result; those of an upload that names its readers are read by
-- these and by the firm itself. A figure came with an import or was recorded by hand, in a batch with a consent of its own.
create sequence registry.figure_batch;
grant usage on sequence registry.figure_batch to lianshu_app;
alter table registry.figure add column batch_id bigint; -- consent of kind registry.figure; null: by import, or public
create index figure_of_batch on registry.figure (batch_id) where batch_id is not null;

drop policy figure_read on registry.figure;
create policy figure_read on registry.figure for select to lianshu_app, lianshu_reader using (
  not is_confidential
  or ((import_id is null or import_id <> all ((select access.closed_uploads('registry.import'))::bigint[]))
    and (batch_id is null or batch_id <> all ((select access.closed_uploads('registry.figure'))::bigint[]))
    and (((select access.may_read_all('figure'))
        and (import_id is null or import_id <> all ((select access.unread_uploads('registry.import'))::bigint[]))
        and (batch_id is null or batch_id <> all ((select access.unread_uploads('registry.figure'))::bigint[])))
      or organisation_id = (select access.current_org()))));

-- Confidential figures of closed uploads count no longer, so that the next source can count in their place. Runs as the owner,
-- since nobody sees the closed ones; it does what consent says and nothing else, whoever calls. Gives the organisations
-- whose figures changed.
create function registry.retire_closed_figures() returns table (dataset text, organisation_id bigint)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  closed_imports bigint[] := access.closed_uploads('registry.import');
  closed_batches bigint[] := access.closed_uploads('registry.figure');
  withdrawn_imports bigint[] := array(select c.upload_id from access.consent c
    where c.kind = 'registry.import' and c.withdrawn_at is not null);
  withdrawn_batches bigint[] := array(select c.upload_id from access.consent c
    where c.kind = 'registry.figure' and c.withdrawn_at is not null);
begin
  if access.current_role_code() is null then
    raise exception 'retire_closed_figures: no verified context' using errcode = '42501';
  end if;
  return query
  with gone as (
    update registry.figure f set counts = false,
      -- What was withdrawn does not come back, and must not stand in the way of the same figure confided anew.
      removed_at = case when f.import_id = any (withdrawn_imports) or f.batch_id = any (withdrawn_batches) then now()
        else f.removed_at end
    where f.is_confidential and f.removed_at is null
      and (f.import_id = any (closed_imports) or f.batch_id = any (closed_batches))
      and (f.counts or f.import_id = any (withdrawn_imports) or f.batch_id = any (withdrawn_batches))
    returning f.dataset, f.organisation_id
  ) select distinct g.dataset, g.organisation_id from gone g;
end $$;
revoke all on function registry.retire_closed_figures() from public;
grant execute on function registry.retire_closed_figures() to lianshu_app;

-- A figure or title that somebody else told of an organisation is a use of it: the undo of the import that opened it keeps it.
create or replace function registry.organisations_in_use(in_ids bigint[], in_import_id bigint)
returns table (organisation_id bigint, used_by text)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  place record;
begin
  if coalesce(access.current_role_code(), '') not in ('administrator', 'chain_office', 'system') then
    raise exception 'organisations_in_use: not permitted' using errcode = '42501';
  end if;
  for place in
    select distinct format('%I.%I', n.nspname, c.relname) as name, a.attname as col, n.nspname, c.relname
    from pg_constraint k
      join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
      join lateral unnest(k.conkey, k.confkey) as pair(own, other) on true
      join pg_attribute a on a.attrelid = k.conrelid and a.attnum = pair.own
      join pg_attribute b on b.attrelid = k.confrelid and b.attnum = pair.other and b.attname = 'id'
    where k.contype = 'f' and k.confrelid = 'registry.organisation'::regclass and k.confdeltype <> 'c'
    union
    select format('%I.%I', n.nspname, c.relname), a.attname, n.nspname, c.relname
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and a.attnum > 0 and not a.attisdropped and a.atttypid = 'int8'::regtype
      and a.attname ~ '(^|_)organisation_id$' and n.nspname !~ '^(pg_|information_schema|test_seed)'
      and not exists (select from pg_constraint k where k.conrelid = c.oid and k.contype = 'f'
        and k.confrelid = 'registry.organisation'::regclass and k.confdeltype = 'c' and a.attnum = any (k.conkey))
  loop
    return query execute format(
      'select distinct u.%2$I, %3$L::text from %1$s u where u.%2$I = any ($1)', place.name, place.col,
      place.nspname || '.' || place.relname) using in_ids;
  end loop;
  return query
    select distinct o.id, 'registry.import'::text
    from unnest(in_ids) as o(id)
      join registry.import_row r on r.subject = 'registry.organisation/' || o.id and r.import_id <> in_import_id
      join registry.import i on i.id = r.import_id and i.undone_at is null;
  return query
    select distinct x.organisation_id, 'registry.figure'::text from registry.figure x
    where x.organisation_id = any (in_ids) and x.import_id is distinct from in_import_id and x.removed_at is null
    union all
    select distinct x.organisation_id, 'registry.title'::text from registry.title x
    where x.organisation_id = any (in_ids) and x.import_id is distinct from in_import_id and x.removed_at is null;
end $$;
