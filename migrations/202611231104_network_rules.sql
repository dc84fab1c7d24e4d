-- network: what a city brings for this room: scopes of local sourcing, published claims, parts of indices. From its pack.
create table network.rule (
  city_code text not null,                  -- GB/T 2260
  version integer not null check (version >= 1),
  content jsonb not null,                   -- packs/<city>/network, as written
  loaded_at timestamptz not null,
  primary key (city_code, version)
);
grant select, insert, update on network.rule to lianshu_app;
grant select on network.rule to lianshu_reader;
