-- network: a firm's private purchase ledger. Its own people read it; nobody else does, neither an office nor the program
-- row by row. With the firm's consent it is counted in ratios, through packed_private only.
create table network.ledger (
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('held', 'demo')),
  organisation_id bigint not null,          -- whose ledger it is: the buyer
  city_code text not null,                  -- of the buyer
  year integer not null check (year between 1990 and 2100),
  name text not null,                       -- the file's name
  is_whole boolean not null,                -- holds everything that was bought in the year
  lines integer not null,
  refused integer not null,                 -- lines that could not be used
  sha256 bytea not null,                    -- the same file for the same year is kept once
  is_counted boolean not null default false, -- the firm consented; a consent of kind network.ledger goes with it
  uploaded_by text not null,
  uploaded_at timestamptz not null,
  unique (organisation_id, year, sha256),
  unique (organisation_id, id),
  foreign key (dataset, organisation_id) references registry.organisation (dataset, id) on delete cascade
);
create unique index ledger_counted_once on network.ledger (organisation_id, year) where is_counted;

create table network.ledger_line (
  ledger_id bigint not null,
  line integer not null,                    -- of the file
  organisation_id bigint not null,
  supplier_text text not null,              -- as the file writes it
  supplier_code text,                       -- credit code, checked
  supplier_id bigint,                       -- where held
  supplier_city_code text,                  -- told by column or by the legal name; xx0000 where only the province is known
  product text,
  scope text check (scope in ('components', 'devices', 'software', 'other')), -- null: nobody said
  amount_fen bigint check (amount_fen >= 0),
  amount_low_fen bigint check (amount_low_fen >= 0),
  amount_high_fen bigint check (amount_high_fen >= 0),
  primary key (ledger_id, line),
  foreign key (organisation_id, ledger_id) references network.ledger (organisation_id, id) on delete cascade on update cascade,
  check ((amount_low_fen is null) = (amount_high_fen is null)),
  check (amount_low_fen is null or (amount_fen is null and amount_low_fen <= amount_high_fen))
);

alter table network.ledger enable row level security;
alter table network.ledger force row level security;
alter table network.ledger_line enable row level security;
alter table network.ledger_line force row level security;
create policy ledger_owner on network.ledger to current_user using (true) with check (true);
create policy ledger_line_owner on network.ledger_line to current_user using (true) with check (true);
create policy ledger_own on network.ledger to lianshu_app
  using (organisation_id = (select access.current_org())) with check (organisation_id = (select access.current_org()));
create policy ledger_line_own on network.ledger_line to lianshu_app
  using (organisation_id = (select access.current_org())) with check (organisation_id = (select access.current_org()));
grant select, insert, update, delete on network.ledger, network.ledger_line to lianshu_app;

-- Purchases that leave only inside an aggregate: consented ledgers, and relations for their two parties only. Without
-- names. Per purchase 52 bytes, big-endian: buyer int8, supplier int8 (0 none), city int4 (0 none), year int4, scope int4
-- (0 unknown, 1 components, 2 devices, 3 software, 4 other, +10 from a ledger), fen int8, band low and high int8 (-1 unknown).
create function network.packed_private(in_dataset text) returns bytea
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select string_agg(int8send(p.buyer) || int8send(coalesce(p.supplier, 0)) || int4send(coalesce(p.city::int, 0))
      || int4send(p.year) || int4send(p.scope) || int8send(coalesce(p.fen, -1)) || int8send(coalesce(p.low, -1))
      || int8send(coalesce(p.high, -1)), ''::bytea order by p.buyer, p.year, p.ord)
  from (
    select g.organisation_id as buyer, l.supplier_id as supplier, l.supplier_city_code as city, g.year,
      10 + coalesce(array_position(array['components', 'devices', 'software', 'other'], l.scope), 0) as scope,
      l.amount_fen as fen, l.amount_low_fen as low, l.amount_high_fen as high, l.line::bigint as ord
    from network.ledger g join network.ledger_line l on l.ledger_id = g.id
    where g.dataset = in_dataset and g.is_counted and (select access.current_role_code()) = 'system'
      and g.id <> all ((select access.closed_uploads('network.ledger'))::bigint[])
    union all
    select s.buyer_id, s.supplier_id, s.supplier_city_code, s.year, 0, s.amount_fen, s.amount_low_fen, s.amount_high_fen, s.id
    from network.supply_link s
    where s.dataset = in_dataset and s.confidentiality = 'parties' and s.superseded_at is null
      and s.buyer_id is not null and (select access.current_role_code()) = 'system'
  ) p
$$;
revoke all on function network.packed_private(text) from public;
grant execute on function network.packed_private(text) to lianshu_app;
