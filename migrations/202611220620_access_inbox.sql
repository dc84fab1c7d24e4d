-- access: notices and which of them a person wants when. What waits for somebody is asked of the rooms and not kept.
create function access.current_city() returns text language sql stable parallel safe
  as $$ select access.verified_claims() ->> 'cityCode' $$;

create table access.notice (
  id bigint generated always as identity primary key,
  room text not null,                  -- the room that tells it
  kind text not null,                  -- its words in the room's catalogue; they are read in the reader's language
  params jsonb not null,               -- what the words name
  path text not null check (path ~ '^/([^/]|$)'), -- the page of ours it leads to; opaque here
  due_date date,
  dataset text check (dataset in ('held', 'demo')), -- null: concerns neither, an account for example
  to_user_id bigint references access.user_account (id),
  to_organisation_id bigint,           -- everybody of an organisation
  to_role text,                        -- everybody of a role …
  to_city_code text,                   -- … of one city; null: of all
  once_key text unique,                -- told once however often it is pushed
  created_by bigint references access.user_account (id), -- null: the program
  created_at timestamptz not null,
  check (num_nonnulls(to_user_id, to_organisation_id, to_role) = 1),
  check (to_city_code is null or to_role is not null)
);
create index notice_to_user on access.notice (to_user_id, id) where to_user_id is not null;
create index notice_to_organisation on access.notice (to_organisation_id, id) where to_organisation_id is not null;
create index notice_to_role on access.notice (to_role, id) where to_role is not null;

create table access.notice_read (
  notice_id bigint not null references access.notice (id),
  user_id bigint not null references access.user_account (id),
  read_at timestamptz not null,
  primary key (notice_id, user_id)
);
create table access.subscription (
  user_id bigint not null references access.user_account (id),
  kind text not null,
  mode text not null check (mode in ('at_once', 'daily', 'weekly', 'off')),
  primary key (user_id, kind)
);

-- A notice is put down by the program only, after the room's service has decided; nobody can send one by hand.
alter table access.notice enable row level security;
alter table access.notice force row level security;
create policy notice_read on access.notice for select using (
  (select access.current_role_code()) = 'system'
  or to_user_id = (select access.current_user_account())
  or to_organisation_id = (select access.current_org())
  or (to_role = (select access.current_role_code())
      and (to_city_code is null or (select access.current_city()) is null
           or to_city_code = (select access.current_city()))));
create policy notice_write on access.notice for insert with check ((select access.current_role_code()) = 'system');

alter table access.notice_read enable row level security;
alter table access.notice_read force row level security;
create policy notice_read_own on access.notice_read using (user_id = (select access.current_user_account()))
  with check (user_id = (select access.current_user_account()));
alter table access.subscription enable row level security;
alter table access.subscription force row level security;
create policy subscription_own on access.subscription using (user_id = (select access.current_user_account()))
  with check (user_id = (select access.current_user_account()));
grant select, insert on access.notice, access.notice_read to lianshu_app;
grant select, insert, update on access.subscription to lianshu_app;
