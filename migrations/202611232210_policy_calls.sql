-- policy: calls of a programme. Applications to a call live by the life cycle of applications; points of reviewers, the list
-- of the selected, and the agreement that follows stand beside them.
alter table policy.life drop constraint life_kind_check;
alter table policy.life add constraint life_kind_check check (kind in ('application', 'grant', 'agreement', 'call'));

create table policy.call (                    -- public facts: what is called for, by when, how it is judged
  life_id bigint primary key references policy.life (id) on delete cascade,
  dataset text not null check (dataset in ('held', 'demo')),
  city_code text not null check (city_code ~ '^\d{6}$'),
  programme text not null,                    -- 龙城英才计划 …
  cohort_year integer not null check (cohort_year between 1990 and 2100),
  title text not null,
  policy_id text not null,                    -- the clause that supports the selected
  clause_id text not null,
  opens_on date not null,
  closes_on date not null check (closes_on >= opens_on),
  places integer check (places > 0),          -- at most so many selected; null no limit stated
  support_from_fen bigint check (support_from_fen >= 0),   -- least and most support of one, whole fen; null not stated
  support_to_fen bigint check (support_to_fen >= support_from_fen),
  reviewers integer not null check (reviewers between 1 and 15),  -- 1: one sheet of points; more: a panel
  criteria json not null,                     -- [{id, label, max}]; points
  source text not null,
  unique (dataset, city_code, programme, cohort_year, title)
);
grant select on policy.call to lianshu_app, lianshu_reader;
grant insert on policy.call to lianshu_app;

alter table policy.application add column call_id bigint references policy.call (life_id);
alter table policy.application add column subject text;     -- person, team or project that applies to a call
create index application_call on policy.application (call_id) where call_id is not null;
alter table policy.agreement add column application_id bigint references policy.application (life_id);
create unique index agreement_application on policy.agreement (application_id) where application_id is not null;

create table policy.call_score (              -- the points of one reviewer for one application; the newest counts
  application_id bigint not null references policy.application (life_id) on delete cascade,
  reviewer text not null,                     -- user name
  reviewer_name text not null,
  points json not null,                       -- by criterion, hundredths of a point
  total integer not null check (total >= 0),  -- hundredths of a point
  comment text,
  scored_at timestamptz not null,
  primary key (application_id, reviewer)
);
create table policy.call_result (             -- the list: place and choice of each application that was judged
  application_id bigint primary key references policy.application (life_id) on delete cascade,
  place integer not null check (place > 0),
  mean integer not null check (mean >= 0),    -- hundredths of a point, rounded half up
  reviewers integer not null check (reviewers > 0),
  is_selected boolean not null,
  support_fen bigint check (support_fen > 0), -- at most, for a selected one
  reason text,                                -- where the choice leaves the order of points
  decided_by text not null,
  decided_at timestamptz not null,
  check (is_selected = (support_fen is not null))
);
-- Points and places are for those who judge: never for another applicant, nor for the applicant's own firm.
create function policy.judges(in_application bigint) returns boolean
language sql stable parallel safe set search_path = pg_catalog, pg_temp as $$
  select access.current_role_code() in ('system', 'administrator', 'chain_office', 'department') and exists (
    select 1 from policy.life l where l.id = in_application
      and l.organisation_id is distinct from access.current_org())
$$;
alter table policy.call_score enable row level security;
alter table policy.call_score force row level security;
create policy call_score_owner on policy.call_score to current_user using (true) with check (true);
create policy call_score_read on policy.call_score for select to lianshu_app, lianshu_reader
  using (policy.judges(application_id));
create policy call_score_insert on policy.call_score for insert to lianshu_app with check (policy.judges(application_id));
create policy call_score_update on policy.call_score for update to lianshu_app
  using (policy.judges(application_id)) with check (policy.judges(application_id));
alter table policy.call_result enable row level security;
alter table policy.call_result force row level security;
create policy call_result_owner on policy.call_result to current_user using (true) with check (true);
create policy call_result_read on policy.call_result for select to lianshu_app, lianshu_reader
  using (policy.judges(application_id));
create policy call_result_insert on policy.call_result for insert to lianshu_app
  with check ((select access.may_read_all('application')));
create policy call_result_update on policy.call_result for update to lianshu_app
  using ((select access.may_read_all('application'))) with check (true);
grant select, insert, update on policy.call_score, policy.call_result to lianshu_app;
grant select on policy.call_score, policy.call_result to lianshu_reader;

-- Demo calls have no organisation: they go with the firms of the demo city, as the lists of 免申即享 do.
create function policy.forget_demo_calls() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (select 1 from registry.organisation where dataset = 'demo') then
    delete from policy.life where dataset = 'demo' and kind = 'call';
  end if;
  return null;
end $$;
create trigger policy_forget_demo_calls after delete on registry.organisation
  for each statement execute function policy.forget_demo_calls();
revoke all on function policy.judges(bigint), policy.forget_demo_calls() from public;
grant execute on function policy.judges(bigint) to lianshu_app, lianshu_reader;
