-- registry: a merge follows columns that hold an organisation's id without a foreign key and under another name. Such a
-- column says so in its comment: `organisation`, or `organisation if <condition>` where it holds other ids too (the row is
-- t). tests/database/organisation-columns.test.ts holds that no column is forgotten.
comment on column chains.tag_entry.subject_id is
  'organisation if t.subject_room = ''registry'' and t.subject_kind = ''organisation''';
comment on column chains.node_link.subject_id is
  'organisation if t.subject_room = ''registry'' and t.subject_kind = ''organisation''';
comment on column network.ledger_line.supplier_id is 'organisation';
comment on table network.ledger_line is 'sealed and unlisted: read by its own firm only';

-- Row security was in the way of the moving: documents, notices and places in risk stayed with the id that went.
create policy notice_owner on access.notice to current_user using (true) with check (true);
create policy attachment_owner on access.attachment to current_user using (true) with check (true);
create policy firm_risk_merge on risk.firm_risk to current_user using (true) with check (true);
create policy reporter_merge on risk.reporter to current_user using (true) with check (true);
create policy alert_firm_merge on risk.alert_firm to current_user using (true) with check (true);

drop function registry.organisation_references();
create function registry.organisation_references()
returns table (tbl regclass, col name, key_columns name[], condition text, is_unlisted boolean)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  with found as (
    select c.conrelid as rel, a.attname as att, 'true' as cond
    from pg_constraint c
    cross join lateral unnest(c.conkey, c.confkey) as k(child, parent)
    join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.child
    join pg_attribute p on p.attrelid = c.confrelid and p.attnum = k.parent
    where c.contype = 'f' and c.confrelid = 'registry.organisation'::regclass and p.attname = 'id'
    union
    select a.attrelid, a.attname, coalesce(substring(d.text from '^organisation if (.*)$'), 'true')
    from pg_attribute a
    join pg_class r on r.oid = a.attrelid and r.relkind in ('r', 'p') and not r.relispartition
    join pg_namespace n on n.oid = r.relnamespace and n.nspname !~ '^(pg_|information_schema|public|test_seed)'
    cross join lateral (select col_description(r.oid, a.attnum) as text) d
    where a.atttypid = 'bigint'::regtype and not a.attisdropped and a.attnum > 0
      and (a.attname ~ '(^|_)organisation_id$' or d.text ~ '^organisation($| if )')
  )
  select f.rel::regclass, f.att, array(
      select k.attname from pg_index i join pg_attribute k on k.attrelid = i.indrelid and k.attnum = any(i.indkey)
      where i.indrelid = f.rel and i.indisprimary order by k.attnum),
    f.cond, coalesce(obj_description(f.rel, 'pg_class') like 'sealed and unlisted%', false)
  from found f order by f.rel::regclass::text, f.att
$$;
revoke all on function registry.organisation_references() from public;
grant execute on function registry.organisation_references() to lianshu_app;

-- As before, with conditions, and without what nobody but its own firm may know of.
create or replace function registry.list_references(in_id bigint) returns table (tbl text, col text, key jsonb, content jsonb)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  ref record;
begin
  perform registry.require_program();
  for ref in select * from registry.organisation_references() r where not r.is_unlisted loop
    return query execute format(
      'select %L::text, %L::text, k.key,
         case when %L or to_jsonb(t) ->> ''confidentiality'' = ''parties'' then k.key else to_jsonb(t) end
       from %s t cross join lateral (
         select coalesce(jsonb_object_agg(e.key, e.value), ''{}'') as key from jsonb_each(to_jsonb(t)) e
         where e.key = any($2)) k
       where t.%I = $1 and (%s)', ref.tbl::text, ref.col,
      coalesce(obj_description(ref.tbl, 'pg_class') like 'sealed%', false), ref.tbl, ref.col, ref.condition)
      using in_id, array_remove(ref.key_columns, ref.col)::text[];
  end loop;
end $$;

create or replace function registry.move_references(from_id bigint, to_id bigint, only_rows jsonb, out moved jsonb, out aside jsonb)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  ref record;
  one record;
  moved_rows jsonb[] := '{}';
  aside_rows jsonb[] := '{}';
begin
  perform registry.require_program();
  for ref in select * from registry.organisation_references() loop
    for one in execute format(
      'select (select coalesce(jsonb_object_agg(e.key, e.value), ''{}'') from jsonb_each(to_jsonb(t)) e
         where e.key = any($2)) as key, to_jsonb(t) as content from %s t where t.%I = $1 and (%s) for update',
      ref.tbl, ref.col, ref.condition)
      using from_id, array_remove(ref.key_columns, ref.col)::text[]
    loop
      continue when only_rows is not null and not exists (select from jsonb_array_elements(only_rows) o
        where o ->> 'table' = ref.tbl::text and o -> 'key' = one.key);
      begin
        execute format('update %s t set %I = $2 where t.%I = $1 and (%s) and to_jsonb(t) @> $3', ref.tbl, ref.col,
          ref.col, ref.condition) using from_id, to_id, one.key;
        moved_rows := moved_rows || jsonb_build_object('table', ref.tbl::text, 'column', ref.col, 'key', one.key);
      exception when unique_violation or check_violation or exclusion_violation then
        execute format('delete from %s t where t.%I = $1 and (%s) and to_jsonb(t) @> $2', ref.tbl, ref.col,
          ref.condition) using from_id, one.key;
        aside_rows := aside_rows || jsonb_build_object('table', ref.tbl::text, 'row', one.content);
      end;
    end loop;
  end loop;
  moved := to_jsonb(moved_rows);
  aside := to_jsonb(aside_rows);
end $$;

create or replace function registry.move_back(from_id bigint, to_id bigint, moved jsonb, aside jsonb) returns integer
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  one jsonb;
  ref record;
  touched integer;
  returned integer := 0;
begin
  perform registry.require_program();
  for one in select * from jsonb_array_elements(moved) loop
    for ref in select * from registry.organisation_references() r
      where r.tbl::text = one ->> 'table' and r.col = one ->> 'column'
    loop
      execute format('update %s t set %I = $1 where t.%I = $2 and (%s) and to_jsonb(t) @> $3', ref.tbl, ref.col,
        ref.col, ref.condition) using from_id, to_id, one -> 'key';
      get diagnostics touched = row_count;
      returned := returned + touched;
    end loop;
  end loop;
  for one in select * from jsonb_array_elements(aside) loop
    if not exists (select from registry.organisation_references() r where r.tbl::text = one ->> 'table') then continue; end if;
    execute format('insert into %s overriding system value select (jsonb_populate_record(null::%s, $1)).*
      on conflict do nothing', (one ->> 'table')::regclass, (one ->> 'table')::regclass) using one -> 'row';
  end loop;
  return returned;
end $$;

-- As before; a use is also a column that says so in its comment.
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
  for place in select r.tbl, r.col, r.condition from registry.organisation_references() r
    where r.col !~ '(^|_)organisation_id$' and (r.condition <> 'true' or not exists (select from pg_constraint k
      where k.conrelid = r.tbl and k.contype = 'f' and k.confrelid = 'registry.organisation'::regclass))
  loop
    return query execute format('select distinct t.%1$I, %2$L::text from %3$s t where t.%1$I = any ($1) and (%4$s)',
      place.col, place.tbl::text, place.tbl, place.condition) using in_ids;
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
