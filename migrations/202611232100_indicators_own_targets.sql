-- indicators: targets that people confirm out of a published plan or enter by hand, in versions; indicators that an office
-- takes back; figures that correct others. Nothing is overwritten. Public facts of a city, like the packs' own.
create sequence indicators.own_target_number;
create table indicators.own_target (        -- one version of one target; the highest holds unless it is withdrawn
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('held', 'demo')),
  city_code text not null,                  -- GB/T 2260
  target_id text not null,                  -- the same through all versions
  version integer not null check (version >= 1),
  is_withdrawn boolean not null,            -- taken back by this version: kept as history, counts no more
  indicator_id text not null,
  chain_id text,
  subject_id text,                          -- an organisation as targets name it; null: chain or city
  scope jsonb not null,                     -- zh, en
  comparator text not null check (comparator in ('=', '>=', '>', '<=', '<', '~', 'range', 'x')),
  value jsonb not null,                     -- one number, or [low, high], in `unit`
  unit text not null,                       -- of the definition
  due text,                                 -- as precise as written; null where no deadline is named
  due_written text,
  due_date date,                            -- last day of `due`
  source_title text not null,
  source_date text,                         -- as precise as written; null unknown
  source_place text,
  source_sentence text,
  origin text,                              -- opaque reference of what a room offered; null: by hand
  read_as jsonb,                            -- name and scope words as a document has them; null: by hand
  reason text,                              -- of a change; null in the first version
  once_key text unique,
  written_by bigint references access.user_account (id),
  written_by_name text not null,
  written_at timestamptz not null,
  unique (target_id, version),
  check (version > 1 or (not is_withdrawn and reason is null)),
  check (version = 1 or reason is not null)
);
create unique index own_target_origin on indicators.own_target (dataset, city_code, origin)
  where version = 1 and origin is not null;
create index own_target_city on indicators.own_target (dataset, city_code, target_id, version desc);

alter table indicators.own_definition add column is_withdrawn boolean not null default false;
alter table indicators.entered_value add column replaces_id bigint references indicators.entered_value (id);

grant select on indicators.own_target to lianshu_app, lianshu_reader;
grant insert on indicators.own_target to lianshu_app;
grant usage on sequence indicators.own_target_number to lianshu_app;
