-- policy: the statement of a firm's benefits: money that came back by the day it came, and reliefs as tax office or firm tell.
create table policy.recovery (                -- one sum that came back of a payment; they add up to payout.recovered_fen
  id bigint generated always as identity primary key,
  payout_id bigint not null references policy.payout (id) on delete cascade,
  amount_fen bigint not null check (amount_fen > 0),
  received_on date not null,
  reason text not null,
  recorded_by text not null,
  recorded_at timestamptz not null
);
create index recovery_payout on policy.recovery (payout_id);
alter table policy.recovery enable row level security;
alter table policy.recovery force row level security;
create policy recovery_owner on policy.recovery to current_user using (true) with check (true);
create policy recovery_read on policy.recovery for select to lianshu_app, lianshu_reader
  using (exists (select 1 from policy.payout p where p.id = payout_id));
create policy recovery_insert on policy.recovery for insert to lianshu_app
  with check ((select access.may_read_all('application')));
grant select on policy.recovery to lianshu_app, lianshu_reader;
grant insert on policy.recovery to lianshu_app;

-- Whether the reader's department does a part in a city.
create function policy.does_part(in_dataset text, in_city text, in_part text) returns boolean
language sql stable parallel safe set search_path = pg_catalog, pg_temp as $$
  select access.current_role_code() = 'department' and exists (
    select 1 from policy.part_department d
    where d.dataset = in_dataset and d.city_code = in_city and d.part = in_part and d.ended_at is null
      and d.organisation_id = access.current_org())
$$;

create table policy.reported_benefit (        -- a tax relief as told; the house computes none: no rate stands in its sources
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('held', 'demo')),
  city_code text not null check (city_code ~ '^\d{6}$'),
  organisation_id bigint not null,
  kind text not null check (kind in ('rd_deduction', 'vat_refund', 'high_tech_rate', 'resource_use', 'other')),
  title text,                                 -- of a kind that has no name here; null otherwise
  year integer not null check (year between 1990 and 2100),  -- the tax year
  amount_fen bigint check (amount_fen >= 0),  -- tax not paid or given back, whole fen; null: enjoyed, amount not told
  basis_fen bigint check (basis_fen >= 0),    -- what was deducted from income, whole fen; never added to amounts
  reporter text not null check (reporter in ('office', 'department', 'firm')),
  source text not null,                       -- document, return or list that tells it
  entered_by text not null,
  entered_name text not null,
  entered_at timestamptz not null,
  withdrawn_at timestamptz,
  withdrawn_by text,
  withdrawn_reason text,
  check ((kind = 'other') = (title is not null)),
  check ((withdrawn_at is null) = (withdrawn_by is null) and (withdrawn_at is null) = (withdrawn_reason is null)),
  foreign key (dataset, organisation_id) references registry.organisation (dataset, id)
);
create unique index reported_benefit_once on policy.reported_benefit
  (dataset, organisation_id, kind, coalesce(title, ''), year, reporter) where withdrawn_at is null;
alter table policy.reported_benefit enable row level security;
alter table policy.reported_benefit force row level security;
create policy benefit_owner on policy.reported_benefit to current_user using (true) with check (true);
create policy benefit_read on policy.reported_benefit for select to lianshu_app, lianshu_reader using (
  organisation_id = (select access.current_org()) or (select access.may_read_all('application'))
  or policy.does_part(dataset, city_code, 'tax'));
create policy benefit_insert on policy.reported_benefit for insert to lianshu_app with check (
  (select access.current_role_code()) = 'system'
  or (reporter = 'firm' and organisation_id = (select access.current_org()))
  or (reporter = 'office' and (select access.may_read_all('application'))
    and organisation_id is distinct from (select access.current_org()))
  or (reporter = 'department' and policy.does_part(dataset, city_code, 'tax')));
create policy benefit_update on policy.reported_benefit for update to lianshu_app using (
  (reporter = 'firm' and organisation_id = (select access.current_org()))
  or (reporter <> 'firm' and (select access.may_read_all('application'))
    and organisation_id is distinct from (select access.current_org()))
  or (reporter = 'department' and policy.does_part(dataset, city_code, 'tax'))) with check (true);
grant select on policy.reported_benefit to lianshu_app, lianshu_reader;
grant insert on policy.reported_benefit to lianshu_app;
grant update (withdrawn_at, withdrawn_by, withdrawn_reason) on policy.reported_benefit to lianshu_app;

-- What was told stays as it was told; it may be taken back once.
create function policy.guard_reported_benefit() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if old.withdrawn_at is not null then
    raise exception 'reported_benefit: taken back once' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger guard_reported_benefit before update on policy.reported_benefit
  for each row execute function policy.guard_reported_benefit();

create or replace function policy.forget_demo_organisation() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  delete from policy.life where dataset = 'demo' and (organisation_id = old.id or kind = 'grant');
  delete from policy.payment_account where dataset = 'demo' and organisation_id = old.id;
  delete from policy.part_department where dataset = 'demo' and organisation_id = old.id;
  delete from policy.reported_benefit where dataset = 'demo' and organisation_id = old.id;
  return old;
end $$;
revoke all on function policy.does_part(text, text, text), policy.guard_reported_benefit() from public;
grant execute on function policy.does_part(text, text, text) to lianshu_app, lianshu_reader;
