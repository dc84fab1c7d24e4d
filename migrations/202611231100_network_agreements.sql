-- network: framework agreements. Confidential to their two parties; the program reads them for aggregates, nobody else.
create table network.agreement (
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('held', 'demo')),
  city_code text not null,                  -- GB/T 2260, of the buyer: in whose aggregates it counts
  buyer_id bigint not null,
  supplier_id bigint not null,
  product text not null,
  node_id text,                             -- of a chain map; null: the product stands at none
  starts_on date not null,
  ends_on date not null,                    -- last day
  volume_unit text,                         -- 台, 吨 …; null: only values are agreed
  remind_days integer not null check (remind_days between 0 and 730), -- before the last day
  renews_id bigint references network.agreement (id) on delete set null,
  stated_side text not null check (stated_side in ('buyer', 'supplier')), -- who wrote it down; the other one confirms
  state text not null,                      -- of the life cycle framework-agreement
  history jsonb not null,                   -- events of the engine workflow
  source text not null,                     -- number or name of the paper
  note text,
  request_key text not null,                -- of the form that made it: a retry finds it again
  recorded_by text not null,
  created_at timestamptz not null,
  unique (recorded_by, request_key),
  foreign key (dataset, buyer_id) references registry.organisation (dataset, id) on delete cascade,
  foreign key (dataset, supplier_id) references registry.organisation (dataset, id) on delete cascade,
  check (buyer_id <> supplier_id),
  check (ends_on >= starts_on)
);
create index agreement_buyer on network.agreement (buyer_id, ends_on);
create index agreement_supplier on network.agreement (supplier_id, ends_on);
create index agreement_city on network.agreement (dataset, city_code);

create table network.agreement_year (       -- what is agreed for one calendar year
  agreement_id bigint not null references network.agreement (id) on delete cascade,
  year integer not null check (year between 1990 and 2100),
  volume numeric(18, 3) check (volume >= 0), -- in volume_unit; null: not agreed
  value_fen bigint check (value_fen >= 0),  -- null: not agreed
  primary key (agreement_id, year)
);

create table network.delivery (
  id bigint generated always as identity primary key,
  agreement_id bigint not null references network.agreement (id) on delete cascade,
  delivered_on date not null,
  reference text not null,                  -- number of the delivery note: the same one counts once, whoever told it
  volume numeric(18, 3) check (volume >= 0),
  value_fen bigint check (value_fen >= 0),
  told_side text not null check (told_side in ('buyer', 'supplier')),
  recorded_by text not null,
  recorded_at timestamptz not null,
  withdrawn_at timestamptz,
  withdrawn_reason text,
  check (volume is not null or value_fen is not null)
);
create unique index delivery_once on network.delivery (agreement_id, reference) where withdrawn_at is null;

do $$ declare t text; begin
  foreach t in array array['agreement', 'agreement_year', 'delivery'] loop
    execute format('alter table network.%I enable row level security', t);
    execute format('alter table network.%I force row level security', t);
    execute format('create policy %I on network.%I to current_user using (true) with check (true)', t || '_owner', t);
  end loop;
end $$;
create policy agreement_read on network.agreement for select to lianshu_app using (
  (select access.current_role_code()) = 'system'
  or buyer_id = (select access.current_org()) or supplier_id = (select access.current_org()));
create policy agreement_insert on network.agreement for insert to lianshu_app with check (
  (select access.current_role_code()) = 'system'
  or (stated_side = 'buyer' and buyer_id = (select access.current_org()))
  or (stated_side = 'supplier' and supplier_id = (select access.current_org())));
create policy agreement_update on network.agreement for update to lianshu_app using (
  buyer_id = (select access.current_org()) or supplier_id = (select access.current_org()));
-- A part is seen and written by whoever sees its agreement: the policy above decides.
create policy agreement_year_all on network.agreement_year to lianshu_app
  using (exists (select from network.agreement a where a.id = agreement_id))
  with check (exists (select from network.agreement a where a.id = agreement_id));
create policy delivery_all on network.delivery to lianshu_app
  using (exists (select from network.agreement a where a.id = agreement_id))
  with check (exists (select from network.agreement a where a.id = agreement_id));
grant select, insert, update on network.agreement, network.delivery to lianshu_app;
grant select, insert on network.agreement_year to lianshu_app;
