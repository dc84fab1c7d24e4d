-- chains: catalogue, chain maps and dated roles as packs bring them, each version kept; and who stands at which node.
-- Public facts throughout: no row security here.
create schema chains;
grant usage on schema chains to lianshu_app, lianshu_reader;

create table chains.pack_document (         -- one file of a pack, or one map, in one version
  id bigint generated always as identity primary key,
  pack text not null,                       -- folder name under packs/
  kind text not null,                       -- edition, roles, grouping, lineage, organisations, map
  key text not null,                        -- the file's own id
  version integer not null check (version >= 1),
  city_code text,                           -- GB/T 2260; null for maps
  file text not null,                       -- as the pack names it
  digest bytea not null,                    -- sha256 of the content, keys sorted
  content jsonb not null,                   -- as checked by model.ts
  loaded_at timestamptz not null,
  superseded_at timestamptz,                -- null: this is what holds
  unique (pack, kind, key, version)
);
create unique index pack_document_current on chains.pack_document (pack, kind, key) where superseded_at is null;
create index pack_document_city on chains.pack_document (city_code, kind) where superseded_at is null;

create table chains.edition (
  document_id bigint primary key references chains.pack_document (id),
  city_code text not null,
  id text not null,
  kind text not null check (kind in ('industries', 'chains', 'clusters')),
  name_zh text not null,
  name_en text not null,
  valid_from date not null,                 -- first day of what is written
  valid_to date,                            -- first day on which it no longer holds; null where no end is stated
  stated_count integer                      -- how many entries the source speaks of; null where it gives none
);

create table chains.chain (
  document_id bigint not null references chains.edition (document_id),
  id text not null,
  name_zh text not null,
  name_en text not null,
  ordinal integer,                          -- the source's own order; null where it gives none
  map_id text,                              -- null where no map is drawn yet
  primary key (document_id, id)
);

create table chains.role (
  document_id bigint not null references chains.pack_document (id),
  ordinal integer not null,
  city_code text not null,
  chain_id text not null,
  role text not null,
  holder text,                              -- as the source writes it; null where it names nobody
  valid_from date not null,
  valid_to date,
  source jsonb not null,
  primary key (document_id, ordinal)
);
create index role_chain on chains.role (city_code, chain_id, role);

create table chains.party (                 -- what a source says an organisation is to a chain
  document_id bigint not null references chains.pack_document (id),
  ordinal integer not null,
  city_code text not null,
  chain_id text not null,
  role text not null,                       -- a code of model.ts, chainParts
  name_as_written text not null,
  legal_name text,                          -- only where certain
  organisation_id bigint,                   -- of the held register; null where no legal name is certain
  source jsonb not null,
  primary key (document_id, ordinal)
);
create index party_chain on chains.party (city_code, chain_id);

create table chains.map_node (
  document_id bigint not null references chains.pack_document (id),
  node_id text not null,
  name_zh text not null,
  name_en text not null,
  segment_id text not null,
  ordinal integer not null,                 -- place in the map's file
  products text[] not null,
  classes text[] not null,                  -- GB/T 4754-2017
  primary key (document_id, node_id)
);

create table chains.map_need (
  document_id bigint not null,
  node_id text not null,
  needs_id text not null,
  essential boolean not null,
  primary key (document_id, node_id, needs_id),
  foreign key (document_id, node_id) references chains.map_node (document_id, node_id),
  foreign key (document_id, needs_id) references chains.map_node (document_id, node_id)
);

create table chains.node_placement (
  dataset text not null check (dataset in ('held', 'demo')),
  organisation_id bigint not null,
  node_id text not null,                    -- a node of any map and version; ids mean the same thing everywhere
  evidence text not null check (evidence in ('stated', 'words', 'confirmed')),
  source text not null,                     -- stated, confirmed: where it is said; words: the product that names the node
  as_of date,
  recorded_at timestamptz not null,
  primary key (dataset, organisation_id, node_id, evidence),
  foreign key (dataset, organisation_id) references registry.organisation (dataset, id)
);
create index node_placement_node on chains.node_placement (dataset, node_id, organisation_id);

-- What later rooms may join: the maps that hold, and each placement once, by its best evidence.
create view chains.current_node as
  select d.key as map_id, d.version as map_version, n.node_id, n.name_zh, n.name_en, n.segment_id, n.ordinal,
    n.products, n.classes
  from chains.pack_document d join chains.map_node n on n.document_id = d.id
  where d.kind = 'map' and d.superseded_at is null;

create view chains.current_need as
  select d.key as map_id, d.version as map_version, n.node_id, n.needs_id, n.essential
  from chains.pack_document d join chains.map_need n on n.document_id = d.id
  where d.kind = 'map' and d.superseded_at is null;

create view chains.placed_organisation as
  select distinct on (dataset, organisation_id, node_id) dataset, organisation_id, node_id, evidence, source, as_of
  from chains.node_placement
  order by dataset, organisation_id, node_id,
    case evidence when 'confirmed' then 0 when 'stated' then 1 else 2 end;

grant select on all tables in schema chains to lianshu_app, lianshu_reader;
grant insert, update on chains.pack_document to lianshu_app;
grant insert on chains.edition, chains.chain, chains.role, chains.party, chains.map_node, chains.map_need to lianshu_app;
grant insert, update, delete on chains.node_placement to lianshu_app;
