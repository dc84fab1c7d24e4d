-- programmes: what the chain-leader system does between two plans - meetings, breakfasts and visits with what was asked for
-- and decided, cadres assigned to firms, the pilot with its case library, showcases. Public facts of the office: no row
-- security; roles decide (programmes.*), and only what is released leaves the house.
create table programmes.occasion (
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('held', 'demo')),
  city_code text not null check (city_code ~ '^\d{6}$'),
  kind text not null check (kind in ('joint', 'dispatch', 'leading_group', 'task_force', 'breakfast', 'visit', 'other')),
  title text not null,
  held_on date not null,                      -- the day; in the future: planned
  place text,
  chain_id text,                              -- opaque id of a chain; null where it concerns several or none
  body_id bigint,                             -- chains.body that met; opaque here
  leader text,                                -- who presided, or who visited
  leader_post text,                           -- as written
  attendees text[] not null default '{}',     -- units and persons as written
  agenda text[] not null default '{}',
  minutes text,                               -- null: not written yet
  minutes_by text,
  minutes_at timestamptz,
  cancelled_why text,                         -- null: not cancelled
  source text,                                -- where it was recorded from; null: by the office itself
  seen integer not null default 0,
  request_key text not null,
  created_by text not null,
  created_at timestamptz not null,
  check ((minutes is null) = (minutes_at is null)),
  unique (created_by, request_key)
);
create index occasion_by_day on programmes.occasion (dataset, city_code, held_on desc);

create table programmes.occasion_site (       -- firms and places that were visited, firms that came to breakfast
  occasion_id bigint not null references programmes.occasion (id) on delete cascade,
  position integer not null,
  name_as_written text not null,
  organisation_id bigint,                     -- of the register; null where it is not certain
  primary key (occasion_id, position)
);
create index occasion_site_by_organisation on programmes.occasion_site (organisation_id) where organisation_id is not null;

create table programmes.occasion_point (      -- what was asked for, or decided
  id bigint generated always as identity primary key,
  occasion_id bigint not null references programmes.occasion (id) on delete cascade,
  kind text not null check (kind in ('ask', 'decision')),
  text text not null,
  raised_by text,                             -- who asked; null where not recorded
  task_id bigint references programmes.task (id),   -- null: not a task yet
  no_task_why text,                           -- why it becomes none; null: open or a task
  added_by text not null,
  added_at timestamptz not null,
  check (task_id is null or no_task_why is null)
);
create index occasion_point_by_occasion on programmes.occasion_point (occasion_id);
create index occasion_point_by_task on programmes.occasion_point (task_id) where task_id is not null;

create table programmes.cadre (               -- 千名干部联千企: who is at hand for which firm, since when
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('held', 'demo')),
  city_code text not null,
  person_name text not null,
  unit text not null,                         -- as written
  unit_id bigint,                             -- of the register; null where it is not certain
  post text,
  organisation_id bigint not null,            -- the firm
  valid_from date not null,
  valid_to date,                              -- first day on which it no longer holds; null: open
  source text not null,
  end_why text,
  recorded_by text not null,
  recorded_at timestamptz not null,
  check (valid_to is null or valid_to >= valid_from),
  foreign key (dataset, organisation_id) references registry.organisation (dataset, id)
);
create unique index cadre_once on programmes.cadre (dataset, city_code, person_name, unit, organisation_id) where valid_to is null;
create index cadre_by_firm on programmes.cadre (organisation_id);

create table programmes.cadre_contact (       -- 送解优: what was brought, solved and bettered at each contact
  id bigint generated always as identity primary key,
  cadre_id bigint not null references programmes.cadre (id) on delete cascade,
  on_day date not null,
  way text not null check (way in ('visit', 'call', 'online')),
  raised text,                                -- what the firm raised; null: nothing
  done text not null,                         -- what was brought or done
  task_id bigint references programmes.task (id),
  told_by text not null,
  told_at timestamptz not null
);
create index cadre_contact_by_cadre on programmes.cadre_contact (cadre_id);

create table programmes.pilot (               -- a pilot of the nation or the province, with its place and time; by packs
  id bigint generated always as identity primary key,
  city_code text not null,
  pack_key text not null,
  name_zh text not null,
  name_en text not null,
  level text not null check (level in ('nation', 'province')),
  chain_id text,
  first_year integer,
  last_year integer,
  positioning_zh text,                        -- what the pilot is to become, as the plan says it
  positioning_en text,
  siblings text[] not null default '{}',      -- cities of the same batch; empty: the source names none
  source text not null,
  unique (city_code, pack_key)
);

create table programmes.case_study (          -- 典型案例: a write-up of what worked, on its way up and out; or one of a sibling city
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('held', 'demo')),
  city_code text not null,
  pilot_id bigint references programmes.pilot (id),
  title text not null,
  unit text not null,                         -- who wrote it
  unit_id bigint,
  problem text not null,
  practice text not null,
  result text,                                -- null: not known yet
  lesson text,
  from_city text,                             -- name of the city that it came from; null: our own
  source text,                                -- of a received one: where it came from
  task_id bigint references programmes.task (id),
  reported_to text,                           -- as stated when it was sent up
  published_on date,
  cycle_id text,
  cycle_city text,
  cycle_version integer,
  state text not null default 'draft',
  is_open boolean not null default true,
  seen integer not null default 0,
  request_key text not null,
  created_by text not null,
  created_at timestamptz not null,
  unique (created_by, request_key)
);
create index case_study_by_city on programmes.case_study (dataset, city_code);

create table programmes.showcase (            -- 名品、名企、名家、名园: public once released
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('held', 'demo')),
  city_code text not null,
  kind text not null check (kind in ('product', 'firm', 'person', 'park')),
  title text not null,
  summary text not null,
  chain_id text,
  organisation_id bigint,                     -- whom it shows or whose it is; null where none of the register
  source text not null,                       -- what the words rest on
  agreed_on date,                             -- day on which whoever is shown agreed; null: not yet, and nothing is released
  agreed_by text,
  released_on date,
  cycle_id text,
  cycle_city text,
  cycle_version integer,
  state text not null default 'draft',
  is_open boolean not null default true,
  seen integer not null default 0,
  request_key text not null,
  created_by text not null,
  created_at timestamptz not null,
  check ((agreed_on is null) = (agreed_by is null)),
  foreign key (dataset, organisation_id) references registry.organisation (dataset, id),
  unique (created_by, request_key)
);
create index showcase_by_city on programmes.showcase (dataset, city_code);

alter table programmes.life_event drop constraint life_event_thing_check;
alter table programmes.life_event add constraint life_event_thing_check
  check (thing in ('task', 'proposal', 'case_study', 'showcase'));

grant select on programmes.occasion, programmes.occasion_site, programmes.occasion_point, programmes.cadre,
  programmes.cadre_contact, programmes.pilot, programmes.case_study, programmes.showcase to lianshu_app, lianshu_reader;
grant insert, update on programmes.occasion, programmes.occasion_point, programmes.cadre, programmes.cadre_contact,
  programmes.pilot, programmes.case_study, programmes.showcase to lianshu_app;
grant insert, delete on programmes.occasion_site to lianshu_app;
