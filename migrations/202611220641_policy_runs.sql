-- policy: what a whole city is entitled to on one day, kept with what it rests on; and what offices tried out. Both are made
-- of confidential figures, so row security is forced: read whole only by roles that read figures whole.
create table policy.run (
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('held', 'demo')),
  area_code text not null,
  on_day date not null,                       -- the day of application that decides which clauses are in force
  firms integer not null,
  elapsed_ms integer not null,                -- from the database to the result
  policies json not null,                     -- [{policy, version}]: the rules as they stood
  city json not null,                         -- the city stage: every parameter and value with origin and coverage
  amount_fen numeric(30) not null,            -- entitlements after stacking
  ceiling_fen numeric(30) not null,           -- ceilings, never added to the former
  computed_by text not null,
  computed_at timestamptz not null
);
create index run_of on policy.run (dataset, area_code, id desc);

create table policy.run_clause (
  run_id bigint not null references policy.run (id) on delete cascade,
  policy_id text not null,
  version integer not null,
  clause_id text not null,
  is_ceiling boolean not null,
  entitled integer not null,
  near integer not null,
  not_eligible integer not null,
  insufficient_data integer not null,
  not_computable integer not null,
  total_fen numeric(30) not null,             -- after stacking; amounts that hang on an unknown limit are left out
  organisation_ids bigint[] not null,         -- who is entitled, ascending
  fen bigint[] not null,                      -- beside it: whole fen after stacking, null unknown
  near_ids bigint[] not null,                 -- who is nearly entitled
  primary key (run_id, policy_id, clause_id)
);

create table policy.sandbox (                 -- a reform as tried, with its result; never changes a rule
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('held', 'demo')),
  area_code text not null,
  title text not null,
  on_day date not null,
  changes json not null,                      -- parameters and caps set to other values
  result json not null,                       -- totals before and after, winners and losers, allocation over budget
  created_by text not null,
  created_at timestamptz not null
);
create index sandbox_of on policy.sandbox (dataset, area_code, id desc);

do $do$
declare t text;
begin
  foreach t in array array['run', 'run_clause', 'sandbox'] loop
    execute format('alter table policy.%I enable row level security', t);
    execute format('alter table policy.%I force row level security', t);
    execute format('create policy %I on policy.%I to current_user using (true) with check (true)', t || '_owner', t);
    execute format('create policy %I on policy.%I for select to lianshu_app, lianshu_reader using ((select access.may_read_all(''figure'')))', t || '_read', t);
    execute format('create policy %I on policy.%I for insert to lianshu_app with check ((select access.may_read_all(''figure'')))', t || '_insert', t);
    execute format('grant select on policy.%I to lianshu_app, lianshu_reader', t);
    execute format('grant insert on policy.%I to lianshu_app', t);
  end loop;
end $do$;

-- The demo city's runs go with it.
create policy run_delete_demo on policy.run for delete to lianshu_app
  using (dataset = 'demo' and (select access.may_read_all('figure')));
create policy sandbox_delete_demo on policy.sandbox for delete to lianshu_app
  using (dataset = 'demo' and (select access.may_read_all('figure')));
grant delete on policy.run, policy.sandbox to lianshu_app;

-- In which transaction the facts of firms last changed: what a run kept in memory is compared with. A number of PostgreSQL's
-- own, so that a change that was rolled back can never be mistaken for a later one.
create table policy.facts_revision (
  dataset text primary key check (dataset in ('held', 'demo')),
  changed_in bigint not null default 0
);
insert into policy.facts_revision (dataset) values ('held'), ('demo');
grant select on policy.facts_revision to lianshu_app, lianshu_reader;

create function policy.stamp_facts() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update policy.facts_revision set changed_in = pg_current_xact_id()::text::bigint
  where dataset in (select distinct c.dataset from changed c) and changed_in <> pg_current_xact_id()::text::bigint;
  return null;
end $$;
do $do$
declare t text;
begin
  foreach t in array array['organisation', 'title', 'figure'] loop
    execute format('create trigger %I after insert on registry.%I referencing new table as changed
      for each statement execute function policy.stamp_facts()', 'policy_' || t || '_inserted', t);
    execute format('create trigger %I after update on registry.%I referencing new table as changed
      for each statement execute function policy.stamp_facts()', 'policy_' || t || '_updated', t);
    execute format('create trigger %I after delete on registry.%I referencing old table as changed
      for each statement execute function policy.stamp_facts()', 'policy_' || t || '_deleted', t);
  end loop;
end $do$;
