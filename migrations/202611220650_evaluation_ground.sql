-- evaluation: scorecards from packs, their yearly runs with what they rest on, appeals, and what was published.
-- Scores and frozen facts are confidential: row security is forced; a firm reads its own.
create schema evaluation;
grant usage on schema evaluation to lianshu_app, lianshu_reader;

create table evaluation.scorecard (         -- loaded from packs/<pack>/scorecards; a changed file makes a new version
  id bigint generated always as identity primary key,
  key text not null,                        -- the policy id of the document
  version integer not null check (version > 0),
  pack text not null,
  sha256 text not null,                     -- of the file's bytes
  title text not null,
  title_en text not null,
  area_code text,                           -- GB/T 2260; null: everywhere
  kind text not null,
  subject text not null check (subject in ('firm', 'park')),
  valid_from date not null,
  valid_to date,
  document json not null,                   -- the written policy as read
  loaded_at timestamptz not null,
  superseded_at timestamptz,                -- a newer version stands, or the file is gone; runs keep theirs
  unique (key, version)
);
create unique index scorecard_current on evaluation.scorecard (key) where superseded_at is null;

create table evaluation.run (
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('held', 'demo')),
  city_code text not null,                  -- GB/T 2260
  scorecard_id bigint not null references evaluation.scorecard (id),
  assessment text not null,                 -- its name in the document
  year integer not null check (year between 1949 and 2100),
  facts_on date not null,                   -- facts as they stood on this day; also the day of the rules
  state text not null,
  history json not null,                    -- the life cycle's events
  subjects integer not null,                -- firms looked at
  created_by text not null,
  created_at timestamptz not null,
  published_on date,
  once_key text unique,                     -- a retried request finds its run
  unique (dataset, id)
);
create index run_of_city on evaluation.run (dataset, city_code, year desc, id desc);

create table evaluation.run_basis (         -- frozen with the run: city values given and worked out, group by group
  run_id bigint primary key references evaluation.run (id) on delete cascade,
  given json not null,                      -- {name: value as written or null}
  groups json not null                      -- [{group, count, records: [{name, value, origin, known, all, isDisclosable}]}]
);

create table evaluation.result (
  run_id bigint not null,
  dataset text not null,
  organisation_id bigint not null,
  group_id text,
  card text,
  score text,                               -- exact fraction of points, for example 7245/100; null unknown
  score_at_most text,
  coverage text,                            -- exact fraction 0 to 1 of the points whose indicators are known
  level text,                               -- null unknown
  place integer,
  reason text not null,
  excluded_by text,
  indicators json not null,                 -- [{label, points, max}], fractions
  facts json not null,                      -- the facts as frozen, in the engine's stored units
  corrections json not null default '[]',   -- after an appeal: [{fact, from, to, appealId}]
  primary key (run_id, organisation_id),
  foreign key (dataset, run_id) references evaluation.run (dataset, id) on delete cascade,
  foreign key (dataset, organisation_id) references registry.organisation (dataset, id) on delete cascade
);
create index result_of_organisation on evaluation.result (organisation_id, run_id desc);

create table evaluation.published (         -- what everybody may see: name and class, nothing else
  run_id bigint not null references evaluation.run (id) on delete cascade,
  organisation_id bigint not null references registry.organisation (id) on delete cascade,
  level text not null,
  primary key (run_id, organisation_id)
);

create table evaluation.appeal (
  id bigint generated always as identity primary key,
  run_id bigint not null,
  dataset text not null,
  organisation_id bigint not null,
  fact text,                                -- the fact that is disputed; null: the class as a whole
  claimed text,                             -- the value the firm holds right, as people write it
  reason text not null,
  attachments json not null default '[]',   -- ids of attachments
  state text not null,
  history json not null,
  reply text,
  due_on date,
  created_by text not null,
  created_at timestamptz not null,
  foreign key (dataset, run_id) references evaluation.run (dataset, id) on delete cascade,
  foreign key (dataset, organisation_id) references registry.organisation (dataset, id) on delete cascade
);
create unique index appeal_open_once on evaluation.appeal (run_id, organisation_id, coalesce(fact, ''))
  where state = 'submitted';
create index appeal_of_run on evaluation.appeal (run_id);

alter table evaluation.run_basis enable row level security;
alter table evaluation.run_basis force row level security;
create policy run_basis_owner on evaluation.run_basis to current_user using (true) with check (true);
create policy run_basis_read on evaluation.run_basis for select to lianshu_app, lianshu_reader
  using ((select access.may_read_all('figure')));
create policy run_basis_insert on evaluation.run_basis for insert to lianshu_app
  with check ((select access.may_read_all('figure')));
create policy run_basis_update on evaluation.run_basis for update to lianshu_app
  using ((select access.may_read_all('figure'))) with check ((select access.may_read_all('figure')));

alter table evaluation.result enable row level security;
alter table evaluation.result force row level security;
create policy result_owner on evaluation.result to current_user using (true) with check (true);
create policy result_read on evaluation.result for select to lianshu_app, lianshu_reader using (
  (select access.may_read_all('figure')) or organisation_id = (select access.current_org()));
create policy result_insert on evaluation.result for insert to lianshu_app
  with check ((select access.may_read_all('figure')));
create policy result_update on evaluation.result for update to lianshu_app
  using ((select access.may_read_all('figure'))) with check ((select access.may_read_all('figure')));

alter table evaluation.appeal enable row level security;
alter table evaluation.appeal force row level security;
create policy appeal_owner on evaluation.appeal to current_user using (true) with check (true);
create policy appeal_read on evaluation.appeal for select to lianshu_app, lianshu_reader using (
  (select access.may_read_all('figure')) or organisation_id = (select access.current_org()));
create policy appeal_insert on evaluation.appeal for insert to lianshu_app
  with check (organisation_id = (select access.current_org()) or (select access.may_read_all('figure')));
-- Nobody decides about an organisation of their own; its own people may only take an appeal back.
create policy appeal_update on evaluation.appeal for update to lianshu_app
  using ((select access.may_read_all('figure')) or organisation_id = (select access.current_org()))
  with check (case when organisation_id = (select access.current_org()) then state in ('submitted', 'withdrawn')
    else (select access.may_read_all('figure')) end);

grant select on all tables in schema evaluation to lianshu_app, lianshu_reader;
grant insert, update on evaluation.scorecard, evaluation.run, evaluation.run_basis, evaluation.result,
  evaluation.appeal to lianshu_app;
grant insert, delete on evaluation.published to lianshu_app;

-- The demo city is made anew as a whole; its runs go with its firms, held ones cannot be reached from here.
create function evaluation.clear_demo() returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if coalesce(access.current_role_code(), '') not in ('administrator', 'system') then
    raise exception 'clear_demo: not permitted' using errcode = '42501';
  end if;
  delete from evaluation.run where dataset = 'demo';
end $$;
revoke all on function evaluation.clear_demo() from public;
grant execute on function evaluation.clear_demo() to lianshu_app;
