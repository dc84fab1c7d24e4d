-- indicators: values that rooms computed from held facts, each with definition version, inputs and the page to open.
-- A value of one firm is confidential: row security is forced; a firm reads its own.
create table indicators.computed_value (
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('held', 'demo')),
  city_code text not null,                  -- GB/T 2260
  indicator_id text not null,
  definition_version integer not null check (definition_version >= 1), -- of the definition that it was computed by
  dimension_kind text not null check (dimension_kind in ('city', 'chain', 'park', 'firm')),
  dimension_id text not null,               -- opaque here; for a city its code
  as_of date not null,                      -- the first day for which this was the answer
  confirmed_on date not null,               -- the last day for which the same answer came out again
  value numeric,                            -- in the definition's unit; null unknown
  coverage_ratio double precision check (coverage_ratio between 0 and 1), -- of the facts; null unknown
  inputs jsonb not null,                    -- [{name, value, unit}]: the numbers of the formula
  open_path text not null check (open_path like '/%'), -- the page that shows the firms and facts
  unknown_because jsonb,                    -- zh, en: why it is unknown and what to collect
  computed_at timestamptz not null,
  check (confirmed_on >= as_of)
);
create index computed_value_series on indicators.computed_value
  (dataset, city_code, indicator_id, dimension_kind, dimension_id, as_of desc, id desc);

alter table indicators.computed_value enable row level security;
alter table indicators.computed_value force row level security;
create policy computed_value_owner on indicators.computed_value to current_user using (true) with check (true);
create policy computed_value_read on indicators.computed_value for select to lianshu_app, lianshu_reader using (
  dimension_kind <> 'firm' or (select access.may_read_all('figure'))
  or dimension_id = (select access.current_org())::text);
create policy computed_value_insert on indicators.computed_value for insert to lianshu_app
  with check ((select access.current_role_code()) in ('administrator', 'chain_office', 'system'));
create policy computed_value_confirm on indicators.computed_value for update to lianshu_app
  using ((select access.current_role_code()) in ('administrator', 'chain_office', 'system'))
  with check ((select access.current_role_code()) in ('administrator', 'chain_office', 'system'));

grant select, insert, update (confirmed_on) on indicators.computed_value to lianshu_app;
grant select on indicators.computed_value to lianshu_reader;

-- A definition may hold in every city.
alter table indicators.definition alter column city_code drop not null;
