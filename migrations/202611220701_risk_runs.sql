-- risk: how a city's supply network carries a shock. All of it rests on confidential relations: row security is forced.
create schema risk;
grant usage on schema risk to lianshu_app, lianshu_reader;

-- What other rooms may join of the relations that count, under the reader's own rights: not replaced by a newer file, and
-- not of an upload whose consent was withdrawn or has ended.
create view network.current_relation with (security_invoker = true) as
  select id, dataset, supplier_id, buyer_id, year, valid_from, valid_to, share_ppm, sales_share_ppm, amount_fen, product,
    is_supplier_anonymous, is_buyer_anonymous
  from network.supply_link
  where superseded_at is null
    and (import_id is null or import_id <> all ((select access.closed_uploads('registry.import'))::bigint[]));
grant select on network.current_relation to lianshu_app, lianshu_reader;

create table risk.run (                     -- one ranking of all firms of a city's network
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('held', 'demo')),
  city_code text not null,                  -- GB/T 2260: the city's firms and their direct partners
  as_of date not null,                      -- relations in force on this day
  essential_from text not null check (essential_from in ('chain-maps', 'none')),
  draws integer not null check (draws between 0 and 100), -- redraws of what is estimated, for the interval of a rank
  chunks_per_draw integer not null check (chunks_per_draw > 0),
  job_id bigint not null,                   -- job.run: progress, pause, cancel
  firm_count integer not null,
  link_count integer not null,
  estimated_ratio double precision,         -- share of all amounts that is estimated, 0 to 1; null: no link
  summary jsonb not null,                   -- links and amounts by basis, known totals, unit, outside
  facts_digest bytea not null,              -- sha256 of the snapshot: equal facts, equal results
  requested_by bigint,                      -- access.user_account
  created_at timestamptz not null,
  ranked_at timestamptz                     -- when the results were complete; null until then
);
create index run_of_city on risk.run (dataset, city_code, ranked_at desc);

create table risk.run_facts (               -- what the run computes with, as it was when it was asked for
  run_id bigint primary key references risk.run on delete cascade,
  facts bytea not null                      -- v8 structured clone, gzip
);

create table risk.run_part (                -- results of one chunk of scenarios, until the run is ranked
  run_id bigint not null references risk.run on delete cascade,
  draw integer not null,                    -- 0: the estimate that is shown
  chunk integer not null,
  esri bytea not null,                      -- both, down, up: float64 little-endian, a scenario each
  sweeps bytea not null,                    -- int32 little-endian; negative: not converged
  primary key (run_id, draw, chunk)
);

create table risk.firm_risk (
  run_id bigint not null references risk.run on delete cascade,
  dataset text not null,
  organisation_id bigint not null,
  is_in_city boolean not null,              -- else a direct partner of a firm of the city
  esri double precision,                    -- weighted share of the network's output lost when the firm stops, 0 to 1
  esri_down double precision,
  esri_up double precision,
  sweeps integer,                           -- T; null: not converged
  rank integer not null,                    -- 1 the greatest; equal values share a rank
  rank_low integer,                         -- 5 % and 95 % of the ranks over the redraws, and their median;
  rank_median double precision,             -- null: the run has no redraws
  rank_high integer,
  primary key (run_id, organisation_id),
  foreign key (dataset, organisation_id) references registry.organisation (dataset, id) on delete cascade
);
create index firm_risk_rank on risk.firm_risk (run_id, rank);
create index firm_risk_firm on risk.firm_risk (organisation_id, run_id);

alter table risk.run_facts enable row level security;
alter table risk.run_facts force row level security;
alter table risk.run_part enable row level security;
alter table risk.run_part force row level security;
alter table risk.firm_risk enable row level security;
alter table risk.firm_risk force row level security;
create policy run_facts_program on risk.run_facts to lianshu_app
  using ((select access.current_role_code()) = 'system') with check ((select access.current_role_code()) = 'system');
create policy run_part_program on risk.run_part to lianshu_app
  using ((select access.current_role_code()) = 'system') with check ((select access.current_role_code()) = 'system');
-- A firm sees its own place; who may read all relations sees every firm's.
create policy firm_risk_read on risk.firm_risk for select to lianshu_app, lianshu_reader using (
  (select access.may_read_relations()) or organisation_id = (select access.current_org()));
create policy firm_risk_write on risk.firm_risk for insert to lianshu_app
  with check ((select access.current_role_code()) = 'system');
grant select, insert, update on risk.run to lianshu_app;
grant select on risk.run, risk.firm_risk to lianshu_reader;
grant select, insert on risk.run_facts to lianshu_app;
grant select, insert, delete on risk.run_part to lianshu_app;
grant select, insert on risk.firm_risk to lianshu_app;
