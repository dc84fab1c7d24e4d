-- access: documents that people hand in. They stand in the database: in the same transaction as what they prove, in the
-- same backup, outside any folder that a web server reads.
create table access.attachment (
  id bigint generated always as identity primary key,
  room text not null,                  -- the room that asked for it
  subject text not null,               -- what it belongs to, as the room names it, `policy.application/12`
  organisation_id bigint,              -- whose document it is; null: an office's
  readers text[] not null,             -- roles that read it beside its owner and its uploader
  file_name text not null,
  media_type text not null,            -- found in the bytes, never what the browser said
  byte_count integer not null,
  sha256 bytea not null,
  content bytea not null,
  uploaded_by bigint references access.user_account (id),
  uploaded_at timestamptz not null
);
create index attachment_by_subject on access.attachment (room, subject);
alter table access.attachment alter column content set storage external; -- PDF, images and Office files are packed already
alter table access.attachment enable row level security;
alter table access.attachment force row level security;
create policy attachment_read on access.attachment for select using (
  (select access.current_role_code()) = 'system'
  or (select access.current_role_code()) = any (readers)
  or organisation_id = (select access.current_org())
  or uploaded_by = (select access.current_user_account()));
create policy attachment_write on access.attachment for insert with check (
  (select access.current_role_code()) = 'system'
  or (uploaded_by = (select access.current_user_account())
      and (organisation_id is null or organisation_id = (select access.current_org())
           or (select access.current_role_code()) in ('administrator', 'chain_office', 'department'))));
create policy attachment_remove on access.attachment for delete using (
  (select access.current_role_code()) = 'system' or uploaded_by = (select access.current_user_account()));
grant select, insert, delete on access.attachment to lianshu_app;
