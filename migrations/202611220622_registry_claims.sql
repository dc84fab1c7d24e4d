-- registry: a person claims a firm, an office approves. Confidential: who claims what, with a phone number.
create table registry.claim (
  id bigint generated always as identity primary key,
  organisation_id bigint not null references registry.organisation (id),
  user_id bigint not null references access.user_account (id),
  credit_code text not null,           -- as given by the claimant; that of the organisation
  person_name text not null,
  post text,                           -- what the person is in the firm
  phone text not null,
  city_code text,                      -- of the organisation: which office decides
  state text not null,                 -- of the life cycle firm-claim
  due_on date,                         -- last working day for the decision
  history jsonb not null,              -- lines of the life cycle's engine, oldest first
  reason text,                         -- of a refusal
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create unique index claim_open_once on registry.claim (user_id) where state = 'waiting';
create index claim_open on registry.claim (state, city_code, id);
alter table registry.claim enable row level security;
alter table registry.claim force row level security;
create policy claim_read on registry.claim for select using (
  (select access.current_role_code()) in ('administrator', 'chain_office', 'system')
  or user_id = (select access.current_user_account()));
create policy claim_insert on registry.claim for insert
  with check (user_id = (select access.current_user_account()));
create policy claim_update on registry.claim for update using (
  (select access.current_role_code()) in ('administrator', 'chain_office', 'system')
  or user_id = (select access.current_user_account()));
grant select, insert, update on registry.claim to lianshu_app;
