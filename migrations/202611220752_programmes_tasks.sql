-- programmes: tasks on their way - state, progress with evidence, milestones, tags, links, reminders, 督办单.
alter table programmes.plan
  add column pack_key text,                   -- the file of a pack that brought it; null where a document did
  add column source text,                     -- where a pack's plan comes from: document as the pack cites it
  add column note_zh text,                    -- what the reader has to know about it, for example that it is a draft
  add column note_en text,
  add column dimensions json not null default '[]';  -- tag dimensions of the plan: [{id, title, values: [{id, title}]}]
create unique index plan_by_pack on programmes.plan (dataset, city_code, pack_key) where pack_key is not null;

alter table programmes.task
  add column pack_key text,                   -- its place in the pack's file, stable over versions of the file
  add column place text,                      -- where in the source it stands
  add column cycle_id text,                   -- the life cycle that it began by; null before the first step
  add column cycle_city text,
  add column cycle_version integer,
  add column state text not null default 'open',
  add column is_open boolean not null default true,
  add column completed_on date,               -- day on which what the task is for was reached; null not reached
  add column seen integer not null default 0, -- grows with every change: two people do not overwrite each other
  add column done_percent integer check (done_percent between 0 and 100),  -- as the unit reported; null unknown
  add column progressed_at timestamptz,       -- of the newest progress report; null: none yet
  add column origin_room text,                -- what it was pulled from: an alert, a gap, a ticket, a meeting
  add column origin_path text,
  add column chain_id text,                   -- opaque id of a chain; null where it concerns none
  add column request_key text;
create unique index task_by_pack on programmes.task (plan_id, pack_key) where pack_key is not null;
create unique index task_by_request on programmes.task (created_by, request_key) where request_key is not null;
create unique index task_by_origin on programmes.task (dataset, city_code, origin_room, origin_path)
  where origin_path is not null and origin_room not in ('programmes.meeting');
create index task_late on programmes.task (due_date) where is_open and completed_on is null;

create table programmes.life_event (          -- what happened, line by line; never changed
  thing text not null check (thing in ('task', 'proposal')),
  thing_id bigint not null,
  ordinal integer not null,
  event json not null,                        -- of engines/workflow
  actor_name text not null,
  at timestamptz not null,
  primary key (thing, thing_id, ordinal)
);

create table programmes.task_progress (
  id bigint generated always as identity primary key,
  task_id bigint not null references programmes.task (id) on delete cascade,
  done_percent integer check (done_percent between 0 and 100),  -- null: the unit gives none
  text text not null,
  evidence bigint[] not null default '{}',    -- access.attachment
  told_by text not null,
  organisation_id bigint,
  told_at timestamptz not null
);
create index task_progress_by_task on programmes.task_progress (task_id);

create table programmes.milestone (
  id bigint generated always as identity primary key,
  task_id bigint not null references programmes.task (id) on delete cascade,
  title text not null,
  due_written text,
  due_date date,
  reached_on date,
  reached_by text,
  check ((reached_on is null) = (reached_by is null))
);
create index milestone_by_task on programmes.milestone (task_id);

create table programmes.task_tag (
  task_id bigint not null references programmes.task (id) on delete cascade,
  dimension text not null,
  value text not null,
  primary key (task_id, dimension, value)
);

create table programmes.task_link (           -- the object that a task ends in: agreement, policy, fund, exhibition
  id bigint generated always as identity primary key,
  task_id bigint not null references programmes.task (id) on delete cascade,
  kind text not null check (kind in ('agreement', 'policy', 'fund', 'exhibition', 'project', 'platform', 'gap', 'other')),
  title text not null,
  path text check (path ~ '^/[^/]'),          -- page of this house; null where it stands elsewhere
  added_by text not null,
  added_at timestamptz not null
);
create index task_link_by_task on programmes.task_link (task_id);

create table programmes.task_reminder (       -- steps of the escalation path that were taken, each once for one last day
  task_id bigint not null references programmes.task (id) on delete cascade,
  due_date date not null,
  step integer not null,
  told text not null,
  at timestamptz not null,
  primary key (task_id, due_date, step)
);

create table programmes.supervision_order (   -- 督办单
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('held', 'demo')),
  city_code text not null,
  year integer not null,
  number integer not null,
  task_id bigint not null references programmes.task (id) on delete cascade,
  content json not null,                      -- what was printed, so that it prints the same again
  issued_by text not null,
  issued_at timestamptz not null,
  unique (dataset, city_code, year, number)
);
create index supervision_order_by_task on programmes.supervision_order (task_id);

create table programmes.unit_name (           -- which organisation a unit's short name means in this city; a person said so
  dataset text not null check (dataset in ('held', 'demo')),
  city_code text not null,
  name text not null,
  organisation_id bigint not null,
  said_by text not null,
  said_at timestamptz not null,
  primary key (dataset, city_code, name),
  foreign key (dataset, organisation_id) references registry.organisation (dataset, id) on delete cascade
);

create table programmes.rule_set (            -- when a task is yellow or red and whom it goes to, as a pack says
  id text not null,
  city_code text not null,                    -- 000000: wherever no city has its own
  version integer not null,
  content json not null,
  sha256 text not null,
  pack text not null,
  loaded_at timestamptz not null,
  primary key (id, city_code, version)
);

grant select on programmes.life_event, programmes.task_progress, programmes.milestone, programmes.task_tag,
  programmes.task_link, programmes.task_reminder, programmes.supervision_order, programmes.unit_name,
  programmes.rule_set to lianshu_app, lianshu_reader;
grant insert on programmes.life_event, programmes.task_progress, programmes.milestone, programmes.task_tag,
  programmes.task_link, programmes.task_reminder, programmes.supervision_order, programmes.unit_name,
  programmes.rule_set to lianshu_app;
grant update on programmes.milestone, programmes.unit_name to lianshu_app;
grant delete on programmes.task_tag, programmes.task_unit, programmes.task_link, programmes.unit_name to lianshu_app;
