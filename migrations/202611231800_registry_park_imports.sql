-- registry: parks from spreadsheets. What an import told of a park is kept, so that its undo puts back what stood before;
-- names that a person said to mean a park, or not to mean it, are replayed at the next file.
alter table registry.park
  add column short_name text,
  add column address text,
  add column lng double precision check (lng between 73 and 136),  -- WGS84 degrees
  add column lat double precision check (lat between 3 and 54),
  add column import_id bigint references registry.import (id),      -- the import that opened it
  add check ((lng is null) = (lat is null));

alter table registry.park_part drop constraint park_part_kind_check;
alter table registry.park_part
  add constraint park_part_kind_check
    check (kind in ('title', 'land', 'parcel', 'factory', 'ranking', 'check', 'strength')),
  add column import_id bigint references registry.import (id),
  add column superseded_import_id bigint references registry.import (id); -- by which import it became history
create index park_part_import on registry.park_part (import_id) where import_id is not null;

create table registry.park_offer (          -- what an import offered for a park's own columns, and what of it was written
  import_id bigint not null references registry.import (id),
  park_id bigint not null references registry.park (id) on delete cascade,
  offered jsonb not null,                   -- column → value
  written jsonb not null,                   -- column → value, those that were empty before
  primary key (import_id, park_id)
);
create index park_offer_park on registry.park_offer (park_id, import_id);

create table registry.park_name (           -- what a person said of a written name in a city
  dataset text not null check (dataset in ('held', 'demo')),
  name_key text not null,                   -- city and name made even
  is_meant boolean not null,
  park_id bigint not null,
  import_id bigint not null references registry.import (id),
  line integer not null,
  decided_by text not null,
  decided_at timestamptz not null,
  primary key (dataset, name_key, park_id),
  foreign key (dataset, park_id) references registry.park (dataset, id) on delete cascade
);
create unique index park_name_meant on registry.park_name (dataset, name_key) where is_meant;

grant select on registry.park_offer, registry.park_name to lianshu_app, lianshu_reader;
grant insert, update on registry.park_offer to lianshu_app;
grant insert, delete on registry.park_name to lianshu_app;

-- Takes back what one import told of parks: its parts go and what they replaced holds again; parks that it opened go where
-- nothing else stands on them. Uses are found in the catalogue, whatever rooms come later. Only for those who may undo.
create function registry.take_back_park_import(of_import bigint)
returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  one record;
  ref record;
  found boolean;
  uses text[];
  withdrawn integer;
  parks jsonb := '[]';
begin
  if coalesce(access.current_role_code(), '') not in ('administrator', 'chain_office', 'system') then
    raise exception 'take_back_park_import: not permitted' using errcode = '42501';
  end if;
  update registry.park_part old set superseded_import_id = own.superseded_import_id, superseded_at = own.superseded_at
  from registry.park_part own
  where own.import_id = of_import and own.superseded_at is not null and old.superseded_import_id = of_import
    and old.park_id = own.park_id and old.kind = own.kind and old.key = own.key;
  delete from registry.park_part t where t.import_id = of_import;
  get diagnostics withdrawn = row_count;
  update registry.park_part t set superseded_at = null, superseded_import_id = null
  where t.superseded_import_id = of_import;
  for one in select p.id, p.name from registry.park p where p.import_id = of_import order by p.id loop
    uses := '{}';
    for ref in
      select c.conrelid::regclass as rel, a.attname as att
      from pg_constraint c
      cross join lateral unnest(c.conkey, c.confkey) as k(child, parent)
      join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.child
      join pg_attribute p on p.attrelid = c.confrelid and p.attnum = k.parent
      where c.contype = 'f' and c.confrelid = 'registry.park'::regclass and p.attname = 'id'
        and c.conrelid <> 'registry.park_offer'::regclass and c.conrelid <> 'registry.park_name'::regclass
      union
      select r.oid::regclass, a.attname from pg_attribute a
      join pg_class r on r.oid = a.attrelid and r.relkind in ('r', 'p') and not r.relispartition
      join pg_namespace n on n.oid = r.relnamespace and n.nspname !~ '^(pg_|information_schema|public)'
      where a.attname = 'park_id' and not a.attisdropped
        and r.oid <> 'registry.park_offer'::regclass and r.oid <> 'registry.park_name'::regclass
    loop
      execute format('select exists (select from %s t where t.%I::text = $1)', ref.rel, ref.att)
        into found using one.id::text;
      if found then uses := uses || ref.rel::text; end if;
    end loop;
    if exists (select from registry.park_offer o join registry.import i on i.id = o.import_id
      where o.park_id = one.id and o.import_id <> of_import and i.undone_at is null)
    then uses := uses || 'registry.import'::text; end if;
    if uses = '{}' then delete from registry.park p where p.id = one.id; end if;
    parks := parks || jsonb_build_object('id', one.id::text, 'name', one.name, 'usedBy', to_jsonb(uses));
  end loop;
  return jsonb_build_object('parts', withdrawn, 'parks', parks);
end $$;
revoke all on function registry.take_back_park_import(bigint) from public;
grant execute on function registry.take_back_park_import(bigint) to lianshu_app;
