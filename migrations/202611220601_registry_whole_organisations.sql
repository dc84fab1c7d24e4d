-- registry: what an organisation is over time (names, owners, sites, tags), which of several sources counts, corrections,
-- merging and splitting with history, size classes, and saved views of lists.

alter table registry.organisation add constraint organisation_kind check (kind in ('firm', 'institute', 'college', 'bank',
  'park', 'association', 'government', 'service', 'hospital', 'other'));
create index organisation_district on registry.organisation (dataset, district_code) where district_code is not null;
create index organisation_industry_code on registry.organisation (dataset, industry_code text_pattern_ops);

alter table registry.former_name
  add column used_from date,                -- null: not known
  add column used_until date;
alter table registry.product
  add column code text,                     -- in `code_standard`
  add column code_standard text,            -- for example 统计用产品分类目录, HS 2022
  add constraint product_code_has_standard check ((code is null) = (code_standard is null));

alter table registry.fact
  add column source_kind text not null default 'spreadsheet' references registry.source_kind (code),
  add column recorded_by text,
  add column recorded_at timestamptz not null default now(),
  add column removed_at timestamptz,
  add column is_pinned boolean not null default false;
grant update on registry.fact, registry.former_name, registry.product to lianshu_app;

create table registry.tag_kind (            -- a closed vocabulary; packs/national/tag-kinds
  code text primary key,
  tag_group text not null,                  -- badge, cohort, mode
  name_zh text not null,
  name_en text not null
);
create table registry.tag (
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('held', 'demo')),
  organisation_id bigint not null,
  code text not null references registry.tag_kind (code),
  given_on date,
  evidence text not null,
  source text not null,
  recorded_by text not null,
  recorded_at timestamptz not null,
  removed_at timestamptz,
  foreign key (dataset, organisation_id) references registry.organisation (dataset, id) on delete cascade
);
create unique index tag_once on registry.tag (organisation_id, code) where removed_at is null;
create index tag_code on registry.tag (dataset, code, organisation_id) where removed_at is null;

create table registry.ownership (           -- who stands above whom, when, and who says so
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('held', 'demo')),
  organisation_id bigint not null,
  kind text not null check (kind in ('parent', 'control', 'group')),
  owner_id bigint,                          -- the owner where it is held
  owner_name text not null,                 -- as the source writes it; for a group its name
  share_ppm integer check (share_ppm between 0 and 1000000),
  valid_from date,                          -- null: not known
  valid_to date,                            -- last day; null: still, or not known
  source text not null,
  source_kind text not null default 'spreadsheet' references registry.source_kind (code),
  import_id bigint references registry.import (id),
  recorded_by text not null,
  recorded_at timestamptz not null,
  removed_at timestamptz,
  foreign key (dataset, organisation_id) references registry.organisation (dataset, id) on delete cascade,
  foreign key (dataset, owner_id) references registry.organisation (dataset, id) on delete cascade,
  check (owner_id is distinct from organisation_id),
  check (valid_to is null or valid_from is null or valid_to >= valid_from)
);
create index ownership_of on registry.ownership (organisation_id);
create index ownership_by on registry.ownership (owner_id) where owner_id is not null;

create table registry.site (                -- further addresses; the one that counts stands in the organisation's columns
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('held', 'demo')),
  organisation_id bigint not null,
  kind text not null check (kind in ('registered', 'office', 'plant', 'warehouse', 'laboratory', 'other')),
  address text not null,
  lng double precision,                     -- WGS84 degrees
  lat double precision,
  position_precision text check (position_precision in ('given', 'district', 'city', 'city_from_name', 'province')),
  valid_from date,
  valid_to date,
  source text not null,
  source_kind text not null default 'spreadsheet' references registry.source_kind (code),
  recorded_by text not null,
  recorded_at timestamptz not null,
  removed_at timestamptz,
  foreign key (dataset, organisation_id) references registry.organisation (dataset, id) on delete cascade,
  check ((lng is null) = (lat is null) and (lng is null) = (position_precision is null))
);
create index site_of on registry.site (organisation_id);

create table registry.size_standard (       -- packs/national/size-standards
  id text primary key,
  valid_from date not null,
  valid_to date,
  groups jsonb not null,
  source jsonb not null
);
create table registry.size_class (          -- computed from the figures that count; made anew when one changes
  dataset text not null,
  organisation_id bigint primary key,
  class text not null check (class in ('large', 'medium', 'small', 'micro')),
  standard_id text not null references registry.size_standard (id),
  as_of date,                               -- of the oldest figure used
  is_confidential boolean not null,         -- a confidential figure was used, so the class tells of it
  computed_at timestamptz not null,
  foreign key (dataset, organisation_id) references registry.organisation (dataset, id) on delete cascade
);
create index size_class_list on registry.size_class (dataset, class, organisation_id);
alter table registry.size_class enable row level security;
alter table registry.size_class force row level security;
create policy size_class_owner on registry.size_class to current_user using (true) with check (true);
create policy size_class_read on registry.size_class for select to lianshu_app, lianshu_reader using (
  not is_confidential or (select access.may_read_all('figure')) or organisation_id = (select access.current_org()));
create policy size_class_write on registry.size_class to lianshu_app
  using ((select access.may_read_all('figure'))) with check ((select access.may_read_all('figure')));

create table registry.pin (                 -- an office chose which source counts, and why
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('held', 'demo')),
  organisation_id bigint not null,
  subject text not null check (subject in ('figure', 'fact')),
  chosen_id bigint not null,                -- of registry.figure or registry.fact
  reason text not null,
  pinned_by text not null,
  pinned_at timestamptz not null,
  released_by text,
  released_at timestamptz,
  foreign key (dataset, organisation_id) references registry.organisation (dataset, id) on delete cascade
);
create index pin_of on registry.pin (organisation_id);

create table registry.correction (          -- the owner of a fact says that it is wrong; an office decides
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('held', 'demo')),
  organisation_id bigint not null,
  subject text not null check (subject in ('figure', 'fact')),
  field text not null,                      -- a figure's name, or one of model.ts, correctableFields
  period text,
  held_value text,                          -- what counted when it was proposed, as it was shown
  proposed_value text not null,             -- as the firm writes it
  reason text not null,
  state text not null,                      -- of the life cycle in model.ts
  history jsonb not null,                   -- of the workflow engine
  proposed_by text not null,
  proposed_by_id bigint,
  proposed_at timestamptz not null,
  decided_by text,
  decided_at timestamptz,
  decision text,                            -- the office's words
  foreign key (dataset, organisation_id) references registry.organisation (dataset, id) on delete cascade
);
create index correction_of on registry.correction (organisation_id, proposed_at desc);
create index correction_waiting on registry.correction (dataset, proposed_at) where state = 'proposed';
alter table registry.correction enable row level security;
alter table registry.correction force row level security;
create policy correction_owner on registry.correction to current_user using (true) with check (true);
create policy correction_app on registry.correction to lianshu_app
  using ((select access.may_read_all('figure')) or organisation_id = (select access.current_org()))
  with check ((select access.may_read_all('figure')) or organisation_id = (select access.current_org()));

create table registry.saved_view (          -- filters, columns and order of a list under a name
  id bigint generated always as identity primary key,
  list text not null,                       -- which list, for example firms
  name text not null,
  settings jsonb not null,
  is_shared boolean not null,
  user_id bigint not null,
  owner_name text not null,
  saved_at timestamptz not null
);
create unique index saved_view_once on registry.saved_view (list, user_id, name);
alter table registry.saved_view enable row level security;
alter table registry.saved_view force row level security;
create policy saved_view_owner on registry.saved_view to current_user using (true) with check (true);
create policy saved_view_read on registry.saved_view for select to lianshu_app
  using (is_shared or user_id = (select access.current_user_account()));
create policy saved_view_write on registry.saved_view for insert to lianshu_app
  with check (user_id = (select access.current_user_account()));
create policy saved_view_change on registry.saved_view for update to lianshu_app
  using (user_id = (select access.current_user_account())) with check (user_id = (select access.current_user_account()));
create policy saved_view_delete on registry.saved_view for delete to lianshu_app
  using (user_id = (select access.current_user_account()));

create table registry.join_record (         -- merges and splits: who, why, and all that undoing needs
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('held', 'demo')),
  kind text not null check (kind in ('merge', 'split')),
  kept_id bigint not null,                  -- stays in both kinds; no foreign key: it may be merged further
  other_id bigint not null,                 -- went in, or came out
  other_row jsonb not null,                 -- the organisation as it was (merge), as it was opened (split)
  kept_before jsonb not null,               -- the columns of the kept one before
  moved jsonb not null,                     -- [{table, column, key}]
  aside jsonb not null,                     -- [{table, row}]: rows that the kept one had already, whole
  reason text not null,
  done_by text not null,
  done_at timestamptz not null,
  undone_by text,
  undone_at timestamptz
);
create index join_record_kept on registry.join_record (kept_id);
create index join_record_other on registry.join_record (other_id);
alter table registry.join_record enable row level security;
alter table registry.join_record force row level security;
create policy join_record_owner on registry.join_record to current_user using (true) with check (true);
create policy join_record_app on registry.join_record to lianshu_app
  using ((select access.current_role_code()) in ('administrator', 'chain_office', 'system'))
  with check ((select access.current_role_code()) in ('administrator', 'chain_office', 'system'));

grant select on registry.tag_kind, registry.tag, registry.ownership, registry.site, registry.size_standard,
  registry.size_class, registry.pin to lianshu_app, lianshu_reader;
grant select on registry.correction, registry.saved_view, registry.join_record to lianshu_app;
grant insert, update on registry.tag_kind, registry.tag, registry.ownership, registry.site, registry.size_standard,
  registry.size_class, registry.pin, registry.correction, registry.saved_view, registry.join_record to lianshu_app;
grant delete on registry.size_class, registry.saved_view, registry.former_name to lianshu_app;

-- Every column of the house that holds an organisation's id: foreign keys of any room, and columns named
-- organisation_id that are opaque where they stand. A merge moves all of them, whatever rooms come later.
create function registry.organisation_references() returns table (tbl regclass, col name, key_columns name[])
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  with found as (
    select c.conrelid as rel, a.attname as att
    from pg_constraint c
    cross join lateral unnest(c.conkey, c.confkey) as k(child, parent)
    join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.child
    join pg_attribute p on p.attrelid = c.confrelid and p.attnum = k.parent
    where c.contype = 'f' and c.confrelid = 'registry.organisation'::regclass and p.attname = 'id'
    union
    select a.attrelid, a.attname from pg_attribute a
    join pg_class r on r.oid = a.attrelid and r.relkind in ('r', 'p') and not r.relispartition
    join pg_namespace n on n.oid = r.relnamespace and n.nspname !~ '^(pg_|information_schema|public)'
    where a.attname = 'organisation_id' and a.atttypid = 'bigint'::regtype and not a.attisdropped
  )
  select f.rel::regclass, f.att, array(
    select k.attname from pg_index i join pg_attribute k on k.attrelid = i.indrelid and k.attnum = any(i.indkey)
    where i.indrelid = f.rel and i.indisprimary order by k.attnum)
  from found f order by f.rel::regclass::text, f.att
$$;

create function registry.require_program() returns void language plpgsql stable set search_path = pg_catalog, pg_temp as $$
begin
  if access.current_role_code() is distinct from 'system' then
    raise exception 'moving an organisation''s rows is the program''s own work' using errcode = '42501';
  end if;
end $$;

-- The rows that hang on an organisation, each with its key and what it says: what a person chooses from when splitting.
create function registry.list_references(in_id bigint) returns table (tbl text, col text, key jsonb, content jsonb)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  ref record;
begin
  perform registry.require_program();
  for ref in select * from registry.organisation_references() loop
    return query execute format(
      'select %L::text, %L::text, (select coalesce(jsonb_object_agg(e.key, e.value), ''{}'') from jsonb_each(to_jsonb(t)) e
         where e.key = any($2)), to_jsonb(t) from %s t where t.%I = $1', ref.tbl::text, ref.col, ref.tbl, ref.col)
      using in_id, array_remove(ref.key_columns, ref.col)::text[];
  end loop;
end $$;

-- Points the rows of one organisation to another. A row that the other has already (unique) or that would join it with
-- itself (check) is put aside whole. `only` limits to the rows named ([{table, key}]); null takes all.
create function registry.move_references(from_id bigint, to_id bigint, only_rows jsonb, out moved jsonb, out aside jsonb)
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
         where e.key = any($2)) as key, to_jsonb(t) as content from %s t where t.%I = $1 for update', ref.tbl, ref.col)
      using from_id, array_remove(ref.key_columns, ref.col)::text[]
    loop
      continue when only_rows is not null and not exists (select from jsonb_array_elements(only_rows) o
        where o ->> 'table' = ref.tbl::text and o -> 'key' = one.key);
      begin
        execute format('update %s t set %I = $2 where t.%I = $1 and to_jsonb(t) @> $3', ref.tbl, ref.col, ref.col)
          using from_id, to_id, one.key;
        moved_rows := moved_rows || jsonb_build_object('table', ref.tbl::text, 'column', ref.col, 'key', one.key);
      exception when unique_violation or check_violation or exclusion_violation then
        execute format('delete from %s t where t.%I = $1 and to_jsonb(t) @> $2', ref.tbl, ref.col) using from_id, one.key;
        aside_rows := aside_rows || jsonb_build_object('table', ref.tbl::text, 'row', one.content);
      end;
    end loop;
  end loop;
  moved := to_jsonb(moved_rows);
  aside := to_jsonb(aside_rows);
end $$;

-- Takes a move back: rows that are still where they were moved to return, rows put aside stand again. Gives how many of
-- the moved rows were found.
create function registry.move_back(from_id bigint, to_id bigint, moved jsonb, aside jsonb) returns integer
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  one jsonb;
  touched integer;
  returned integer := 0;
begin
  perform registry.require_program();
  for one in select * from jsonb_array_elements(moved) loop
    if not exists (select from registry.organisation_references() r
      where r.tbl::text = one ->> 'table' and r.col = one ->> 'column') then continue; end if;
    execute format('update %s t set %I = $1 where t.%I = $2 and to_jsonb(t) @> $3', (one ->> 'table')::regclass,
      one ->> 'column', one ->> 'column') using from_id, to_id, one -> 'key';
    get diagnostics touched = row_count;
    returned := returned + touched;
  end loop;
  for one in select * from jsonb_array_elements(aside) loop
    if not exists (select from registry.organisation_references() r where r.tbl::text = one ->> 'table') then continue; end if;
    execute format('insert into %s overriding system value select (jsonb_populate_record(null::%s, $1)).*
      on conflict do nothing', (one ->> 'table')::regclass, (one ->> 'table')::regclass) using one -> 'row';
  end loop;
  return returned;
end $$;

-- Takes an organisation out of the register after its rows moved, and gives it whole; brings it back as it was.
create function registry.take_out(in_id bigint) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  gone jsonb;
begin
  perform registry.require_program();
  delete from registry.organisation o where o.id = in_id returning to_jsonb(o) into gone;
  return gone;
end $$;
create function registry.bring_back(in_row jsonb) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform registry.require_program();
  insert into registry.organisation overriding system value
    select (jsonb_populate_record(null::registry.organisation, in_row)).*;
end $$;

-- What imports said of an organisation follows it too.
create function registry.move_import_rows(from_id bigint, to_id bigint, only_rows jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  moved jsonb;
begin
  perform registry.require_program();
  with changed as (
    update registry.import_row r set subject = 'registry.organisation/' || to_id
    where r.subject = 'registry.organisation/' || from_id and (only_rows is null or exists (
      select from jsonb_array_elements(only_rows) o
      where (o ->> 'importId')::bigint = r.import_id and (o ->> 'line')::int = r.line))
    returning r.import_id, r.line
  ) select coalesce(jsonb_agg(jsonb_build_object('importId', c.import_id, 'line', c.line)), '[]') into moved from changed c;
  return moved;
end $$;

do $$
declare f text;
begin
  foreach f in array array['organisation_references()', 'list_references(bigint)', 'move_references(bigint,bigint,jsonb)',
    'move_back(bigint,bigint,jsonb,jsonb)', 'take_out(bigint)', 'bring_back(jsonb)', 'move_import_rows(bigint,bigint,jsonb)']
  loop
    execute 'revoke all on function registry.' || f || ' from public';
    execute 'grant execute on function registry.' || f || ' to lianshu_app';
  end loop;
end $$;
