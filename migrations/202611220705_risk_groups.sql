-- risk: on what each place of the ranking rests, and what stops when a whole node, chain, park or region stops.
alter table risk.firm_risk
  add column esri_low double precision,     -- 5 % and 95 % of ESRI over the redraws; null: the run has none
  add column esri_high double precision,
  add column estimated_ratio double precision; -- share of what it buys and sells that is estimated; null: no link

create table risk.group_risk (
  run_id bigint not null references risk.run on delete cascade,
  kind text not null check (kind in ('node', 'chain', 'park', 'region')),
  group_id text not null,                   -- node or chain id, registry.park, GB/T 2260 of a district (city elsewhere)
  firm_count integer not null,              -- firms of the network that stand there
  esri double precision,                    -- all of them stop at once, 0 to 1
  esri_low double precision,
  esri_high double precision,
  esri_beyond double precision,             -- the part of it that hits others than the firms that stop
  estimated_ratio double precision,
  is_public boolean not null,               -- three firms and more, none above 80 % of its output
  primary key (run_id, kind, group_id)
);
alter table risk.group_risk enable row level security;
alter table risk.group_risk force row level security;
create policy group_risk_read on risk.group_risk for select to lianshu_app, lianshu_reader
  using ((select access.may_read_relations()) or is_public);
create policy group_risk_write on risk.group_risk for insert to lianshu_app
  with check ((select access.current_role_code()) = 'system');
grant select, insert on risk.group_risk to lianshu_app;
grant select on risk.group_risk to lianshu_reader;
