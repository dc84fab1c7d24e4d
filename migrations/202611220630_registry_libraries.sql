-- registry, libraries: projects with stages, money by year and campaigns; parks with titles, land and factories; entries
-- of every other kind (platforms, laboratories, honours, clusters, overseas bases …); yearly snapshots of key firms.
-- What a library is (kinds, life cycles, rules, windows) is pack data. Facts of offices and lists: no row security here;
-- who may read projects is said by the permission libraries.read.

create table registry.library_setting (     -- a file of a pack that says how a library works
  kind text not null check (kind in ('life', 'entry_kind', 'key_firm_rule', 'window')),
  key text not null,
  city_code text,                           -- null: everywhere
  version integer not null check (version >= 1),
  content jsonb not null,
  loaded_at timestamptz not null,
  superseded_at timestamptz,                -- null: this is what holds
  primary key (kind, key, version)
);
create unique index library_setting_current on registry.library_setting (kind, key) where superseded_at is null;

create table registry.project (
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('held', 'demo')),
  city_code text not null,                  -- GB/T 2260
  name text not null,
  name_normalised text not null,
  code text,                                -- of the approving office
  is_major boolean,                         -- 重大项目; null: nobody has said
  stage text not null,                      -- a state of its life cycle
  life_version integer not null,
  investment_fen bigint check (investment_fen >= 0), -- total as approved; null unknown
  chain_id text,                            -- opaque here
  node_id text,
  park_id bigint,
  service_owner text,                       -- who serves the project
  organisation_id bigint,                   -- the investor, where held
  organisation_name text,                   -- the investor as written
  readiness jsonb not null default '{}',    -- facts that windows ask for: name → true or false; absent is unknown
  note text,
  source text not null,
  request_key text,                         -- of the form that made it: a retry finds it again
  import_id bigint references registry.import (id),
  recorded_by text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (dataset, id),
  unique (dataset, city_code, name_normalised),
  foreign key (dataset, organisation_id) references registry.organisation (dataset, id) on delete set null (organisation_id)
);
create unique index project_request on registry.project (recorded_by, request_key) where request_key is not null;
create index project_organisation on registry.project (organisation_id) where organisation_id is not null;

create table registry.project_money (       -- what was planned and done in one year
  project_id bigint not null references registry.project (id),
  year integer not null check (year between 1990 and 2100),
  planned_fen bigint check (planned_fen >= 0),
  done_fen bigint check (done_fen >= 0),
  source text not null,
  recorded_by text not null,
  recorded_at timestamptz not null,
  primary key (project_id, year)
);

create table registry.campaign (            -- a yearly campaign (主题年)
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('held', 'demo')),
  city_code text not null,
  year integer not null check (year between 1990 and 2100),
  title text not null,
  source text not null,
  recorded_by text not null,
  recorded_at timestamptz not null,
  unique (dataset, city_code, year, title),
  unique (dataset, id)
);
create table registry.campaign_project (
  dataset text not null,
  campaign_id bigint not null,
  project_id bigint not null,
  primary key (campaign_id, project_id),
  foreign key (dataset, campaign_id) references registry.campaign (dataset, id),
  foreign key (dataset, project_id) references registry.project (dataset, id)
);

create table registry.library_entry (
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('held', 'demo')),
  city_code text not null,
  kind text not null,                       -- an entry kind of a pack
  name text not null,
  name_normalised text not null,
  level text,                               -- national, provincial, municipal; null: the kind has none or nobody has said
  state text not null,
  life_version integer not null,
  organisation_id bigint,                   -- the host, where held
  organisation_name text,
  chain_id text,
  fields jsonb not null default '{}',       -- as the kind defines them
  source text not null,
  request_key text,
  import_id bigint references registry.import (id),
  recorded_by text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (dataset, id),
  foreign key (dataset, organisation_id) references registry.organisation (dataset, id) on delete set null (organisation_id)
);
create unique index library_entry_once on registry.library_entry
  (dataset, city_code, kind, name_normalised, coalesce(level, ''), coalesce(organisation_name, ''));
create unique index library_entry_request on registry.library_entry (recorded_by, request_key) where request_key is not null;
create index library_entry_organisation on registry.library_entry (organisation_id) where organisation_id is not null;

create table registry.library_event (       -- what happened to a project or an entry, and when; never changed
  id bigint generated always as identity primary key,
  project_id bigint references registry.project (id),
  entry_id bigint references registry.library_entry (id),
  kind text not null check (kind in ('life', 'service', 'review', 'event')),
  life jsonb,                               -- the line of the workflow's history, kind life
  state text,                               -- reached by it
  happened text,                            -- as precise as written: 2024, 2024-03, 2024-03-15; null unknown
  happened_on date,                         -- last day of what is written
  note text,
  source text not null,
  recorded_by text not null,
  recorded_at timestamptz not null,
  check (num_nonnulls(project_id, entry_id) = 1),
  check ((happened is null) = (happened_on is null)),
  check ((kind = 'life') = (life is not null))
);
create index library_event_project on registry.library_event (project_id, id) where project_id is not null;
create index library_event_entry on registry.library_event (entry_id, id) where entry_id is not null;

create table registry.park (
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('held', 'demo')),
  city_code text not null,
  name text not null,
  name_normalised text not null,
  partner_country text,                     -- of a park run with another country, as the source writes it
  district_code text,
  note text,
  source text not null,
  recorded_by text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (dataset, city_code, name_normalised),
  unique (dataset, id)
);
alter table registry.project add foreign key (dataset, park_id) references registry.park (dataset, id);

create table registry.park_part (           -- titles, land, factories, rankings, checks, strengths; removed rows stay
  id bigint generated always as identity primary key,
  park_id bigint not null references registry.park (id),
  kind text not null check (kind in ('title', 'parcel', 'factory', 'ranking', 'check', 'strength')),
  key text not null,                        -- what makes it the same thing again: code, name, year, item
  content jsonb not null,                   -- by the schema of its kind in model/libraries.ts; areas in square metres, rent in fen
  source text not null,
  as_of date,
  recorded_by text not null,
  recorded_at timestamptz not null,
  superseded_at timestamptz
);
create unique index park_part_current on registry.park_part (park_id, kind, key) where superseded_at is null;

create table registry.key_firm_snapshot (   -- the library of key firms of one year; never changed
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('held', 'demo')),
  city_code text not null,
  year integer not null,
  rule_key text not null,
  rule_version integer not null,
  rule_title text not null,
  firms integer not null,                   -- looked at
  taken_by text not null,
  taken_at timestamptz not null,
  unique (dataset, city_code, year, rule_key)
);
create table registry.key_firm (
  snapshot_id bigint not null references registry.key_firm_snapshot (id),
  organisation_id bigint not null,          -- kept as a number: the snapshot outlives a merge
  organisation_name text not null,          -- as it was
  is_included boolean not null,             -- false: was in the year before and is not now
  reasons jsonb not null,                   -- each condition with what was asked, what was found
  primary key (snapshot_id, organisation_id)
);

grant select on registry.library_setting, registry.project, registry.project_money, registry.campaign,
  registry.campaign_project, registry.library_entry, registry.library_event, registry.park, registry.park_part,
  registry.key_firm_snapshot, registry.key_firm to lianshu_app, lianshu_reader;
grant insert, update on registry.library_setting, registry.project, registry.project_money, registry.library_entry,
  registry.park, registry.park_part to lianshu_app;
grant insert on registry.campaign, registry.campaign_project, registry.library_event, registry.key_firm_snapshot,
  registry.key_firm to lianshu_app;
grant delete on registry.campaign_project to lianshu_app;

-- Takes the invented libraries away, so that they can be made anew. Held rows cannot be reached from here.
create function registry.clear_demo_libraries() returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if coalesce(access.current_role_code(), '') not in ('administrator', 'system') then
    raise exception 'clear_demo_libraries: not permitted' using errcode = '42501';
  end if;
  delete from registry.key_firm k using registry.key_firm_snapshot s where s.id = k.snapshot_id and s.dataset = 'demo';
  delete from registry.key_firm_snapshot where dataset = 'demo';
  delete from registry.campaign_project where dataset = 'demo';
  delete from registry.campaign where dataset = 'demo';
  delete from registry.library_event e using registry.project p where p.id = e.project_id and p.dataset = 'demo';
  delete from registry.library_event e using registry.library_entry l where l.id = e.entry_id and l.dataset = 'demo';
  delete from registry.project_money m using registry.project p where p.id = m.project_id and p.dataset = 'demo';
  delete from registry.project where dataset = 'demo';
  delete from registry.library_entry where dataset = 'demo';
  delete from registry.park_part t using registry.park p where p.id = t.park_id and p.dataset = 'demo';
  delete from registry.park where dataset = 'demo';
end $$;
revoke all on function registry.clear_demo_libraries() from public;
grant execute on function registry.clear_demo_libraries() to lianshu_app;

-- Takes back what one import opened: rows on which nothing was recorded later than the import itself. Only for those who
-- may undo imports.
create function registry.take_back_library_import(what text, of_import bigint)
returns table (id bigint, name text, gone boolean)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if coalesce(access.current_role_code(), '') not in ('administrator', 'chain_office', 'system') then
    raise exception 'take_back_library_import: not permitted' using errcode = '42501';
  end if;
  if what = 'project' then
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
    return query
    with own as (
      select l.id, l.name, not exists (select from registry.library_event e where e.entry_id = l.id and e.recorded_at > l.created_at)
        as gone
      from registry.library_entry l where l.import_id = of_import),
    events as (delete from registry.library_event e using own where own.gone and e.entry_id = own.id)
    select own.id, own.name, own.gone from own order by own.id;
    delete from registry.library_entry l where l.import_id = of_import and not exists (
      select from registry.library_event e where e.entry_id = l.id);
  end if;
end $$;
revoke all on function registry.take_back_library_import(text, bigint) from public;
grant execute on function registry.take_back_library_import(text, bigint) to lianshu_app;
