-- registry: forms that are sent to chosen organisations with a due date, and what they answered. An answer is the
-- organisation's own until an office takes it over: it reads its own, the offices read all.
create table registry.collection (
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('held', 'demo')),
  title text not null,
  kind text not null,                       -- of an importer: firms, relations
  partner text check (partner in ('supplier', 'customer')),
  fields text[] not null,                   -- names of the importer's fields, in the order asked
  note text not null,                       -- what it is for, as the organisations read it
  due_date date not null,
  client_key text not null,                 -- made by the page: the same key makes no second collection
  created_by text not null,
  created_by_id bigint,
  created_at timestamptz not null,
  closed_at timestamptz
);
create unique index collection_once on registry.collection (client_key);
create table registry.collection_request (
  id bigint generated always as identity primary key,
  collection_id bigint not null references registry.collection (id),
  dataset text not null,
  organisation_id bigint not null,
  state text not null check (state in ('sent', 'draft', 'answered', 'returned', 'taken')),
  rows jsonb not null default '[]',         -- what was filled in: a list of field → text
  sent_at timestamptz not null,
  reminded_at timestamptz,
  reminder_count integer not null default 0,
  answered_by text,
  answered_at timestamptz,
  return_reason text,
  import_id bigint references registry.import (id),
  unique (collection_id, organisation_id),
  foreign key (dataset, organisation_id) references registry.organisation (dataset, id)
);
create index collection_request_organisation on registry.collection_request (organisation_id, state);

alter table registry.collection_request enable row level security;
alter table registry.collection_request force row level security;
create policy collection_request_office on registry.collection_request
  using ((select access.current_role_code()) in ('administrator', 'chain_office', 'system'))
  with check ((select access.current_role_code()) in ('administrator', 'chain_office', 'system'));
create policy collection_request_own_read on registry.collection_request for select
  using (organisation_id = (select access.current_org()));
-- An organisation fills in until the office has taken the answer over; it changes nothing but its answer.
create policy collection_request_own_answer on registry.collection_request for update
  using (organisation_id = (select access.current_org()) and state <> 'taken')
  with check (organisation_id = (select access.current_org()) and state in ('draft', 'answered'));
create function registry.guard_collection_answer() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if coalesce(access.current_role_code(), '') in ('administrator', 'chain_office', 'system') then return new; end if;
  if (new.collection_id, new.organisation_id, new.sent_at, new.import_id, new.reminder_count, new.return_reason)
     is distinct from (old.collection_id, old.organisation_id, old.sent_at, old.import_id, old.reminder_count, old.return_reason) then
    raise exception 'collection_request: only the answer may change' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger guard_collection_answer before update on registry.collection_request
  for each row execute function registry.guard_collection_answer();
alter table registry.collection enable row level security;
alter table registry.collection force row level security;
create policy collection_office on registry.collection
  using ((select access.current_role_code()) in ('administrator', 'chain_office', 'system'))
  with check ((select access.current_role_code()) in ('administrator', 'chain_office', 'system'));
create policy collection_asked on registry.collection for select using (exists (
  select from registry.collection_request r
  where r.collection_id = collection.id and r.organisation_id = (select access.current_org())));
grant select, insert, update on registry.collection, registry.collection_request to lianshu_app;
