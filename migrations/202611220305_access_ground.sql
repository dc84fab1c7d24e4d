-- access: people, roles, sessions, the signed context that row security reads, and the audit chain.
-- The schema and the signing key stand since platform_ground.
-- The claims of the current transaction, or null. A session variable proves nothing, so its signature is checked here.
-- Form of the variable: hex(claims as JSON) '.' hex(HMAC-SHA-256 of the first part).
create function access.verified_claims() returns jsonb
language plpgsql stable parallel safe security definer set search_path = pg_catalog as $$
declare
  raw text := current_setting('lianshu.context', true);
  body text;
  secret bytea;
  claims jsonb;
begin
  if raw is null or raw !~ '^([0-9a-f]{2})+[.][0-9a-f]{64}$' then return null; end if;
  body := split_part(raw, '.', 1);
  select k.key into secret from access.signing_key k;
  if public.hmac(convert_to(body, 'UTF8'), secret, 'sha256') <> decode(split_part(raw, '.', 2), 'hex') then
    return null;
  end if;
  claims := convert_from(decode(body, 'hex'), 'UTF8')::jsonb;
  if (claims ->> 'expiresAt')::double precision < extract(epoch from now()) then return null; end if;
  return claims;
end $$;

create function access.current_role_code() returns text language sql stable parallel safe
  as $$ select access.verified_claims() ->> 'role' $$;
create function access.current_user_account() returns bigint language sql stable parallel safe
  as $$ select (access.verified_claims() ->> 'userId')::bigint $$;
create function access.current_org() returns bigint language sql stable parallel safe
  as $$ select (access.verified_claims() ->> 'organisationId')::bigint $$;

-- Which kinds of confidential fact a role reads whole; the same table stands in the room's README and domain/permissions.ts.
create table access.confidential_reading (
  role text not null,
  fact_kind text not null,
  primary key (role, fact_kind)
);
insert into access.confidential_reading (role, fact_kind) values
  ('administrator', 'relation'), ('chain_office', 'relation'), ('system', 'relation'),
  ('administrator', 'figure'), ('chain_office', 'figure'), ('system', 'figure');

create function access.may_read_all(kind text) returns boolean
language sql stable parallel safe security definer set search_path = pg_catalog as $$
  select exists (
    select 1 from access.confidential_reading r
    where r.role = access.verified_claims() ->> 'role' and r.fact_kind = kind)
$$;
create function access.may_read_relations() returns boolean language sql stable parallel safe
  as $$ select access.may_read_all('relation') $$;

create table access.user_account (
  id bigint generated always as identity primary key,
  user_name text not null,
  display_name text not null,
  role text not null check (role in ('administrator', 'chain_office', 'chain_leader', 'department', 'park', 'firm',
    'leading_firm', 'institute', 'bank', 'provider', 'auditor')),
  organisation_id bigint,             -- a registry organisation; opaque here, access stands below registry
  organisation_name text,
  city_code text,                     -- GB/T 2260, six digits
  password_hash text not null,        -- scrypt, parameters in the text
  must_change_password boolean not null default true,
  disabled_at timestamptz,
  created_at timestamptz not null
);
create unique index user_account_name on access.user_account (lower(user_name));
alter table access.user_account enable row level security;
alter table access.user_account force row level security;
create policy user_account_all on access.user_account using (
  (select access.current_role_code()) in ('administrator', 'system') or id = (select access.current_user_account()))
  with check ((select access.current_role_code()) in ('administrator', 'system')
    or id = (select access.current_user_account()));

-- A person changes only their own password; role, organisation and name stay with the administrator.
create function access.guard_own_account() returns trigger language plpgsql as $$
begin
  if access.current_role_code() in ('administrator', 'system') then return new; end if;
  if (new.user_name, new.role, new.organisation_id, new.city_code, new.disabled_at)
     is distinct from (old.user_name, old.role, old.organisation_id, old.city_code, old.disabled_at) then
    raise exception 'own account: only the password may change' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger guard_own_account before update on access.user_account
  for each row execute function access.guard_own_account();

create table access.session (
  token_hash bytea primary key,       -- sha256 of the cookie
  user_id bigint not null references access.user_account (id),
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index session_by_user on access.session (user_id);
alter table access.session enable row level security;
alter table access.session force row level security;
create policy session_all on access.session using (
  (select access.current_role_code()) in ('administrator', 'system') or user_id = (select access.current_user_account()))
  with check ((select access.current_role_code()) in ('administrator', 'system')
    or user_id = (select access.current_user_account()));

grant select, insert, update on access.user_account to lianshu_app;
grant select, insert, delete on access.session to lianshu_app;

-- Audit: one chain, each entry's digest covers the one before. Written only through append_audit.
create table access.audit_entry (
  seq bigint primary key,
  at timestamptz not null,
  user_id bigint,
  user_name text not null,
  role text not null,
  action text not null,
  subject text not null,
  detail text not null,               -- JSON as written; text, so that the digest covers exact bytes
  confidential boolean not null,      -- a reading of confidential facts
  digest bytea not null
);
create table access.audit_head (
  id integer primary key default 1 check (id = 1),
  seq bigint not null,
  digest bytea not null
);
insert into access.audit_head (seq, digest) values (0, sha256('lianshu audit'));

create function access.audit_digest(previous bytea, e access.audit_entry) returns bytea
language sql immutable as $$
  select sha256(previous || convert_to(jsonb_build_array(e.seq,
    to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), e.user_id, e.user_name, e.role, e.action,
    e.subject, e.detail, e.confidential)::text, 'UTF8'))
$$;

-- Appends one entry for whoever the verified context names. The head row is locked until commit, so the chain has one order.
create function access.append_audit(at timestamptz, action text, subject text, detail text, confidential boolean)
returns bigint language plpgsql security definer set search_path = pg_catalog as $$
declare
  claims jsonb := access.verified_claims();
  head access.audit_head;
  entry access.audit_entry;
begin
  if claims is null then raise exception 'audit: no verified context' using errcode = '42501'; end if;
  select * into head from access.audit_head for update;
  entry := row(head.seq + 1, at, (claims ->> 'userId')::bigint, claims ->> 'userName', claims ->> 'role',
    action, subject, detail, confidential, ''::bytea)::access.audit_entry;
  entry.digest := access.audit_digest(head.digest, entry);
  insert into access.audit_entry select entry.*;
  update access.audit_head set seq = entry.seq, digest = entry.digest;
  return entry.seq;
end $$;

-- The first place where the chain does not hold, or null: changed, removed (a gap or a broken link), cut_off (head unmatched).
create function access.first_audit_fault() returns table (seq bigint, kind text)
language sql stable security definer set search_path = pg_catalog as $$
  with chain as (
    select e.seq, e.digest, access.audit_digest(
        coalesce(lag(e.digest) over (order by e.seq), sha256('lianshu audit')), e) as expected,
      coalesce(lag(e.seq) over (order by e.seq), 0) + 1 as expected_seq
    from access.audit_entry e
  ), fault as (
    select c.seq, case when c.seq <> c.expected_seq then 'removed' else 'changed' end as kind
    from chain c where c.seq <> c.expected_seq or c.digest <> c.expected
    union all
    select h.seq, 'cut_off' from access.audit_head h
    where not exists (select 1 from access.audit_entry e where e.seq = h.seq and e.digest = h.digest) and
      not (h.seq = 0 and not exists (select 1 from access.audit_entry))
  )
  select f.seq, f.kind from fault f order by f.seq limit 1
$$;

alter table access.audit_entry enable row level security;
create policy audit_read on access.audit_entry for select using (
  (select access.current_role_code()) in ('administrator', 'auditor', 'system'));
alter table access.audit_head enable row level security;
create policy audit_head_read on access.audit_head for select using (
  (select access.current_role_code()) in ('administrator', 'auditor', 'system'));
grant select on access.audit_entry, access.audit_head to lianshu_app, lianshu_reader;
revoke all on function access.append_audit(timestamptz, text, text, text, boolean) from public;
revoke all on function access.first_audit_fault() from public;
grant execute on function access.append_audit(timestamptz, text, text, text, boolean) to lianshu_app;
grant execute on function access.first_audit_fault() to lianshu_app, lianshu_reader;
