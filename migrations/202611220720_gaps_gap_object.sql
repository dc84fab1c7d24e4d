-- gaps: the gap object (断点, 堵点, 卡点, 难点, 痛点) with owner, due day, evidence and history; overrules of a status; the
-- words of a pack about them. What stands in the way of a node is an office's working paper: row security keeps it to
-- the city's offices; the status of a node stays a public fact.
create table gaps.vocabulary (              -- a file of a pack: kinds of gap, acts that fit, weights of the index
  key text not null,
  version integer not null check (version > 0),
  content jsonb not null,
  loaded_at timestamptz not null,
  primary key (key, version)
);
grant select, insert, update on gaps.vocabulary to lianshu_app;
grant select on gaps.vocabulary to lianshu_reader;

create table gaps.gap (
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('held', 'demo')),
  city_code text not null,                  -- GB/T 2260
  chain_id text not null,                   -- opaque here, as everywhere outside the room chains
  node_id text not null,
  kind text not null check (kind in ('break', 'block', 'choke', 'difficulty', 'pain')),
  title text not null,
  description text,
  act text,                                 -- an act of the vocabulary; null: not chosen yet
  source text not null,                     -- who said so, where
  found_on date not null,
  owner text,                               -- the office that answers for it; null: nobody yet
  due_on date,                              -- null: none set
  state text not null,                      -- of the life cycle `gap`
  history jsonb not null,                   -- events of the life cycle, from which the state follows
  request_key text,                         -- of the form that made it: a retry finds it again
  recorded_by text not null,
  recorded_by_id bigint,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create unique index gap_request on gaps.gap (recorded_by_id, request_key) where request_key is not null;
create index gap_node on gaps.gap (dataset, city_code, chain_id, node_id);

create table gaps.gap_evidence (
  id bigint generated always as identity primary key,
  gap_id bigint not null references gaps.gap (id) on delete cascade,
  source text not null,                     -- what shows it: minutes, a delivery note, a test report
  shown_on date not null,
  attachment_id bigint,                     -- of access.attachment; null: no document
  recorded_by text not null,
  recorded_at timestamptz not null
);
create index gap_evidence_gap on gaps.gap_evidence (gap_id);

create table gaps.overrule (                -- an office says otherwise than the figures, until a day
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('held', 'demo')),
  city_code text not null,
  chain_id text not null,
  node_id text not null,
  status text not null check (status in ('strong', 'weak', 'missing', 'unknown')),
  former_status text not null,              -- what was counted on the day it was overruled
  reason text not null,
  source text not null,                     -- the evidence in words
  attachment_id bigint,
  holds_from date not null,
  holds_until date not null,                -- last day
  stated_by text not null,
  created_at timestamptz not null,
  ended_on date,                            -- ended early, from this day on
  ended_by text,
  ended_reason text,
  check (holds_until >= holds_from)
);
create index overrule_node on gaps.overrule (dataset, city_code, chain_id, node_id, holds_until);

alter table gaps.gap enable row level security;
alter table gaps.gap force row level security;
create policy gap_owner on gaps.gap to current_user using (true) with check (true);
create policy gap_read on gaps.gap for select to lianshu_app, lianshu_reader using (
  (select access.current_role_code()) in ('system', 'administrator', 'chain_office', 'chain_leader', 'department', 'park', 'auditor'));
create policy gap_insert on gaps.gap for insert to lianshu_app
  with check ((select access.current_role_code()) in ('system', 'administrator', 'chain_office'));
create policy gap_update on gaps.gap for update to lianshu_app
  using ((select access.current_role_code()) in ('system', 'administrator', 'chain_office', 'department'));
create policy gap_delete_demo on gaps.gap for delete to lianshu_app
  using (dataset = 'demo' and (select access.current_role_code()) in ('system', 'administrator'));
grant select, insert, update, delete on gaps.gap to lianshu_app;
grant select on gaps.gap to lianshu_reader;

alter table gaps.gap_evidence enable row level security;
alter table gaps.gap_evidence force row level security;
create policy gap_evidence_owner on gaps.gap_evidence to current_user using (true) with check (true);
create policy gap_evidence_read on gaps.gap_evidence for select to lianshu_app, lianshu_reader using (
  exists (select from gaps.gap g where g.id = gap_id));
create policy gap_evidence_insert on gaps.gap_evidence for insert to lianshu_app
  with check ((select access.current_role_code()) in ('system', 'administrator', 'chain_office', 'department'));
grant select, insert on gaps.gap_evidence to lianshu_app;
grant select on gaps.gap_evidence to lianshu_reader;

alter table gaps.overrule enable row level security;
create policy overrule_read on gaps.overrule for select to lianshu_app, lianshu_reader using (true);
create policy overrule_insert on gaps.overrule for insert to lianshu_app
  with check ((select access.current_role_code()) in ('system', 'administrator', 'chain_office'));
create policy overrule_update on gaps.overrule for update to lianshu_app
  using ((select access.current_role_code()) in ('system', 'administrator', 'chain_office'));
grant select, insert on gaps.overrule to lianshu_app;
grant update (ended_on, ended_by, ended_reason, attachment_id) on gaps.overrule to lianshu_app;
grant select on gaps.overrule to lianshu_reader;

-- The demo city takes its gaps with it.
create function gaps.clear_demo_gaps() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  delete from gaps.gap where dataset = 'demo';
  delete from gaps.overrule where dataset = 'demo';
  return null;
end $$;
revoke all on function gaps.clear_demo_gaps() from public;
create trigger gaps_demo_cleared after delete on gaps.statement
  for each statement execute function gaps.clear_demo_gaps();
