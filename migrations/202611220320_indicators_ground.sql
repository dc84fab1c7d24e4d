-- indicators: definitions, dated values and targets as packs bring them, each version kept. Public facts.
create schema indicators;
grant usage on schema indicators to lianshu_app, lianshu_reader;

create table indicators.pack_document (     -- one file of a pack in one version
  id bigint generated always as identity primary key,
  pack text not null,                       -- folder name under packs/
  kind text not null,                       -- indicators, targets, document
  key text not null,
  version integer not null check (version >= 1),
  city_code text,                           -- GB/T 2260; null for cited documents
  file text not null,
  digest bytea not null,                    -- sha256 of the content, keys sorted
  content jsonb not null,
  loaded_at timestamptz not null,
  superseded_at timestamptz,                -- null: this is what holds
  unique (pack, kind, key, version)
);
create unique index pack_document_current on indicators.pack_document (pack, kind, key) where superseded_at is null;
create index pack_document_city on indicators.pack_document (city_code, kind) where superseded_at is null;

create table indicators.definition (
  document_id bigint not null references indicators.pack_document (id),
  city_code text not null,
  id text not null,
  version integer not null,                 -- of the definition, as the pack states it
  name_zh text not null,
  name_en text not null,
  unit text not null,                       -- as the source writes it
  direction text not null check (direction in ('up', 'down', 'none')),
  formula jsonb,                            -- zh, en; null where the source does not define it
  ordinal integer not null,
  primary key (document_id, id)
);

create table indicators.dated_value (
  document_id bigint not null references indicators.pack_document (id),
  ordinal integer not null,
  city_code text not null,
  indicator_id text not null,
  chain_id text,                            -- opaque here; null: the whole city
  scope jsonb,                              -- zh, en; null: the definition's own
  period text not null,                     -- as precise as written
  as_of date not null,                      -- last day of the period
  comparator text not null,
  value numeric,                            -- in the definition's unit; null unknown
  source jsonb not null,
  primary key (document_id, ordinal)
);
create index dated_value_series on indicators.dated_value (city_code, indicator_id, as_of);

create table indicators.target (
  document_id bigint not null references indicators.pack_document (id),
  ordinal integer not null,
  city_code text not null,
  id text not null,
  requirement_row text not null,            -- L01 … L30
  indicator_id text not null,
  chain_id text,
  subject_id text,                          -- an organisation as the pack names it; null: chain or city
  scope jsonb not null,
  comparator text not null check (comparator in ('=', '>=', '>', '<=', '<', '~', 'range', 'x')),
  value jsonb not null,                     -- one number as written, or [low, high], in `unit`
  unit text not null,
  due text,                                 -- as precise as written; null where no deadline is named
  due_written text,
  due_date date,                            -- last day of `due`
  source jsonb not null,
  note jsonb,
  primary key (document_id, id)
);

grant select on all tables in schema indicators to lianshu_app, lianshu_reader;
grant insert, update on indicators.pack_document to lianshu_app;
grant insert on indicators.definition, indicators.dated_value, indicators.target to lianshu_app;
