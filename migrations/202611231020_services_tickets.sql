-- services: requests from firms (诉求) as tickets, with service levels, reminders, escalation, answer and satisfaction.
-- Row security: a firm sees its own, a unit those given to it, the office all; a chain leader those that are not
-- confidential and those that came up to the leader.
create schema services;
grant usage on schema services to lianshu_app, lianshu_reader;

create table services.rule_set (            -- service levels of a pack: kinds, days, whom a late ticket goes to
  id text not null,
  city_code text not null,                  -- 000000: wherever no city has its own
  version integer not null check (version > 0),
  content json not null,
  sha256 text not null,
  pack text not null,
  loaded_at timestamptz not null,
  primary key (id, city_code, version)
);
grant select on services.rule_set to lianshu_app, lianshu_reader;
grant insert on services.rule_set to lianshu_app;

create table services.ticket (
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('held', 'demo')),
  city_code text not null,                  -- GB/T 2260
  organisation_id bigint not null,          -- whose request it is
  chain_id text,                            -- opaque here; null: concerns no chain, or nobody has said
  kind text not null,                       -- of the service levels
  urgency text not null check (urgency in ('normal', 'urgent')),
  title text not null,
  words text not null,                      -- what the firm asks for, in its words
  contact text,                             -- whom to call; null: not given
  is_confidential boolean not null,
  unit_name text,                           -- who handles it; null: not assigned yet
  unit_organisation_id bigint,              -- in the register, so that its people see it; null: only by name
  cycle_id text,                            -- the life cycle that it began by; null before the first step
  cycle_city text,
  cycle_version integer,
  state text not null default 'submitted',
  is_open boolean not null default true,
  seen integer not null default 0,          -- grows with every change: two people do not overwrite each other
  received_on date not null,                -- day in China
  due_on date not null,                     -- last day of the service level, working days
  answer text,
  answered_on date,                         -- first answer
  answered_again_on date,
  satisfaction integer check (satisfaction between 1 and 5), -- null: not rated
  satisfaction_words text,
  closed_on date,
  leader_told_at timestamptz,               -- when it came up to the chain leader; null: it did not
  raised_by text not null,
  raised_by_id bigint,
  request_key text not null,                -- of the form that made it: a retry finds it again
  created_at timestamptz not null,
  updated_at timestamptz not null,
  foreign key (dataset, organisation_id) references registry.organisation (dataset, id),
  foreign key (dataset, unit_organisation_id) references registry.organisation (dataset, id)
);
create unique index ticket_request on services.ticket (raised_by_id, request_key);
create index ticket_city on services.ticket (city_code, dataset, is_open, due_on);
create index ticket_organisation on services.ticket (organisation_id);
create index ticket_unit on services.ticket (unit_organisation_id) where unit_organisation_id is not null;

create table services.ticket_event (        -- what happened, line by line; never changed
  ticket_id bigint not null references services.ticket (id) on delete cascade,
  ordinal integer not null,
  event json not null,                      -- of engines/workflow
  actor_name text not null,
  at timestamptz not null,
  primary key (ticket_id, ordinal)
);

create table services.ticket_reminder (     -- steps that were taken because the last day came near or passed, each once
  ticket_id bigint not null references services.ticket (id) on delete cascade,
  due_on date not null,
  step integer not null,
  told text not null,                       -- whom, in words
  at timestamptz not null,
  primary key (ticket_id, due_on, step)
);

alter table services.ticket enable row level security;
alter table services.ticket force row level security;
create policy ticket_owner on services.ticket to current_user using (true) with check (true);
create policy ticket_read on services.ticket for select to lianshu_app, lianshu_reader using (
  (select access.current_role_code()) in ('system', 'administrator', 'chain_office')
  or organisation_id = (select access.current_org())
  or (unit_organisation_id = (select access.current_org())
      and (select access.current_role_code()) in ('department', 'park'))
  or ((select access.current_role_code()) = 'chain_leader' and (not is_confidential or leader_told_at is not null)));
create policy ticket_insert on services.ticket for insert to lianshu_app with check (
  (select access.current_role_code()) in ('system', 'administrator', 'chain_office')
  or organisation_id = (select access.current_org()));
create policy ticket_update on services.ticket for update to lianshu_app using (
  (select access.current_role_code()) in ('system', 'administrator', 'chain_office')
  or organisation_id = (select access.current_org())
  or (unit_organisation_id = (select access.current_org())
      and (select access.current_role_code()) in ('department', 'park')));
create policy ticket_delete_demo on services.ticket for delete to lianshu_app
  using (dataset = 'demo' and (select access.current_role_code()) in ('system', 'administrator'));
grant select, insert, update, delete on services.ticket to lianshu_app;
grant select on services.ticket to lianshu_reader;

alter table services.ticket_event enable row level security;
alter table services.ticket_event force row level security;
create policy ticket_event_owner on services.ticket_event to current_user using (true) with check (true);
create policy ticket_event_read on services.ticket_event for select to lianshu_app, lianshu_reader using (
  exists (select from services.ticket t where t.id = ticket_id));
create policy ticket_event_insert on services.ticket_event for insert to lianshu_app with check (
  exists (select from services.ticket t where t.id = ticket_id));
grant select, insert on services.ticket_event to lianshu_app;
grant select on services.ticket_event to lianshu_reader;

alter table services.ticket_reminder enable row level security;
alter table services.ticket_reminder force row level security;
create policy ticket_reminder_owner on services.ticket_reminder to current_user using (true) with check (true);
create policy ticket_reminder_read on services.ticket_reminder for select to lianshu_app, lianshu_reader using (
  exists (select from services.ticket t where t.id = ticket_id));
create policy ticket_reminder_insert on services.ticket_reminder for insert to lianshu_app
  with check ((select access.current_role_code()) in ('system', 'administrator'));
grant select, insert on services.ticket_reminder to lianshu_app;
grant select on services.ticket_reminder to lianshu_reader;

-- A firm of the demo city takes its tickets with it; a held firm with tickets is not deleted.
create function services.forget_demo_organisation() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  delete from services.ticket where dataset = 'demo' and organisation_id = old.id;
  update services.ticket set unit_organisation_id = null where dataset = 'demo' and unit_organisation_id = old.id;
  return old;
end $$;
revoke all on function services.forget_demo_organisation() from public;
create trigger services_forget_demo before delete on registry.organisation
  for each row when (old.dataset = 'demo') execute function services.forget_demo_organisation();
