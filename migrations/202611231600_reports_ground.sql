-- reports: what packs bring, issues with every statement as it was said, bundles of artefacts, and the files of both.
create schema reports;
grant usage on schema reports to lianshu_app, lianshu_reader;

create table reports.pack_setting (           -- templates and artefact sets; a version that was loaded does not change
  kind text not null check (kind in ('template', 'artefact_set')),
  key text not null,                          -- of an artefact set: the code of its city
  version integer not null check (version > 0),
  pack text not null,
  sha256 text not null,
  content json not null,                      -- model/template.ts
  loaded_at timestamptz not null,
  primary key (kind, key, version)
);
grant select, insert on reports.pack_setting to lianshu_app;
grant select on reports.pack_setting to lianshu_reader;

create table reports.issue (
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('held', 'demo')),
  city_code text not null check (city_code ~ '^\d{6}$'),   -- GB/T 2260
  chain_id text,                              -- null: of the whole city
  template_key text not null,
  template_version integer not null,
  period text check (period ~ '^\d{4}-\d{2}$'), -- of a monthly report
  as_of date not null,                        -- the day in China on which it was composed
  issue_number integer not null check (issue_number > 0), -- counts days, not attempts
  title text not null,
  statements json not null,                   -- every sentence and row with its values and sources
  document json not null,                     -- the pages, for the writers
  digest bytea not null,                      -- of the document: the same facts on the same day are the same issue
  previous_id bigint references reports.issue (id),
  statement_count integer not null,
  unknown_count integer not null,
  changed_count integer not null,
  -- Composed with these rights: read by the same role of the same organisation, and by those who read all relations.
  audience_role text not null,
  audience_org bigint,
  made_by text not null,
  made_by_id bigint,
  made_at timestamptz not null
);
create index issue_of_series on reports.issue (dataset, city_code, template_key, chain_id, as_of desc);

create table reports.bundle (                 -- the artefacts of one chain, made together
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('held', 'demo')),
  city_code text not null check (city_code ~ '^\d{6}$'),
  chain_id text not null,
  set_version integer not null,
  as_of date not null,
  title text not null,
  states json not null,                       -- completeness and freshness of each artefact as it was made
  digest bytea not null,
  job_id bigint,
  audience_role text not null,
  audience_org bigint,
  made_by text not null,
  made_by_id bigint,
  made_at timestamptz not null
);
create index bundle_of_chain on reports.bundle (dataset, city_code, chain_id, id desc);

create table reports.file (
  id bigint generated always as identity primary key,
  issue_id bigint references reports.issue (id) on delete cascade,
  bundle_id bigint references reports.bundle (id) on delete cascade,
  artefact text,                              -- of a bundle: which artefact it is
  ordinal integer not null,
  name text not null,                         -- with its ending
  format text not null check (format in ('docx', 'pdf', 'xlsx', 'svg')),
  drawing json,                               -- what is to be written; null: the document of the issue
  bytes bytea,                                -- null until it is written
  sha256 bytea,
  job_id bigint,                              -- who writes it, job.run
  audience_role text not null,
  audience_org bigint,
  check (issue_id is not null or bundle_id is not null),
  check ((bytes is null) = (sha256 is null))
);
create index file_of_issue on reports.file (issue_id, ordinal);
create index file_of_bundle on reports.file (bundle_id, ordinal);
create index file_of_job on reports.file (job_id, ordinal);

create table reports.day_state (              -- counts of a city as they stood on a day, for "what changed"
  dataset text not null check (dataset in ('held', 'demo')),
  city_code text not null check (city_code ~ '^\d{6}$'),
  day date not null,
  content json not null,                      -- model/cockpit.ts; public counts only
  kept_at timestamptz not null,
  primary key (dataset, city_code, day)
);
grant select, insert, update on reports.day_state to lianshu_app;
grant select on reports.day_state to lianshu_reader;

do $$
declare t text;
begin
  foreach t in array array['issue', 'bundle', 'file'] loop
    execute format('alter table reports.%I enable row level security', t);
    execute format('alter table reports.%I force row level security', t);
    execute format($p$create policy %I on reports.%I to lianshu_app
      using ((select access.may_read_relations()) or (audience_role = (select access.current_role_code())
        and audience_org is not distinct from (select access.current_org())))
      with check ((select access.may_read_relations()) or (audience_role = (select access.current_role_code())
        and audience_org is not distinct from (select access.current_org())))$p$, t || '_by_audience', t);
  end loop;
end $$;
grant select, insert, delete on reports.issue to lianshu_app;
grant select, insert, update, delete on reports.bundle, reports.file to lianshu_app;
