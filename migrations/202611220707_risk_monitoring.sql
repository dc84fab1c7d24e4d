-- risk: what firms report of orders, stock and capacity, the alerts that come of it, and who is affected.
create table risk.monitoring_rule (         -- thresholds of a city, from its pack
  city_code text not null,
  version integer not null check (version >= 1),
  content jsonb not null,                   -- packs/<city>/monitoring, as written
  loaded_at timestamptz not null,
  primary key (city_code, version)
);
grant select, insert, update on risk.monitoring_rule to lianshu_app;

create table risk.report (                  -- one firm, one month or week; a later telling replaces the one before
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('held', 'demo')),
  city_code text not null,
  organisation_id bigint not null,
  cadence text not null check (cadence in ('month', 'week')),
  period text not null,                     -- 2026-10 or 2026-W43
  period_end date not null,
  orders_fen bigint check (orders_fen >= 0),      -- orders taken in the period
  capacity_use_ratio double precision check (capacity_use_ratio between 0 and 2),
  delivery_delay_days double precision check (delivery_delay_days >= 0), -- mean delay of what came in
  single_sources integer check (single_sources >= 0), -- key inputs with one supplier only
  logistics text check (logistics in ('normal', 'slow', 'blocked')),
  stock jsonb not null default '[]',        -- [{input, nodeId, days}]: days of normal use
  note text,
  via text not null check (via in ('form', 'import', 'api')),
  reported_by text not null,
  created_at timestamptz not null,
  superseded_at timestamptz,
  foreign key (dataset, organisation_id) references registry.organisation (dataset, id) on delete cascade
);
create unique index report_current on risk.report (organisation_id, cadence, period) where superseded_at is null;
create index report_of_city on risk.report (dataset, city_code, period_end desc) where superseded_at is null;

create table risk.reporter (                -- who is asked to report, and how often
  dataset text not null check (dataset in ('held', 'demo')),
  organisation_id bigint not null,
  city_code text not null,
  cadence text not null check (cadence in ('month', 'week')),
  since date not null,
  asked_by text not null,
  primary key (organisation_id, cadence),
  foreign key (dataset, organisation_id) references registry.organisation (dataset, id) on delete cascade
);

create table risk.alert (
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('held', 'demo')),
  city_code text not null,
  kind text not null check (kind in ('threshold', 'change', 'event')),
  organisation_id bigint,                   -- the firm whose report raised it, or that the event hit
  report_id bigint references risk.report on delete cascade,
  rule text,                                -- key of the rule, or the figure that changed
  title text not null,
  detail jsonb not null,
  cause text,                               -- as found out
  owner text,                               -- who takes care of it
  state text not null,
  history jsonb not null,                   -- events of the engine workflow
  due_on date,
  once_key text unique,                     -- the same report and rule raise one alert
  created_at timestamptz not null,
  foreign key (dataset, organisation_id) references registry.organisation (dataset, id) on delete cascade
);
create index alert_of_city on risk.alert (dataset, city_code, id desc);

create table risk.alert_firm (              -- who is affected by what an alert tells of
  alert_id bigint not null references risk.alert on delete cascade,
  dataset text not null,
  organisation_id bigint not null,
  impact text not null check (impact in ('possible', 'confirmed', 'no_impact', 'restored')),
  note text,
  changed_by text not null,
  changed_at timestamptz not null,
  primary key (alert_id, organisation_id),
  foreign key (dataset, organisation_id) references registry.organisation (dataset, id) on delete cascade
);

do $$ declare t text; begin
  foreach t in array array['report', 'reporter', 'alert', 'alert_firm'] loop
    execute format('alter table risk.%I enable row level security', t);
    execute format('alter table risk.%I force row level security', t);
  end loop;
end $$;
-- A firm sees and tells what is its own; who may read all relations sees all.
create policy report_read on risk.report for select to lianshu_app, lianshu_reader using (
  (select access.may_read_relations()) or organisation_id = (select access.current_org()));
create policy report_tell on risk.report for insert to lianshu_app with check (
  (select access.may_read_relations()) or organisation_id = (select access.current_org()));
create policy report_replace on risk.report for update to lianshu_app using (
  (select access.may_read_relations()) or organisation_id = (select access.current_org()));
create policy report_demo on risk.report for delete to lianshu_app
  using (dataset = 'demo' and (select access.may_read_relations()));
create policy reporter_read on risk.reporter for select to lianshu_app using (
  (select access.may_read_relations()) or organisation_id = (select access.current_org()));
create policy reporter_write on risk.reporter for all to lianshu_app
  using ((select access.may_read_relations())) with check ((select access.may_read_relations()));
create policy alert_all on risk.alert to lianshu_app
  using ((select access.may_read_relations())) with check ((select access.may_read_relations()));
create policy alert_firm_all on risk.alert_firm to lianshu_app
  using ((select access.may_read_relations())) with check ((select access.may_read_relations()));
grant select, insert, update, delete on risk.report, risk.reporter, risk.alert, risk.alert_firm to lianshu_app;
grant select on risk.report to lianshu_reader;
