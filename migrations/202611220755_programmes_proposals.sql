-- programmes: proposals of committee members (提案) and suggestions of deputies (建议), from intake to the published reply.
create table programmes.proposal (
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('held', 'demo')),
  city_code text not null check (city_code ~ '^\d{6}$'),
  kind text not null check (kind in ('proposal', 'suggestion')),
  number text not null,                       -- as the session numbers it
  session text not null,                      -- which session of which congress or conference
  proposers text[] not null,
  subject text not null,
  content text,                               -- what is proposed; null where only the reply is held
  received_on date,                           -- null unknown
  due_date date,                              -- last day for the reply; null unknown
  lead_unit text,
  organisation_id bigint,                     -- of the register; null while nobody tied the unit
  reply json,                                 -- the draft, then the reply: head and paragraphs with their sources
  reply_on date,                              -- 成文日期 of the signed reply
  signed_by text,
  plan_id bigint references programmes.plan (id),   -- its commitments as tasks
  satisfaction text check (satisfaction in ('satisfied', 'basically_satisfied', 'not_satisfied')),
  is_case boolean not null default false,     -- brought by a pack, with its reply: nothing is handled any more
  pack_key text,
  cycle_id text,
  cycle_city text,
  cycle_version integer,
  state text not null default 'received',
  is_open boolean not null default true,
  seen integer not null default 0,
  request_key text,
  created_by text not null,
  created_at timestamptz not null,
  foreign key (dataset, organisation_id) references registry.organisation (dataset, id)
);
create unique index proposal_once on programmes.proposal (dataset, city_code, session, number);
create unique index proposal_by_pack on programmes.proposal (city_code, pack_key) where pack_key is not null;
grant select, insert, update on programmes.proposal to lianshu_app;
grant select on programmes.proposal to lianshu_reader;
