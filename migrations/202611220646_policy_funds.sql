-- policy: special funds with budgets, windows and the figures of their ledgers; individual agreements with milestones.
create table policy.fund (                    -- packs/*/funds, or made by an office
  id bigint generated always as identity primary key,
  code text not null unique,                  -- id of the pack's file; house-<n> otherwise
  city_code text not null check (city_code ~ '^\d{6}$'),
  name text not null,
  department text not null,                   -- who manages it
  purpose text,
  policies text[] not null default '{}',      -- ids of documents paid from it
  over_budget text not null check (over_budget in ('refuse', 'proRata', 'ranking', 'firstCome')),
  over_budget_source text not null,           -- where the rule is stated; 假设 where no document states it
  source text not null,
  pack text,
  created_by text not null,
  created_at timestamptz not null
);
create table policy.fund_budget (             -- the newest line of a year counts; earlier ones stay as history
  id bigint generated always as identity primary key,
  fund_id bigint not null references policy.fund (id),
  dataset text not null check (dataset in ('held', 'demo')),
  year integer not null check (year between 1990 and 2100),
  amount_fen bigint not null check (amount_fen >= 0),
  source text not null,
  entered_by text not null,
  entered_at timestamptz not null
);
create index fund_budget_year on policy.fund_budget (fund_id, dataset, year, id desc);
create table policy.fund_window (             -- when one may apply to it
  id bigint generated always as identity primary key,
  fund_id bigint not null references policy.fund (id),
  dataset text not null check (dataset in ('held', 'demo')),
  title text not null,
  opens_on date not null,
  closes_on date not null check (closes_on >= opens_on),
  source text not null,
  entered_by text not null,
  entered_at timestamptz not null
);
create table policy.fund_figure (             -- what ledgers and reports tell of a fund's effect, by year
  fund_id bigint not null references policy.fund (id),
  year integer not null,
  name text not null check (name in ('projects', 'investment_fen', 'granted_fen')),
  value bigint not null check (value >= 0),   -- a count, or whole fen
  source text not null,
  primary key (fund_id, year, name)
);
grant select on policy.fund, policy.fund_budget, policy.fund_window, policy.fund_figure to lianshu_app, lianshu_reader;
grant insert on policy.fund, policy.fund_budget, policy.fund_window, policy.fund_figure to lianshu_app;
grant update on policy.fund, policy.fund_figure to lianshu_app;

alter table policy.payout add column fund_year integer;      -- of which year's budget it is paid

create table policy.agreement (               -- 一事一议: what was agreed with one person or team
  life_id bigint primary key references policy.life (id) on delete cascade,
  programme text,                             -- 龙城英才 …; null outside of any
  cohort_year integer check (cohort_year between 1990 and 2100),
  subject text not null,                      -- person or team
  parties json not null,                      -- [{name, role}]
  articles json not null,                     -- [{number, text}]
  support_fen bigint check (support_fen > 0), -- agreed at most, all milestones; null not agreed yet
  fund_id bigint references policy.fund (id),
  facts json not null default '{}'            -- what the contribution score is computed from, as stated
);
create table policy.agreement_milestone (
  life_id bigint not null references policy.agreement (life_id) on delete cascade,
  ordinal integer not null check (ordinal > 0),
  title text not null,
  due_on date not null,
  amount_fen bigint not null check (amount_fen >= 0),  -- paid when it is met
  met_on date,
  evidence text,                              -- id of the document that shows it
  accepted_by text,
  primary key (life_id, ordinal)
);
alter table policy.agreement enable row level security;
alter table policy.agreement force row level security;
create policy agreement_owner on policy.agreement to current_user using (true) with check (true);
create policy agreement_read on policy.agreement for select to lianshu_app, lianshu_reader
  using (exists (select 1 from policy.life l where l.id = life_id));
create policy agreement_insert on policy.agreement for insert to lianshu_app
  with check ((select access.may_read_all('application')));
create policy agreement_update on policy.agreement for update to lianshu_app
  using ((select access.may_read_all('application'))) with check (true);
alter table policy.agreement_milestone enable row level security;
alter table policy.agreement_milestone force row level security;
create policy milestone_owner on policy.agreement_milestone to current_user using (true) with check (true);
create policy milestone_read on policy.agreement_milestone for select to lianshu_app, lianshu_reader
  using (exists (select 1 from policy.agreement a where a.life_id = agreement_milestone.life_id));
create policy milestone_insert on policy.agreement_milestone for insert to lianshu_app
  with check ((select access.may_read_all('application')));
create policy milestone_update on policy.agreement_milestone for update to lianshu_app
  using ((select access.may_read_all('application'))) with check (true);
grant select on policy.agreement, policy.agreement_milestone to lianshu_app, lianshu_reader;
grant insert, update on policy.agreement, policy.agreement_milestone to lianshu_app;
