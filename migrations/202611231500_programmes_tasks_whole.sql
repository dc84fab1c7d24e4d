-- programmes: sub-tasks, changes with their reason, more kinds of objects that a task ends in, subscriptions to a week's digest.
alter table programmes.task
  add column parent_id bigint references programmes.task (id),   -- the task that this one is a part of
  add constraint task_not_own_parent check (parent_id <> id);
create index task_by_parent on programmes.task (parent_id) where parent_id is not null;

alter table programmes.task_link drop constraint task_link_kind_check;
alter table programmes.task_link add constraint task_link_kind_check check (kind in ('agreement', 'policy', 'fund',
  'exhibition', 'project', 'project_list', 'platform', 'gap', 'lead', 'alert', 'ticket', 'target', 'other'));

create table programmes.task_change (         -- what an office changed in a task, why, and what stood before; never changed
  id bigint generated always as identity primary key,
  task_id bigint not null references programmes.task (id) on delete cascade,
  reason text not null,
  before json not null,                       -- only the fields that changed
  after json not null,
  changed_by text not null,
  changed_at timestamptz not null
);
create index task_change_by_task on programmes.task_change (task_id);

create table programmes.digest_subscription ( -- who wants the week's digest of what; told on Mondays
  user_id bigint not null references access.user_account (id) on delete cascade,
  dataset text not null check (dataset in ('held', 'demo')),
  city_code text not null check (city_code ~ '^\d{6}$'),
  kind text not null check (kind in ('city', 'plan', 'unit', 'chain')),
  key text not null,                          -- id of the plan or chain, name of the unit; '' for the city
  since timestamptz not null,
  primary key (user_id, dataset, city_code, kind, key)
);

grant select on programmes.task_change, programmes.digest_subscription to lianshu_app, lianshu_reader;
grant insert on programmes.task_change, programmes.digest_subscription to lianshu_app;
grant delete on programmes.digest_subscription, programmes.milestone to lianshu_app;
