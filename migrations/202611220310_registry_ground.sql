-- registry: organisations with names, identifiers, positions, products and sourced facts; imports and their rows.
-- Public facts: no row security here. Confidential relations and figures stand in later rooms' tables with it.
create schema registry;
grant usage on schema registry to lianshu_app, lianshu_reader;

create table registry.division (            -- GB/T 2260 places, loaded from packs/national
  code text primary key,                    -- six digits
  name text not null,
  level text not null check (level in ('province', 'city', 'county')),
  parent_code text,
  lng double precision,                     -- WGS84 degrees, a centre; null where no pack gives one
  lat double precision,
  source text not null
);

create table registry.industry_class (      -- GB/T 4754-2017, loaded from packs/national
  code text primary key,
  name text not null,
  level integer not null check (level between 0 and 4), -- 0 section (a letter), then number of digits
  parent_code text,
  source text not null
);

create table registry.pack_version (        -- which state of a pack stands in the tables
  name text primary key,
  sha256 text not null,                     -- over the pack's files
  loaded_at timestamptz not null
);

create table registry.owner_group (
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('held', 'demo')),
  name text not null,
  source text not null,
  unique (dataset, name),
  unique (dataset, id)
);

create table registry.import (
  id bigint generated always as identity primary key,
  kind text not null,
  dataset text not null check (dataset in ('held', 'demo')),
  file_name text not null,
  file_digest bytea not null,               -- sha256 of the file's bytes
  rows_digest bytea not null,               -- sha256 over the rows' digests in order; stands in the audit entry too
  mapping jsonb not null,
  report jsonb not null,                    -- the report as it was shown
  imported_by text not null,
  imported_at timestamptz not null
);
create index import_time on registry.import (imported_at desc);

create table registry.import_row (
  import_id bigint not null references registry.import (id),
  line integer not null,
  outcome text not null check (outcome in ('created', 'joined', 'unchanged', 'waiting', 'refused')),
  subject text,
  digest bytea not null,                    -- sha256 of the row's cells
  cells jsonb,                              -- the cells themselves, kept for a row that waits
  primary key (import_id, line)
);

create table registry.organisation (
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('held', 'demo')),
  name text not null,
  name_normalised text not null,
  name_pinyin text not null,                -- full pinyin without tones or spaces, lower case
  name_initials text not null,
  kind text not null default 'firm',
  province_code text,
  city_code text,
  district_code text,
  address text,
  industry text,                            -- as the source writes it
  industry_code text,                       -- GB/T 4754-2017 where the source gives one
  lng double precision,                     -- WGS84 degrees
  lat double precision,
  position_precision text check (position_precision in ('given', 'district', 'city', 'city_from_name', 'province')),
  position_source text,
  group_id bigint,
  created_import_id bigint references registry.import (id),
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (dataset, id),
  foreign key (dataset, group_id) references registry.owner_group (dataset, id)
);
create index organisation_name_normalised on registry.organisation (dataset, name_normalised);
create index organisation_sorted on registry.organisation (dataset, name collate "zh-x-icu", id);
create index organisation_updated on registry.organisation (dataset, updated_at, id);
create index organisation_city on registry.organisation (dataset, city_code, id);
create index organisation_name_trigram on registry.organisation using gin (name_normalised public.gin_trgm_ops);
create index organisation_pinyin on registry.organisation (dataset, name_pinyin text_pattern_ops);
create index organisation_initials on registry.organisation (dataset, name_initials text_pattern_ops);

create table registry.identifier (
  dataset text not null,
  kind text not null check (kind in ('credit_code', 'stock_code')),
  value text not null,
  organisation_id bigint not null,
  source text not null,
  import_id bigint references registry.import (id),
  primary key (dataset, kind, value),
  foreign key (dataset, organisation_id) references registry.organisation (dataset, id)
);
create index identifier_organisation on registry.identifier (organisation_id);

create table registry.former_name (
  organisation_id bigint not null references registry.organisation (id),
  name text not null,
  name_normalised text not null,
  source text not null,
  primary key (organisation_id, name)
);
create index former_name_normalised on registry.former_name (name_normalised);

create table registry.fact (
  id bigint generated always as identity primary key,
  organisation_id bigint not null references registry.organisation (id),
  field text not null,                      -- a name of model.ts, factFields
  value text not null,
  unit text,
  as_of date,
  source text not null,
  import_id bigint references registry.import (id)
);
create unique index fact_once on registry.fact (organisation_id, field, md5(value), coalesce(as_of, '0001-01-01'));

create table registry.product (
  organisation_id bigint not null references registry.organisation (id),
  name text not null,
  source text not null,
  import_id bigint references registry.import (id),
  primary key (organisation_id, name)
);

grant select on all tables in schema registry to lianshu_app, lianshu_reader;
grant insert, update on registry.organisation, registry.division, registry.industry_class, registry.owner_group,
  registry.import, registry.pack_version to lianshu_app;
grant insert on registry.identifier, registry.former_name, registry.fact, registry.product, registry.import_row
  to lianshu_app;
