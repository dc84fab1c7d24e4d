-- registry, libraries: the leading and backbone firms (龙头骨干企业) of a city, year by year, with what each shall reach in
-- that year. What was reached is a dated figure of the firm and is not kept here.
create table registry.leading_firm (
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('held', 'demo')),
  city_code text not null,                  -- GB/T 2260
  year integer not null check (year between 1990 and 2100),
  organisation_id bigint not null,
  standing text not null check (standing in ('leading', 'backbone', 'unsaid')), -- unsaid: the source says 龙头骨干 in one word
  chain_id text,                            -- opaque here
  source text not null,
  recorded_by text not null,
  recorded_at timestamptz not null,
  ended_at timestamptz,                     -- taken off the list of that year; the row stays
  ended_reason text,
  foreign key (dataset, organisation_id) references registry.organisation (dataset, id) on delete cascade,
  check ((ended_at is null) = (ended_reason is null))
);
create unique index leading_firm_once on registry.leading_firm (dataset, city_code, year, organisation_id) where ended_at is null;
create index leading_firm_organisation on registry.leading_firm (organisation_id);

create table registry.leading_firm_target (
  leading_firm_id bigint not null references registry.leading_firm (id) on delete cascade,
  figure text not null,                     -- name of a figure kind of type money, count, quantity or rate
  value bigint not null check (value > 0),  -- in the units in which figures are kept: fen, whole count, ten-thousandths, ppm
  source text not null,
  recorded_by text not null,
  recorded_at timestamptz not null,
  primary key (leading_firm_id, figure)
);

grant select on registry.leading_firm, registry.leading_firm_target to lianshu_app, lianshu_reader;
grant insert, update on registry.leading_firm, registry.leading_firm_target to lianshu_app;
grant delete on registry.leading_firm_target to lianshu_app;

-- The measures for which targets are set stand in packs.
alter table registry.library_setting drop constraint library_setting_kind_check,
  add constraint library_setting_kind_check
    check (kind in ('life', 'entry_kind', 'key_firm_rule', 'window', 'leading_measures'));
