-- risk: a matrix of essential inputs between industry classes may be chosen instead of the needs of the chain maps.
create table risk.essential_matrix (
  id text not null,
  version integer not null check (version >= 1),
  content jsonb not null,                   -- packs/national/essential-inputs, as written
  loaded_at timestamptz not null,
  primary key (id, version)
);
grant select, insert, update on risk.essential_matrix to lianshu_app;
grant select on risk.essential_matrix to lianshu_reader;

alter table risk.run drop constraint run_essential_from_check;
alter table risk.run add constraint run_essential_from_check
  check (essential_from in ('chain-maps', 'nace-616', 'none'));
