-- chains: the role of a firm in a chain (链主, 骨干, 高成长, 配套), dated, each with its evidence. Public facts.
create table chains.firm_role (
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('held', 'demo')),
  organisation_id bigint not null,
  chain_id text not null,
  role text not null check (role in ('master', 'backbone', 'high_growth', 'supporting')),
  valid_from date,                          -- null: not stated
  valid_to date,                            -- last day; null: still
  evidence text not null,
  source text not null,
  recorded_by text not null,
  recorded_at timestamptz not null,
  removed_at timestamptz,
  foreign key (dataset, organisation_id) references registry.organisation (dataset, id) on delete cascade,
  check (valid_to is null or valid_from is null or valid_to >= valid_from)
);
create unique index firm_role_once on chains.firm_role (organisation_id, chain_id, role,
  coalesce(valid_from, '0001-01-01')) where removed_at is null;
create index firm_role_chain on chains.firm_role (dataset, chain_id, role) where removed_at is null;
grant select on chains.firm_role to lianshu_app, lianshu_reader;
grant insert, update on chains.firm_role to lianshu_app;
