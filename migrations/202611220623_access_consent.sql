-- access: what was confided for which purpose, to whom, until when. The state stands on the upload, not on its rows; row
-- security and aggregates leave out what belongs to a closed one.
create table access.consent (
  id bigint generated always as identity primary key,
  kind text not null,                  -- what kind of upload, `registry.import`; opaque here
  upload_id bigint not null,           -- its id there
  name text not null,                  -- as people know it: the file's name
  dataset text not null check (dataset in ('held', 'demo')),
  organisation_id bigint,              -- whose facts they are; null: several firms', gathered by an office
  organisation_name text,
  purpose text,                        -- null: not stated yet
  readers text[] not null,             -- roles that may read it row by row; its owner always may
  valid_until date,                    -- last day; null: until it is withdrawn
  given_by bigint references access.user_account (id),
  given_at timestamptz not null,
  stated_at timestamptz,               -- when purpose, readers and end were stated
  withdrawn_at timestamptz,
  withdrawn_by bigint references access.user_account (id),
  withdrawn_reason text,
  unique (kind, upload_id)
);
create index consent_by_organisation on access.consent (organisation_id, id) where organisation_id is not null;
create index consent_limited on access.consent (kind)
  where withdrawn_at is not null or valid_until is not null or not ('chain_office' = any (readers))
    or not ('administrator' = any (readers));
alter table access.consent enable row level security;
alter table access.consent force row level security;
create policy consent_owner on access.consent to current_user using (true) with check (true);
create policy consent_read on access.consent for select to lianshu_app using (
  (select access.current_role_code()) in ('administrator', 'chain_office', 'system', 'auditor')
  or organisation_id = (select access.current_org()));
create policy consent_insert on access.consent for insert to lianshu_app
  with check ((select access.current_role_code()) in ('administrator', 'chain_office', 'system'));
create policy consent_update on access.consent for update to lianshu_app using (
  (select access.current_role_code()) in ('administrator', 'chain_office', 'system')
  or organisation_id = (select access.current_org()));
grant select, insert, update on access.consent to lianshu_app;

-- Uploads of a kind that are withdrawn or whose last day is over. Days are those of China.
create function access.closed_uploads(of_kind text) returns bigint[]
language sql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce(array_agg(c.upload_id), '{}') from access.consent c
  where c.kind = of_kind and (c.withdrawn_at is not null
    or c.valid_until < (now() at time zone 'Asia/Shanghai')::date)
$$;
-- Uploads that the reader's role is not among the readers of. The program reads for aggregates.
create function access.unread_uploads(of_kind text) returns bigint[]
language sql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce(array_agg(c.upload_id), '{}') from access.consent c
  where c.kind = of_kind and not (access.verified_claims() ->> 'role' = any (c.readers))
    and access.verified_claims() ->> 'role' <> 'system'
    and (not ('chain_office' = any (c.readers)) or not ('administrator' = any (c.readers)))
$$;
-- How many are closed now: it only grows, so that a figure kept in memory can be compared with it.
create function access.count_closed_uploads(of_kind text) returns bigint
language sql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
  select count(*) from access.consent c
  where c.kind = of_kind and (c.withdrawn_at is not null
    or c.valid_until < (now() at time zone 'Asia/Shanghai')::date)
$$;

-- Who read what of an organisation: readings of confidential facts that name it.
create index audit_reading_subject on access.audit_entry (subject, seq) where confidential;
create index audit_reading_organisation on access.audit_entry (((detail::jsonb) ->> 'organisationId'), seq) where confidential;
