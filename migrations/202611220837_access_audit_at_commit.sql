-- access: an audit entry is written down in its transaction, and takes its place in the chain when that one commits. So the
-- head of the chain is locked for the moment of a commit only, and readings of confidential facts do not stand in line for
-- as long as their requests last. What verify proves is the same: one chain, one order, no entry without its change, no
-- change without its entry (a commit whose entry cannot be chained fails).
create unlogged table access.audit_pending (   -- rows never outlive their transaction: unlogged loses nothing
  id bigint generated always as identity primary key,
  at timestamptz not null,
  user_id bigint,
  user_name text not null,
  role text not null,
  action text not null,
  subject text not null,
  detail text not null,
  confidential boolean not null
);
alter table access.audit_pending enable row level security;
alter table access.audit_pending force row level security;
create policy audit_pending_owner on access.audit_pending to current_user using (true) with check (true);

-- Chains one written entry: at the end of its transaction, in the order in which it wrote them.
create function access.chain_audit() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  head access.audit_head;
  entry access.audit_entry;
begin
  select * into head from access.audit_head for update;
  entry := row(head.seq + 1, new.at, new.user_id, new.user_name, new.role, new.action, new.subject, new.detail,
    new.confidential, ''::bytea)::access.audit_entry;
  entry.digest := access.audit_digest(head.digest, entry);
  insert into access.audit_entry select entry.*;
  update access.audit_head set seq = entry.seq, digest = entry.digest;
  delete from access.audit_pending p where p.id = new.id;
  return null;
end $$;
revoke all on function access.chain_audit() from public;
create constraint trigger chain_audit after insert on access.audit_pending
  deferrable initially deferred for each row execute function access.chain_audit();

-- Writes one entry for whoever the verified context names now; gives no number, since it has none before the commit.
create or replace function access.append_audit(at timestamptz, action text, subject text, detail text, confidential boolean)
returns bigint language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  claims jsonb := access.verified_claims();
begin
  if claims is null then raise exception 'audit: no verified context' using errcode = '42501'; end if;
  insert into access.audit_pending (at, user_id, user_name, role, action, subject, detail, confidential)
  values (at, (claims ->> 'userId')::bigint, claims ->> 'userName', claims ->> 'role', action, subject, detail, confidential);
  return null;
end $$;
