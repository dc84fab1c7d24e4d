-- risk: stress tests as they were computed, and the remedies measured on them. They rest on confidential relations.
create table risk.stress_test (
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('held', 'demo')),
  city_code text not null,
  as_of date not null,
  title text not null,
  duration_days integer check (duration_days > 0), -- null: not asked
  input jsonb not null,                     -- model/stress.ts, what was asked
  result jsonb not null,                    -- model/stress.ts, what came of it
  esri double precision,
  reached_count integer not null,
  facts bytea not null,                     -- the network as it was, for remedies and comparison; v8 structured clone, gzip
  once_key text,                            -- of the form: a retry finds the same test
  created_by text not null,
  created_by_id bigint,
  created_at timestamptz not null
);
create index stress_test_of_city on risk.stress_test (dataset, city_code, id desc);
create unique index stress_test_once on risk.stress_test (city_code, created_by, once_key) where once_key is not null;

create table risk.remedy_set (              -- remedies measured together on one test
  id bigint generated always as identity primary key,
  stress_test_id bigint not null references risk.stress_test on delete cascade,
  content jsonb not null,                   -- model/remedies.ts
  created_by text not null,
  created_at timestamptz not null
);
create index remedy_set_of on risk.remedy_set (stress_test_id, id desc);

alter table risk.stress_test enable row level security;
alter table risk.stress_test force row level security;
alter table risk.remedy_set enable row level security;
alter table risk.remedy_set force row level security;
create policy stress_test_all on risk.stress_test to lianshu_app
  using ((select access.may_read_relations())) with check ((select access.may_read_relations()));
create policy remedy_set_all on risk.remedy_set to lianshu_app
  using ((select access.may_read_relations())) with check ((select access.may_read_relations()));
grant select, insert, delete on risk.stress_test to lianshu_app;
grant select, insert on risk.remedy_set to lianshu_app;
