-- indicators: what a definition says beyond name and unit, versions that an office writes, figures entered by hand or
-- import, and decisions on conflicts between sources. Public facts of a city, like the packs' own.
alter table indicators.definition
  add column scope jsonb,                   -- zh, en: what the figure covers; null: the source does not say
  add column owner text,                    -- department in charge, as written; null: nobody named yet
  add column owner_source jsonb,            -- citation or "假设" for the owner
  add column frequency text check (frequency in ('day', 'week', 'month', 'quarter', 'half_year', 'year', 'once')),
  add column five_chains text[] not null default '{}', -- of industry, supply, innovation, talent, policy
  add column expression text,               -- formula over other series, docs/methods/indicator-formula.md
  add column source jsonb;                  -- where the definition comes from

create table indicators.own_definition (    -- a version that an office wrote; the highest version holds
  id bigint generated always as identity primary key,
  city_code text not null,
  indicator_id text not null,
  version integer not null check (version >= 1),
  content jsonb not null,                   -- the definition, whole
  reason text not null,
  written_by bigint references access.user_account (id),
  written_by_name text not null,
  written_at timestamptz not null,
  unique (city_code, indicator_id, version)
);

create table indicators.entered_value (     -- one figure of one source for one period; never overwritten
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('held', 'demo')),
  city_code text not null,
  indicator_id text not null,
  chain_id text,
  subject_id text,                          -- an organisation as targets name it; null: chain or city
  scope jsonb,
  period text not null,                     -- as precise as written
  as_of date not null,                      -- last day of the period
  comparator text not null check (comparator in ('=', '>=', '>', '<=', '<', '~')),
  value numeric,                            -- in the definition's unit; null: the source says it is unknown
  source_title text not null,               -- document or statement the figure is from
  source_date text not null,                -- of the document, as precise as written
  source_sentence text,
  import_id text,                           -- the import that brought it; null: by hand
  entered_by bigint references access.user_account (id),
  entered_by_name text not null,
  entered_at timestamptz not null,
  once_key text unique,
  withdrawn_at timestamptz,                 -- taken back: kept as history, counts no more
  withdrawn_by_name text,
  withdrawn_reason text
);
create index entered_value_series on indicators.entered_value (dataset, city_code, indicator_id, as_of);
create unique index entered_value_same_source on indicators.entered_value (dataset, city_code, indicator_id,
  coalesce(chain_id, ''), coalesce(subject_id, ''), coalesce(scope ->> 'zh', ''), period, source_title, source_date)
  where withdrawn_at is null;

create table indicators.conflict_decision ( -- which of several statements binds; a person's word, revocable
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('held', 'demo')),
  city_code text not null,
  conflict_key text not null,               -- what is in conflict with the figures as they stood: others are a new conflict
  kind text not null check (kind in ('target_value', 'target_scope', 'value')),
  indicator_id text not null,
  members jsonb not null,                   -- [{id, words}] as they stood
  binding text not null,                    -- a member's id, or "each": every one for its own scope
  reason text not null,
  decided_by bigint references access.user_account (id),
  decided_by_name text not null,
  decided_at timestamptz not null,
  revoked_at timestamptz,
  revoked_by_name text,
  revoked_reason text
);
create unique index conflict_decision_holds on indicators.conflict_decision (dataset, city_code, conflict_key)
  where revoked_at is null;

grant select on indicators.own_definition, indicators.entered_value, indicators.conflict_decision
  to lianshu_app, lianshu_reader;
grant insert on indicators.own_definition, indicators.entered_value, indicators.conflict_decision to lianshu_app;
grant update (withdrawn_at, withdrawn_by_name, withdrawn_reason) on indicators.entered_value to lianshu_app;
grant update (revoked_at, revoked_by_name, revoked_reason) on indicators.conflict_decision to lianshu_app;
