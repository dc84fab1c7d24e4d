-- cultivation: the ladder and its rule sets from packs, programmes, windows, and the way of firms through programmes.
create schema cultivation;
grant usage on schema cultivation to lianshu_app, lianshu_reader;

create table cultivation.document (          -- from packs: ladders, rule sets, programmes; a changed file is a new version
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('ladder', 'rule_set', 'programme')),
  key text not null,                         -- id of the document
  version integer not null check (version > 0),
  pack text not null,
  sha256 text not null,                      -- of the document as read
  document json not null,
  loaded_at timestamptz not null,
  superseded_at timestamptz,                 -- a newer version stands, or the file is gone; tracks keep theirs
  unique (kind, key, version)
);
create unique index document_current on cultivation.document (kind, key) where superseded_at is null;

create table cultivation.application_window ( -- when applications for a rung are taken; entered by the office with its source
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('held', 'demo')),
  city_code text not null,                   -- GB/T 2260
  rung text not null,
  opens_on date not null,
  closes_on date not null,                   -- last day
  source text not null,
  entered_by text not null,
  entered_at timestamptz not null,
  removed_at timestamptz,
  check (closes_on >= opens_on)
);
create unique index window_once on cultivation.application_window (dataset, city_code, rung, opens_on) where removed_at is null;

create table cultivation.track (             -- one firm (or product) on its way through one programme
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('held', 'demo')),
  city_code text not null,
  organisation_id bigint not null,
  programme_id bigint not null references cultivation.document (id),
  programme text not null,                   -- its key
  cohort_year integer not null check (cohort_year between 1990 and 2100),
  product text,                              -- where the programme is about products
  goal text,                                 -- rung that is aimed at
  coach text,                                -- who coaches
  state text not null,
  history json not null,                     -- the life cycle's events
  entry json not null,                       -- the criteria confirmed at entry: [{id, reason}]
  created_by text not null,
  created_at timestamptz not null,
  once_key text unique,
  unique (dataset, id),
  foreign key (dataset, organisation_id) references registry.organisation (dataset, id) on delete cascade
);
create unique index track_once on cultivation.track (organisation_id, programme, cohort_year, coalesce(product, ''));
create index track_of_programme on cultivation.track (dataset, city_code, programme, cohort_year);

create table cultivation.plan_step (         -- a coaching plan: what is done by when
  id bigint generated always as identity primary key,
  dataset text not null,
  track_id bigint not null,
  title text not null,
  due_on date not null,
  done_on date,
  result text,
  created_by text not null,
  created_at timestamptz not null,
  foreign key (dataset, track_id) references cultivation.track (dataset, id) on delete cascade
);
create unique index plan_step_once on cultivation.plan_step (track_id, title, due_on);

-- Who is coached for what is between the office and the firm.
alter table cultivation.track enable row level security;
alter table cultivation.track force row level security;
create policy track_owner on cultivation.track to current_user using (true) with check (true);
create policy track_read on cultivation.track for select to lianshu_app, lianshu_reader using (
  (select access.may_read_all('figure')) or organisation_id = (select access.current_org()));
create policy track_insert on cultivation.track for insert to lianshu_app
  with check ((select access.may_read_all('figure')));
create policy track_update on cultivation.track for update to lianshu_app
  using ((select access.may_read_all('figure')) or organisation_id = (select access.current_org()))
  with check ((select access.may_read_all('figure')) or organisation_id = (select access.current_org()));

alter table cultivation.plan_step enable row level security;
alter table cultivation.plan_step force row level security;
create policy plan_step_owner on cultivation.plan_step to current_user using (true) with check (true);
create policy plan_step_read on cultivation.plan_step for select to lianshu_app, lianshu_reader using (
  exists (select 1 from cultivation.track t where t.id = track_id));
create policy plan_step_insert on cultivation.plan_step for insert to lianshu_app
  with check ((select access.may_read_all('figure')));
create policy plan_step_update on cultivation.plan_step for update to lianshu_app
  using (exists (select 1 from cultivation.track t where t.id = track_id))
  with check (exists (select 1 from cultivation.track t where t.id = track_id));

grant select on all tables in schema cultivation to lianshu_app, lianshu_reader;
grant insert, update on all tables in schema cultivation to lianshu_app;
