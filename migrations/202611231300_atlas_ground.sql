-- atlas: the four maps. Where parks stand, who answers for a theme of data, around what rings are drawn; leads of
-- investors from the first hint to landing; what the office released to the public.
create schema atlas;
grant usage on schema atlas to lianshu_app, lianshu_reader;

create table atlas.setting (                -- a file of a pack: centres and radii of rings, departments of data themes
  city_code text not null check (city_code ~ '^\d{6}$'),  -- GB/T 2260
  version integer not null check (version > 0),
  content jsonb not null,
  loaded_at timestamptz not null,
  primary key (city_code, version)
);

create table atlas.theme_setting (          -- who answers for one theme of data; what an office says goes before the pack
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('held', 'demo')),
  city_code text not null,
  theme text not null,
  owner text,                               -- the department; null: taken back, nobody named
  stale_after_days integer not null check (stale_after_days between 1 and 3650),
  source text not null,
  recorded_by text not null,
  recorded_at timestamptz not null,
  superseded_at timestamptz
);
create unique index theme_setting_current on atlas.theme_setting (dataset, city_code, theme) where superseded_at is null;

create table atlas.park_place (             -- where a park stands; what was said before stays
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('held', 'demo')),
  park_id bigint not null,
  lng double precision not null check (lng between 73 and 136),  -- WGS84 degrees
  lat double precision not null check (lat between 3 and 54),
  source text not null,
  recorded_by text not null,
  recorded_at timestamptz not null,
  superseded_at timestamptz,
  foreign key (dataset, park_id) references registry.park (dataset, id) on delete cascade
);
create unique index park_place_current on atlas.park_place (park_id) where superseded_at is null;

create table atlas.lead (                   -- one investor that a city works on; confidential until it lands
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('held', 'demo')),
  city_code text not null,
  chain_id text,                            -- opaque here; null: for no chain of the catalogue
  segment_id text,
  node_id text,
  gap_id bigint,                            -- of the register of gaps; null: none registered
  kind text not null check (kind in ('supplier', 'project')),
  size text check (size in ('major', 'small')), -- 重大项目 or 优质中小项目; null: nobody has said
  organisation_id bigint,                   -- where the register holds the firm
  firm_name text not null,
  title text not null,                      -- what it would bring
  reasons jsonb not null,                   -- why this firm, as shown when the lead was made
  source text not null,
  investment_fen bigint check (investment_fen >= 0), -- as intended; null unknown
  state text not null,                      -- of the life cycle `lead`
  history jsonb not null,                   -- events of the life cycle, from which the state follows
  seen integer not null default 0,          -- grows with every change
  next_step text,
  next_on date,
  park_id bigint,                           -- where it goes or went; null: open
  project_id bigint,                        -- of the library of projects, once it is one
  landed_on date,                           -- day of landing, as told
  lost_reason text,                         -- of the closed list in model/leads.ts
  request_key text,
  recorded_by text not null,
  recorded_by_id bigint,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (dataset, id),
  check ((state = 'landed') = (landed_on is not null)),
  check ((state = 'lost') = (lost_reason is not null)),
  foreign key (dataset, organisation_id) references registry.organisation (dataset, id) on delete set null (organisation_id),
  foreign key (dataset, park_id) references registry.park (dataset, id) on delete set null (park_id),
  foreign key (dataset, project_id) references registry.project (dataset, id) on delete set null (project_id)
);
create unique index lead_request on atlas.lead (recorded_by_id, request_key) where request_key is not null;
create index lead_by_city on atlas.lead (dataset, city_code, state);
create index lead_by_node on atlas.lead (dataset, city_code, chain_id, node_id);
create index lead_by_organisation on atlas.lead (dataset, organisation_id);

create table atlas.lead_owner (             -- 招推服: who attracts, who moves it on, who serves it
  lead_id bigint not null references atlas.lead (id) on delete cascade,
  phase text not null check (phase in ('attract', 'advance', 'serve')),
  owner text not null,
  organisation_id bigint,                   -- where the name is one organisation of the register
  named_by text not null,
  named_at timestamptz not null,
  primary key (lead_id, phase)
);

create table atlas.lead_contact (           -- what was said and seen: a line a contact, visit or talk
  id bigint generated always as identity primary key,
  lead_id bigint not null references atlas.lead (id) on delete cascade,
  happened_on date not null,
  kind text not null check (kind in ('call', 'visit_there', 'visit_here', 'talk', 'document', 'other')),
  note text not null,
  recorded_by text not null,
  recorded_at timestamptz not null
);
create index lead_contact_by_lead on atlas.lead_contact (lead_id, happened_on);

create table atlas.release (                -- what stands on the page for investors; taken back, never removed
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('held', 'demo')),
  city_code text not null,
  kind text not null check (kind in ('city', 'gap')),
  chain_id text,
  node_id text,
  text_zh text not null,                    -- the words that the public reads
  text_en text,
  contact text,                             -- whom an investor may call: an office, never a person's private line
  released_by text not null,
  released_at timestamptz not null,
  withdrawn_by text,
  withdrawn_at timestamptz,
  withdrawn_reason text,
  check ((kind = 'gap') = (chain_id is not null and node_id is not null)),
  check ((withdrawn_at is null) = (withdrawn_by is null))
);
create unique index release_current on atlas.release (dataset, city_code, kind, coalesce(chain_id, ''), coalesce(node_id, ''))
  where withdrawn_at is null;

grant select, insert, update on all tables in schema atlas to lianshu_app;
grant select on all tables in schema atlas to lianshu_reader;

-- Whom a city talks to is its working paper: row security keeps it to the city's offices.
alter table atlas.lead enable row level security;
alter table atlas.lead force row level security;
create policy lead_owner_all on atlas.lead to current_user using (true) with check (true);
create policy lead_read on atlas.lead for select to lianshu_app, lianshu_reader using (
  (select access.current_role_code()) in ('system', 'administrator', 'chain_office', 'chain_leader', 'department', 'park', 'auditor'));
create policy lead_insert on atlas.lead for insert to lianshu_app
  with check ((select access.current_role_code()) in ('system', 'administrator', 'chain_office', 'department', 'park'));
create policy lead_update on atlas.lead for update to lianshu_app
  using ((select access.current_role_code()) in ('system', 'administrator', 'chain_office', 'department', 'park'));

alter table atlas.lead_owner enable row level security;
alter table atlas.lead_owner force row level security;
create policy lead_owner_owner on atlas.lead_owner to current_user using (true) with check (true);
create policy lead_owner_read on atlas.lead_owner for select to lianshu_app, lianshu_reader using (
  (select access.current_role_code()) in ('system', 'administrator', 'chain_office', 'chain_leader', 'department', 'park', 'auditor'));
create policy lead_owner_insert on atlas.lead_owner for insert to lianshu_app
  with check ((select access.current_role_code()) in ('system', 'administrator', 'chain_office', 'department', 'park'));
create policy lead_owner_update on atlas.lead_owner for update to lianshu_app
  using ((select access.current_role_code()) in ('system', 'administrator', 'chain_office', 'department', 'park'));

alter table atlas.lead_contact enable row level security;
alter table atlas.lead_contact force row level security;
create policy lead_contact_owner on atlas.lead_contact to current_user using (true) with check (true);
create policy lead_contact_read on atlas.lead_contact for select to lianshu_app, lianshu_reader using (
  (select access.current_role_code()) in ('system', 'administrator', 'chain_office', 'chain_leader', 'department', 'park', 'auditor'));
create policy lead_contact_insert on atlas.lead_contact for insert to lianshu_app
  with check ((select access.current_role_code()) in ('system', 'administrator', 'chain_office', 'department', 'park'));

-- The demo city takes its leads and releases with it.
create function atlas.clear_demo_leads() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  delete from atlas.lead where dataset = 'demo';
  delete from atlas.release where dataset = 'demo';
  return null;
end $$;
revoke all on function atlas.clear_demo_leads() from public;
create trigger atlas_demo_cleared after delete on gaps.statement
  for each statement execute function atlas.clear_demo_leads();
