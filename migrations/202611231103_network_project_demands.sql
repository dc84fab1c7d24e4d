-- network: what infrastructure projects will need, told to local suppliers before the tender opens.
create table network.demand (
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('held', 'demo')),
  city_code text not null,
  project_id bigint not null,               -- of the register of projects
  buyer_id bigint,                          -- who will buy, where held
  product text not null,                    -- product words
  node_id text,                             -- of a chain map
  volume numeric(18, 3) check (volume >= 0),
  volume_unit text,
  amount_fen bigint check (amount_fen >= 0),
  amount_low_fen bigint check (amount_low_fen >= 0),
  amount_high_fen bigint check (amount_high_fen >= 0),
  needed_from date,
  needed_to date,
  tender_on date,                           -- when the tender opens: from then on everybody sees it; null: not set
  source text not null,
  note text,
  state text not null,                      -- of the life cycle project-demand
  history jsonb not null,
  request_key text not null,
  recorded_by text not null,
  created_at timestamptz not null,
  unique (recorded_by, request_key),
  foreign key (dataset, project_id) references registry.project (dataset, id) on delete cascade,
  foreign key (dataset, buyer_id) references registry.organisation (dataset, id) on delete set null (buyer_id),
  check ((amount_low_fen is null) = (amount_high_fen is null)),
  check (amount_low_fen is null or (amount_fen is null and amount_low_fen <= amount_high_fen)),
  check (needed_to is null or needed_from is null or needed_to >= needed_from)
);
create index demand_of_city on network.demand (dataset, city_code, tender_on);

create table network.demand_match (         -- local firms whose products fit, made when a demand is opened
  demand_id bigint not null references network.demand (id) on delete cascade,
  dataset text not null,
  organisation_id bigint not null,
  reason text not null check (reason in ('node', 'product')),
  words text not null,                      -- the product or node that fits
  primary key (demand_id, organisation_id),
  foreign key (dataset, organisation_id) references registry.organisation (dataset, id) on delete cascade
);
create table network.demand_interest (
  demand_id bigint not null references network.demand (id) on delete cascade,
  dataset text not null,
  organisation_id bigint not null,
  note text,
  contact text,
  marked_by text not null,
  marked_at timestamptz not null,
  withdrawn_at timestamptz,
  primary key (demand_id, organisation_id),
  foreign key (dataset, organisation_id) references registry.organisation (dataset, id) on delete cascade
);

do $$ declare t text; begin
  foreach t in array array['demand', 'demand_match', 'demand_interest'] loop
    execute format('alter table network.%I enable row level security', t);
    execute format('alter table network.%I force row level security', t);
    execute format('create policy %I on network.%I to current_user using (true) with check (true)', t || '_owner', t);
  end loop;
end $$;
create policy demand_office on network.demand to lianshu_app
  using ((select access.current_role_code()) in ('administrator', 'chain_office', 'department', 'system'))
  with check ((select access.current_role_code()) in ('administrator', 'chain_office', 'department', 'system'));
create policy demand_buyer on network.demand to lianshu_app
  using (buyer_id = (select access.current_org())) with check (buyer_id = (select access.current_org()));
-- Before the tender opens a firm sees what fits it, afterwards everybody sees it. Days are those of China.
create policy demand_supplier on network.demand for select to lianshu_app using (
  state <> 'draft' and (tender_on <= (now() at time zone 'Asia/Shanghai')::date
    or exists (select from network.demand_match m
      where m.demand_id = id and m.organisation_id = (select access.current_org()))));
create policy demand_match_office on network.demand_match to lianshu_app
  using ((select access.current_role_code()) in ('administrator', 'chain_office', 'department', 'system'))
  with check ((select access.current_role_code()) = 'system');
create policy demand_match_own on network.demand_match for select to lianshu_app
  using (organisation_id = (select access.current_org()));
create policy demand_interest_office on network.demand_interest for select to lianshu_app
  using ((select access.current_role_code()) in ('administrator', 'chain_office', 'department', 'system'));
create policy demand_interest_own on network.demand_interest to lianshu_app
  using (organisation_id = (select access.current_org())) with check (organisation_id = (select access.current_org()));
create policy demand_interest_buyer on network.demand_interest for select to lianshu_app using (
  exists (select from network.demand d where d.id = demand_id and d.buyer_id = (select access.current_org())));
grant select, insert, update on network.demand, network.demand_interest to lianshu_app;
grant select, insert, delete on network.demand_match to lianshu_app;
