-- policy: life cycles from packs, the things that live them (applications, grants without application, individual
-- agreements), their histories, and the money that leaves by them. Cases and accounts are confidential: row security forced.
insert into access.confidential_reading (role, fact_kind) values
  ('administrator', 'application'), ('chain_office', 'application'), ('system', 'application'),
  ('administrator', 'payment_account'), ('chain_office', 'payment_account'), ('system', 'payment_account');

create table policy.life_cycle (              -- packs/*/workflows; a version never changes, so what began under it ends under it
  id text not null,
  city_code text not null check (city_code ~ '^\d{6}$'),  -- 000000: every city without one of its own
  version integer not null check (version > 0),
  definition json not null,                   -- the table of engines/workflow
  sha256 text not null,                       -- of that text
  pack text not null,
  loaded_at timestamptz not null,
  primary key (id, city_code, version)
);

create table policy.part_department (         -- which department does a parallel part in a city; the newest line counts
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('held', 'demo')),
  city_code text not null,
  part text not null,                         -- id of a part of a life cycle: business, finance, tax …
  organisation_id bigint not null,
  assigned_by text not null,
  assigned_at timestamptz not null,
  ended_at timestamptz,
  foreign key (dataset, organisation_id) references registry.organisation (dataset, id)
);
create unique index part_department_once on policy.part_department (dataset, city_code, part) where ended_at is null;
create index part_department_organisation on policy.part_department (organisation_id);

-- Whether the reader's organisation is one of the departments that check cases of a city.
create function policy.is_department_of(in_dataset text, in_city text) returns boolean
language sql stable parallel safe set search_path = pg_catalog, pg_temp as $$
  select access.current_role_code() = 'department' and exists (
    select 1 from policy.part_department d
    where d.dataset = in_dataset and d.city_code = in_city and d.ended_at is null
      and d.organisation_id = access.current_org())
$$;

create table policy.life (                    -- one thing on its way through a life cycle
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('held', 'demo')),
  city_code text not null,
  kind text not null check (kind in ('application', 'grant', 'agreement')),
  organisation_id bigint,                     -- whose case it is; null for a list over many
  title text not null,
  life_cycle_id text not null,
  life_cycle_city text not null,
  life_cycle_version integer not null,
  state text not null,
  due_on date,                                -- last day of the present state by the calendar of the day it began; null none
  events integer not null default 0,          -- lines of history; what a caller last saw, so that two cannot act at once
  request_key text not null,                  -- from the asking page: a second sending finds the first
  created_by text not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  foreign key (dataset, organisation_id) references registry.organisation (dataset, id),
  foreign key (life_cycle_id, life_cycle_city, life_cycle_version) references policy.life_cycle (id, city_code, version)
);
create unique index life_request on policy.life (created_by, request_key);
create index life_city on policy.life (dataset, city_code, kind, state);
create index life_organisation on policy.life (organisation_id) where organisation_id is not null;
create index life_due on policy.life (due_on) where due_on is not null;

create table policy.life_event (
  life_id bigint not null references policy.life (id) on delete cascade,
  ordinal integer not null check (ordinal > 0),
  kind text not null check (kind in ('started', 'acted', 'part_done', 'subtask_opened', 'subtask_closed', 'escalated')),
  name text,                                  -- the action, part or sub-task
  state text not null,                        -- where it stood
  to_state text,                              -- where an action led
  verdict text check (verdict in ('agreed', 'objected')),
  comment text,
  attachments text[] not null default '{}',   -- kinds that were there
  detail json not null default '{}',          -- reasons by field, amounts, who an escalation went to
  actor text not null,
  actor_name text not null,
  actor_organisation_id bigint,
  at timestamptz not null,
  primary key (life_id, ordinal)
);

alter table policy.life enable row level security;
alter table policy.life force row level security;
create policy life_owner on policy.life to current_user using (true) with check (true);
-- A draft is the applicant's alone; afterwards the offices concerned see it.
create policy life_read on policy.life for select to lianshu_app, lianshu_reader using (
  organisation_id = (select access.current_org())
  or (select access.current_role_code()) = 'system'
  or (state <> 'draft' and ((select access.may_read_all('application')) or policy.is_department_of(dataset, city_code))));
create policy life_insert on policy.life for insert to lianshu_app with check (
  organisation_id = (select access.current_org()) or (select access.may_read_all('application')));
create policy life_update on policy.life for update to lianshu_app using (
  organisation_id = (select access.current_org()) or (select access.may_read_all('application'))
  or policy.is_department_of(dataset, city_code)) with check (true);

alter table policy.life_event enable row level security;
alter table policy.life_event force row level security;
create policy life_event_owner on policy.life_event to current_user using (true) with check (true);
create policy life_event_read on policy.life_event for select to lianshu_app, lianshu_reader
  using (exists (select 1 from policy.life l where l.id = life_id));
create policy life_event_insert on policy.life_event for insert to lianshu_app
  with check (exists (select 1 from policy.life l where l.id = life_id));

-- Nobody decides on a case of their own organisation, and nobody but the applicant acts for it: by the life cycle's own
-- table, whatever a service asks. The role `applicant` of a life cycle is the organisation whose case it is.
create function policy.guard_event() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  thing policy.life;
  cycle json;
  roles json;
  own boolean;
begin
  if access.current_role_code() = 'system' then return new; end if;
  select * into thing from policy.life l where l.id = new.life_id;
  own := coalesce(thing.organisation_id = access.current_org(), false);
  select c.definition into cycle from policy.life_cycle c
  where c.id = thing.life_cycle_id and c.city_code = thing.life_cycle_city and c.version = thing.life_cycle_version;
  if new.kind = 'acted' then
    roles := cycle -> 'actions' -> new.name -> 'by';
    if new.to_state is distinct from cycle -> 'actions' -> new.name ->> 'to' then
      raise exception 'life: the action % does not lead to %', new.name, new.to_state using errcode = '42501';
    end if;
  elsif new.kind = 'part_done' then
    select p -> 'by' into roles from json_array_elements(cycle -> 'states' -> new.state -> 'parallel' -> 'parts') p
    where p ->> 'id' = new.name;
  elsif new.kind in ('subtask_opened', 'subtask_closed') then
    roles := '["office"]';
  else
    return new;
  end if;
  if roles is null then raise exception 'life: no action or part %', new.name using errcode = '42501'; end if;
  if own and not exists (select 1 from json_array_elements_text(roles) r where r = 'applicant') then
    raise exception 'life: nobody decides on a case of their own organisation' using errcode = '42501';
  end if;
  if not own and not exists (select 1 from json_array_elements_text(roles) r where r <> 'applicant') then
    raise exception 'life: only the applicant acts here' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger guard_event before insert on policy.life_event for each row execute function policy.guard_event();

-- The present state is what the history says; nobody sets it by hand.
create function policy.guard_life() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if (new.id, new.dataset, new.city_code, new.kind, new.organisation_id, new.life_cycle_id, new.life_cycle_city,
      new.life_cycle_version, new.request_key, new.created_by, new.created_at)
     is distinct from (old.id, old.dataset, old.city_code, old.kind, old.organisation_id, old.life_cycle_id,
      old.life_cycle_city, old.life_cycle_version, old.request_key, old.created_by, old.created_at) then
    raise exception 'life: what it is does not change' using errcode = '42501';
  end if;
  if new.events < old.events then raise exception 'life: history does not shrink' using errcode = '42501'; end if;
  if new.state <> old.state and not exists (
      select 1 from policy.life_event e
      where e.life_id = new.id and e.ordinal = new.events and e.kind = 'acted' and e.to_state = new.state) then
    raise exception 'life: the state comes from the history' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger guard_life before update on policy.life for each row execute function policy.guard_life();

create table policy.application (
  life_id bigint primary key references policy.life (id) on delete cascade,
  policy_id text not null,
  policy_version integer,                     -- version of the rules it was computed by; null where none was
  clause_id text not null,
  fund_id bigint,
  items json not null,                        -- what the applicant states: [{key, label, type, unit, value, origin}]
  snapshots json not null default '[]',       -- the same at each submission, for what was known at an earlier return
  claimed_fen bigint check (claimed_fen >= 0),         -- what the applicant asks for; null not stated
  computed_verdict text,                      -- of the rules engine; null where it was not asked
  computed_fen bigint check (computed_fen >= 0),       -- entitlement computed; null unknown or a ceiling
  ceiling_fen bigint check (ceiling_fen >= 0),         -- the most that may be granted; null where the clause grants outright
  explanation json,                           -- as the engine explained it
  approved_fen bigint check (approved_fen >= 0),       -- what the office fixed; null until it did; never the ceiling by itself
  approved_by text,
  approved_at timestamptz,
  check (approved_fen is null or ceiling_fen is null or approved_fen <= ceiling_fen)
);
alter table policy.application enable row level security;
alter table policy.application force row level security;
create policy application_owner on policy.application to current_user using (true) with check (true);
create policy application_read on policy.application for select to lianshu_app, lianshu_reader
  using (exists (select 1 from policy.life l where l.id = life_id));
create policy application_insert on policy.application for insert to lianshu_app
  with check (exists (select 1 from policy.life l where l.id = life_id));
create policy application_update on policy.application for update to lianshu_app
  using (exists (select 1 from policy.life l where l.id = life_id)) with check (true);

create function policy.guard_approval() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if new.approved_fen is not distinct from old.approved_fen then return new; end if;
  if access.current_role_code() = 'system' then return new; end if;
  if coalesce(not access.may_read_all('application'), true) or exists (
      select 1 from policy.life l where l.id = new.life_id and l.organisation_id = access.current_org()) then
    raise exception 'application: nobody fixes an amount for their own organisation' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger guard_approval before update on policy.application for each row execute function policy.guard_approval();

create table policy.payment_account (         -- where a firm is paid; the newest one that stands counts
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('held', 'demo')),
  organisation_id bigint not null,
  account_name text not null,
  bank text not null,
  account_no text not null check (account_no ~ '^\d{6,30}$'),
  confirmed_by text not null,
  confirmed_at timestamptz not null,
  ended_at timestamptz,
  foreign key (dataset, organisation_id) references registry.organisation (dataset, id)
);
create index payment_account_organisation on policy.payment_account (organisation_id);
create unique index payment_account_one on policy.payment_account (organisation_id) where ended_at is null;
alter table policy.payment_account enable row level security;
alter table policy.payment_account force row level security;
create policy payment_account_owner on policy.payment_account to current_user using (true) with check (true);
create policy payment_account_read on policy.payment_account for select to lianshu_app, lianshu_reader using (
  organisation_id = (select access.current_org()) or (select access.may_read_all('payment_account')));
-- Only the firm itself names its account: an office that could would pay whom it likes.
create policy payment_account_insert on policy.payment_account for insert to lianshu_app with check (
  organisation_id = (select access.current_org()) or (select access.current_role_code()) = 'system');
create policy payment_account_update on policy.payment_account for update to lianshu_app using (
  organisation_id = (select access.current_org()) or (select access.current_role_code()) = 'system') with check (true);

create table policy.grant_run (               -- one clause over all firms of a city: who gets it without applying
  life_id bigint primary key references policy.life (id) on delete cascade,
  policy_id text not null,
  policy_version integer,
  clause_id text not null,
  basis text not null,                        -- document and clause as the payment list names them
  on_date date not null,                      -- facts of this day
  fund_id bigint,
  counts json not null                        -- firms by verdict, and what blocks, as the engine told
);
create table policy.grant_line (
  id bigint generated always as identity primary key,
  life_id bigint not null references policy.grant_run (life_id) on delete cascade,
  dataset text not null,
  city_code text not null,
  organisation_id bigint not null,
  name text not null,                         -- as it stood when the list was made
  credit_code text,
  amount_fen bigint not null check (amount_fen > 0),
  arithmetic json not null,                   -- lines of the engine
  status text not null check (status in ('listed', 'confirmed', 'excluded', 'offered', 'accepted', 'refused', 'ordered', 'paid')),
  excluded_part text,
  excluded_reason text,
  accepted_by text,
  accepted_at timestamptz,
  account_id bigint references policy.payment_account (id),
  unique (life_id, organisation_id),
  foreign key (dataset, organisation_id) references registry.organisation (dataset, id)
);
create index grant_line_organisation on policy.grant_line (organisation_id);
alter table policy.grant_run enable row level security;
alter table policy.grant_run force row level security;
create policy grant_run_owner on policy.grant_run to current_user using (true) with check (true);
create policy grant_run_read on policy.grant_run for select to lianshu_app, lianshu_reader
  using (exists (select 1 from policy.life l where l.id = life_id));
create policy grant_run_insert on policy.grant_run for insert to lianshu_app
  with check ((select access.may_read_all('application')));
alter table policy.grant_line enable row level security;
alter table policy.grant_line force row level security;
create policy grant_line_owner on policy.grant_line to current_user using (true) with check (true);
-- A firm sees its own line once it is offered; the offices concerned see all.
create policy grant_line_read on policy.grant_line for select to lianshu_app, lianshu_reader using (
  (select access.may_read_all('application'))
  or (organisation_id = (select access.current_org()) and status in ('offered', 'accepted', 'refused', 'ordered', 'paid'))
  or policy.is_department_of(dataset, city_code));
create policy grant_line_insert on policy.grant_line for insert to lianshu_app
  with check ((select access.may_read_all('application')));
create policy grant_line_update on policy.grant_line for update to lianshu_app using (
  (select access.may_read_all('application')) or organisation_id = (select access.current_org())
  or policy.is_department_of(dataset, city_code)) with check (true);

-- Who may move a line where: departments confirm or exclude, the firm itself accepts or refuses, the office does the rest;
-- what it is worth never changes, and nobody confirms a line of their own organisation.
create function policy.guard_grant_line() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare own boolean := coalesce(old.organisation_id = access.current_org(), false);
begin
  if (new.id, new.life_id, new.organisation_id, new.dataset, new.city_code, new.amount_fen, new.name, new.credit_code)
     is distinct from (old.id, old.life_id, old.organisation_id, old.dataset, old.city_code, old.amount_fen, old.name, old.credit_code) then
    raise exception 'grant_line: what it is worth does not change' using errcode = '42501';
  end if;
  if access.current_role_code() = 'system' then return new; end if;
  if new.status in ('accepted', 'refused') and new.status <> old.status and not own then
    raise exception 'grant_line: only the firm itself accepts' using errcode = '42501';
  end if;
  if new.status not in ('accepted', 'refused') and new.status <> old.status and own then
    raise exception 'grant_line: nobody decides on a line of their own organisation' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger guard_grant_line before update on policy.grant_line for each row execute function policy.guard_grant_line();

create table policy.payment_list (            -- what was handed to the treasury
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('held', 'demo')),
  city_code text not null,
  title text not null,
  lines integer not null check (lines > 0),
  total_fen bigint not null check (total_fen > 0),
  sha256 text not null,                       -- of the workbook handed out
  content bytea not null,                     -- the workbook itself: what was handed out can be shown again
  made_by text not null,
  made_at timestamptz not null
);
alter table policy.payment_list enable row level security;
alter table policy.payment_list force row level security;
create policy payment_list_owner on policy.payment_list to current_user using (true) with check (true);
create policy payment_list_read on policy.payment_list for select to lianshu_app, lianshu_reader
  using ((select access.may_read_all('payment_account')));
create policy payment_list_insert on policy.payment_list for insert to lianshu_app
  with check ((select access.may_read_all('payment_account')));

create table policy.payout (                  -- one instalment of money to one organisation
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('held', 'demo')),
  city_code text not null,
  life_id bigint not null references policy.life (id) on delete cascade,
  line_id bigint references policy.grant_line (id) on delete cascade,
  organisation_id bigint not null,
  instalment integer not null check (instalment > 0),
  label text not null,
  amount_fen bigint not null check (amount_fen > 0),
  due_on date,                                -- planned day; null not planned
  status text not null check (status in ('planned', 'ordered', 'paid', 'cancelled')),
  fund_id bigint,
  account_id bigint references policy.payment_account (id),
  payment_list_id bigint references policy.payment_list (id),
  paid_on date,
  voucher text,                               -- number of the treasury's voucher
  recorded_by text,
  recovered_fen bigint not null default 0 check (recovered_fen >= 0),
  check (recovered_fen <= amount_fen),
  check ((status = 'paid') = (paid_on is not null)),
  foreign key (dataset, organisation_id) references registry.organisation (dataset, id)
);
create unique index payout_once on policy.payout (life_id, coalesce(line_id, 0), instalment);
create unique index payout_voucher on policy.payout (dataset, voucher, organisation_id) where voucher is not null;
create index payout_organisation on policy.payout (organisation_id);
create index payout_fund on policy.payout (fund_id) where fund_id is not null;
alter table policy.payout enable row level security;
alter table policy.payout force row level security;
create policy payout_owner on policy.payout to current_user using (true) with check (true);
create policy payout_read on policy.payout for select to lianshu_app, lianshu_reader using (
  (select access.may_read_all('application')) or organisation_id = (select access.current_org())
  or policy.is_department_of(dataset, city_code));
create policy payout_insert on policy.payout for insert to lianshu_app
  with check ((select access.may_read_all('application')) and organisation_id is distinct from (select access.current_org()));
create policy payout_update on policy.payout for update to lianshu_app
  using ((select access.may_read_all('application')) and organisation_id is distinct from (select access.current_org()))
  with check (true);

-- A payment is recorded once: what was paid stays paid, with its amount, day and voucher.
create function policy.guard_payout() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if (new.life_id, new.line_id, new.organisation_id, new.instalment, new.dataset)
     is distinct from (old.life_id, old.line_id, old.organisation_id, old.instalment, old.dataset) then
    raise exception 'payout: what it is does not change' using errcode = '42501';
  end if;
  if old.status = 'paid' and (new.status, new.amount_fen, new.paid_on, new.voucher)
     is distinct from (old.status, old.amount_fen, old.paid_on, old.voucher) then
    raise exception 'payout: recorded once' using errcode = '42501';
  end if;
  if new.recovered_fen < old.recovered_fen then raise exception 'payout: recovered money stays recovered' using errcode = '42501'; end if;
  return new;
end $$;
create trigger guard_payout before update on policy.payout for each row execute function policy.guard_payout();

-- The demo city is made anew over all rooms: what hangs on an invented organisation goes with it. Held ones keep theirs.
create function policy.forget_demo_organisation() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  delete from policy.life where dataset = 'demo' and (organisation_id = old.id or kind = 'grant');
  delete from policy.payment_account where dataset = 'demo' and organisation_id = old.id;
  delete from policy.part_department where dataset = 'demo' and organisation_id = old.id;
  return old;
end $$;
create trigger policy_forget_demo before delete on registry.organisation
  for each row when (old.dataset = 'demo') execute function policy.forget_demo_organisation();

grant select on policy.life_cycle, policy.part_department, policy.life, policy.life_event, policy.application,
  policy.payment_account, policy.grant_run, policy.grant_line, policy.payment_list, policy.payout
  to lianshu_app, lianshu_reader;
grant insert on policy.life_cycle, policy.part_department, policy.life, policy.life_event, policy.application,
  policy.payment_account, policy.grant_run, policy.grant_line, policy.payment_list, policy.payout to lianshu_app;
grant update on policy.part_department, policy.life, policy.application, policy.payment_account, policy.grant_line,
  policy.payout to lianshu_app;
revoke all on function policy.guard_event(), policy.guard_life(), policy.guard_approval(), policy.guard_grant_line(),
  policy.forget_demo_organisation() from public;
