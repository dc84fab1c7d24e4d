-- chains: a city that draws a map together with others takes a map of its own. Which one it was, in which version, stays.
-- Nodes keep their ids, so that a node of both maps stays one node. A public fact about the map.
create table chains.map_fork (
  city_code text not null check (city_code ~ '^\d{6}$'),  -- GB/T 2260
  map_id text not null,                     -- the map that the city drew until then
  own_map_id text not null unique,          -- the city's own from then on
  from_version integer not null check (from_version >= 1),
  reason text not null,
  forked_by text not null,
  forked_by_id bigint,
  forked_at timestamptz not null,
  primary key (city_code, map_id)
);
grant select, insert on chains.map_fork to lianshu_app;
grant select on chains.map_fork to lianshu_reader;
