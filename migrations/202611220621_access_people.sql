-- access: several people of one organisation with rights, invitations, sessions that are seen and ended, a second factor,
-- keys for programs, and sign-in by an identity provider.
alter table access.user_account
  add column org_right text not null default 'editor' check (org_right in ('administrator', 'editor', 'reader')),
  add column waits_since timestamptz,          -- signed up by itself: opens nothing until an office approves its claim
  add column one_time_expires_at timestamptz;  -- until when a password for one use opens; null: no end
comment on column access.user_account.org_right is 'what the person may do within their own organisation';
create index user_account_by_organisation on access.user_account (organisation_id) where organisation_id is not null;

create or replace function access.guard_own_account() returns trigger language plpgsql as $$
begin
  if access.current_role_code() in ('administrator', 'system') then return new; end if;
  if (new.user_name, new.role, new.organisation_id, new.city_code, new.disabled_at, new.org_right, new.waits_since)
     is distinct from
     (old.user_name, old.role, old.organisation_id, old.city_code, old.disabled_at, old.org_right, old.waits_since) then
    raise exception 'own account: only the password may change' using errcode = '42501';
  end if;
  return new;
end $$;

alter table access.session
  add column id bigint generated always as identity unique,
  add column last_seen_at timestamptz,
  add column address text,                     -- from where it was opened; null: unknown
  add column device text,                      -- the browser's own words about itself, cut
  add column second_factor_at timestamptz;     -- null: only the password was given
grant update (last_seen_at) on access.session to lianshu_app;

create table access.invitation (
  id bigint generated always as identity primary key,
  token_hash bytea not null unique,            -- sha256 of the token in the link; the token itself is shown once
  role text not null,
  organisation_id bigint,
  organisation_name text,
  city_code text,
  org_right text not null check (org_right in ('administrator', 'editor', 'reader')),
  note text,                                   -- for whom, in the words of who invites
  created_by bigint not null references access.user_account (id),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  used_by bigint references access.user_account (id),
  revoked_at timestamptz
);
create index invitation_by_creator on access.invitation (created_by, id);
alter table access.invitation enable row level security;
alter table access.invitation force row level security;
create policy invitation_all on access.invitation using (
  (select access.current_role_code()) in ('administrator', 'system')
  or created_by = (select access.current_user_account())
  or organisation_id = (select access.current_org()))
  with check ((select access.current_role_code()) in ('administrator', 'system')
    or created_by = (select access.current_user_account()));
grant select, insert on access.invitation to lianshu_app;
grant update (used_at, used_by, revoked_at) on access.invitation to lianshu_app;

-- TOTP (RFC 6238). Nobody but the program and its owner reads the secret.
create table access.second_factor (
  user_id bigint primary key references access.user_account (id),
  secret bytea not null,
  last_step bigint not null default 0,         -- the last 30-second step whose code was taken: none is taken twice
  created_at timestamptz not null,
  confirmed_at timestamptz                     -- null: shown, not yet proved by a code
);
create table access.recovery_code (
  user_id bigint not null references access.user_account (id),
  code_hash bytea not null,
  used_at timestamptz,
  primary key (user_id, code_hash)
);
create table access.sign_in_rule (
  role text primary key,
  needs_second_factor boolean not null
);
alter table access.second_factor enable row level security;
alter table access.second_factor force row level security;
create policy second_factor_program on access.second_factor using ((select access.current_role_code()) = 'system')
  with check ((select access.current_role_code()) = 'system');
alter table access.recovery_code enable row level security;
alter table access.recovery_code force row level security;
create policy recovery_code_program on access.recovery_code using ((select access.current_role_code()) = 'system')
  with check ((select access.current_role_code()) = 'system');
alter table access.sign_in_rule enable row level security;
alter table access.sign_in_rule force row level security;
create policy sign_in_rule_read on access.sign_in_rule for select using (true);
create policy sign_in_rule_insert on access.sign_in_rule for insert
  with check ((select access.current_role_code()) = 'administrator');
create policy sign_in_rule_update on access.sign_in_rule for update
  using ((select access.current_role_code()) = 'administrator')
  with check ((select access.current_role_code()) = 'administrator');
grant select, insert, update, delete on access.second_factor, access.recovery_code to lianshu_app;
grant select, insert, update on access.sign_in_rule to lianshu_app;

create table access.api_key (
  id bigint generated always as identity primary key,
  user_id bigint not null references access.user_account (id),
  name text not null,
  key_hash bytea not null unique,              -- sha256; the key is shown once
  prefix text not null,                        -- its first characters, to tell keys apart
  permissions text[] not null,                 -- acts with these, as far as its owner's role still has them
  created_at timestamptz not null,
  expires_at timestamptz not null,
  last_used_at timestamptz,
  revoked_at timestamptz
);
create index api_key_by_user on access.api_key (user_id, id);
alter table access.api_key enable row level security;
alter table access.api_key force row level security;
create policy api_key_all on access.api_key using (
  (select access.current_role_code()) in ('administrator', 'system') or user_id = (select access.current_user_account()))
  with check ((select access.current_role_code()) = 'system' or user_id = (select access.current_user_account())
    or (select access.current_role_code()) = 'administrator');
grant select, insert on access.api_key to lianshu_app;
grant update (last_used_at, revoked_at) on access.api_key to lianshu_app;

-- A key that may not read relations reads none, whatever its owner's role may and whatever a query says.
create or replace function access.may_read_all(kind text) returns boolean
language sql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
  select exists (
    select 1 from access.confidential_reading r
    where r.role = c.claims ->> 'role' and r.fact_kind = kind)
    and (c.claims -> 'scope' is null or jsonb_typeof(c.claims -> 'scope') = 'null'
      or c.claims -> 'scope' ? (case kind when 'relation' then 'relations.read_all' else kind || 's.read_all' end))
  from (select access.verified_claims() as claims) c
$$;

-- Sign-in by an identity provider (OpenID Connect).
create table access.oidc_link (
  issuer text not null,
  subject text not null,
  user_id bigint not null references access.user_account (id),
  linked_at timestamptz not null,
  primary key (issuer, subject),
  unique (issuer, user_id)
);
create table access.oidc_flow (
  state_hash bytea primary key,                -- sha256 of `state`; gone with its first use
  browser_hash bytea not null,                 -- sha256 of the cookie of the browser that began
  nonce text not null,
  verifier text not null,                      -- PKCE
  user_id bigint references access.user_account (id),           -- who links their own account
  invitation_id bigint references access.invitation (id),       -- or whom an invitation lets in
  return_to text not null,
  expires_at timestamptz not null
);
alter table access.oidc_link enable row level security;
alter table access.oidc_link force row level security;
create policy oidc_link_all on access.oidc_link using (
  (select access.current_role_code()) in ('administrator', 'system') or user_id = (select access.current_user_account()))
  with check ((select access.current_role_code()) = 'system');
alter table access.oidc_flow enable row level security;
alter table access.oidc_flow force row level security;
create policy oidc_flow_program on access.oidc_flow using ((select access.current_role_code()) = 'system')
  with check ((select access.current_role_code()) = 'system');
grant select, insert, delete on access.oidc_link to lianshu_app;
grant select, insert, delete on access.oidc_flow to lianshu_app;
