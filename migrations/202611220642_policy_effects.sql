-- policy: what a programme moved in a year, as a document states it. Public figures.
create table policy.effect (
  id bigint generated always as identity primary key,
  pack text not null,
  city_code text not null,                    -- GB/T 2260
  key text not null,                          -- the file's id in its pack
  programme text not null,
  year text not null,
  projects integer check (projects >= 0),     -- null: not stated
  total_investment_fen bigint check (total_investment_fen >= 0),
  fiscal_fen bigint check (fiscal_fen >= 0),
  source text not null,
  loaded_at timestamptz not null,
  retired_at timestamptz,                     -- its file went or changed; the row stays as history
  check (fiscal_fen is null or total_investment_fen is null or fiscal_fen <= total_investment_fen)
);
create unique index effect_current on policy.effect (pack, key) where retired_at is null;
grant select on policy.effect to lianshu_app, lianshu_reader;
grant insert, update on policy.effect to lianshu_app;
