-- chains: what an office states about a chain from day to day (leader, lead department, maturity), and the bodies that run
-- it: headquarters, leading groups, task forces, chain offices, with members, parents and the chains they serve. Public facts.
create table chains.dated_line (            -- what is stated of one chain in one respect; its entries never overlap
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('held', 'demo')),
  city_code text not null,                  -- GB/T 2260
  chain_id text not null,
  subject text not null check (subject in ('leader', 'lead_department', 'province_leader', 'chain_office', 'maturity')),
  unique (dataset, city_code, chain_id, subject)
);
create table chains.line_entry (
  id bigint generated always as identity primary key,
  line_id bigint not null references chains.dated_line (id),
  value text,                               -- who holds it, or the tier; null: from this day on nobody or none
  post text,                                -- the person's post as written
  valid_from date not null,
  valid_to date,                            -- first day on which it no longer holds; null: open
  source text not null,
  note text,
  end_source text,                          -- by what its end is known
  recorded_by text not null,
  recorded_at timestamptz not null,
  removed_at timestamptz,                   -- recorded in error; stays as history
  removed_by text,
  removed_why text,
  check (valid_to is null or valid_to > valid_from),
  -- One leader, one lead department, one tier on each day: the database refuses a second.
  constraint line_entry_one_a_day exclude using gist
    (int8range(line_id, line_id, '[]') with &&, daterange(valid_from, valid_to) with &&) where (removed_at is null)
);

create table chains.body (                  -- a leading group, a task force, a co-operation body
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('held', 'demo')),
  city_code text not null,
  pack text,                                -- of a pack: its folder, the file's id; null: an office made it
  pack_key text,
  document_id bigint references chains.pack_document (id),
  kind text not null check (kind in ('headquarters', 'leading_group', 'leading_group_office', 'task_force',
    'chain_office', 'promotion_body', 'cluster_cooperation', 'cluster_promoter', 'association', 'party_committee')),
  name text not null,                       -- as written
  office text,                              -- which unit its office sits with; null: not stated
  duty text,                                -- what it is for, as written
  valid_from date,                          -- null: not stated
  valid_to date,                            -- first day on which it no longer is
  written_from text,                        -- the first day as precise as the source is
  source text not null,
  source_ref jsonb,                         -- document, place, sentence, where a pack cites one
  note text,
  request_key text,                         -- of the form that made it: a retry finds it again
  recorded_by text not null,
  recorded_by_id bigint,
  recorded_at timestamptz not null,
  removed_at timestamptz,
  check ((pack is null) = (pack_key is null)),
  check (valid_to is null or valid_from is null or valid_to > valid_from)
);
create unique index body_of_pack on chains.body (pack, pack_key) where pack is not null;
create unique index body_request on chains.body (recorded_by_id, request_key) where request_key is not null;
create index body_city on chains.body (city_code, dataset) where removed_at is null;

create table chains.body_chain (            -- which chain a body serves, and as what
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('held', 'demo')),
  body_id bigint not null references chains.body (id),
  document_id bigint references chains.pack_document (id),
  chain_id text not null,
  part text,                                -- its role in the chain as written; null: not stated
  valid_from date,
  valid_to date,
  source text not null,
  recorded_by text not null,
  recorded_at timestamptz not null,
  removed_at timestamptz,
  check (valid_to is null or valid_from is null or valid_to > valid_from),
  constraint body_chain_once exclude using gist (int8range(body_id, body_id, '[]') with &&,
    int4range(hashtext(chain_id), hashtext(chain_id), '[]') with &&,
    int4range(case dataset when 'held' then 1 else 2 end, case dataset when 'held' then 1 else 2 end, '[]') with &&,
    daterange(valid_from, valid_to) with &&) where (removed_at is null)
);
create index body_chain_chain on chains.body_chain (chain_id) where removed_at is null;

create table chains.body_parent (           -- whom a body reports to; one on each day
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('held', 'demo')),
  body_id bigint not null references chains.body (id),
  parent_id bigint not null references chains.body (id),
  document_id bigint references chains.pack_document (id),
  valid_from date,
  valid_to date,
  source text not null,
  recorded_by text not null,
  recorded_at timestamptz not null,
  removed_at timestamptz,
  check (body_id <> parent_id),
  check (valid_to is null or valid_from is null or valid_to > valid_from),
  constraint body_parent_one_a_day exclude using gist (int8range(body_id, body_id, '[]') with &&,
    int4range(case dataset when 'held' then 1 else 2 end, case dataset when 'held' then 1 else 2 end, '[]') with &&,
    daterange(valid_from, valid_to) with &&) where (removed_at is null)
);

create table chains.body_member (
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('held', 'demo')),
  body_id bigint not null references chains.body (id),
  document_id bigint references chains.pack_document (id),
  person_name text not null,
  post text,                                -- as written; null: not stated
  duty text not null check (duty in ('head', 'deputy', 'office_head', 'member', 'contact')),
  valid_from date,
  valid_to date,
  source text not null,
  end_source text,
  recorded_by text not null,
  recorded_at timestamptz not null,
  removed_at timestamptz,
  check (valid_to is null or valid_from is null or valid_to > valid_from)
);
create unique index body_member_once on chains.body_member (dataset, body_id, person_name, duty,
  coalesce(valid_from, '0001-01-01')) where removed_at is null;

create table chains.body_reference (        -- a meeting, a decision, a plan that a later room keeps; opaque here
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('held', 'demo')),
  body_id bigint not null references chains.body (id),
  room text not null,
  path text not null,                       -- the page that opens it
  title text not null,
  on_day date,
  recorded_by text not null,
  recorded_at timestamptz not null,
  unique (dataset, body_id, room, path)
);

create table chains.direction (             -- stage-wise 发展方向 and 主攻方向 of a chain
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('held', 'demo')),
  city_code text not null,
  chain_id text not null,
  stage text not null,                      -- as written, 近期（2026—2027年）
  direction text not null,
  focus text,
  valid_from date,
  valid_to date,
  source text not null,
  body_id bigint references chains.body (id), -- who had it studied
  recorded_by text not null,
  recorded_at timestamptz not null,
  removed_at timestamptz,
  check (valid_to is null or valid_from is null or valid_to > valid_from)
);
create unique index direction_once on chains.direction (dataset, city_code, chain_id, stage, direction)
  where removed_at is null;

create table chains.tag_entry (             -- a chain, a project or an organisation in a programme, strategy or cluster
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('held', 'demo')),
  city_code text not null,
  grouping_id text not null,
  list_id text,                             -- a list of the grouping; null: its chains
  chain_id text,
  subject_room text,                        -- registry: what the id below belongs to; opaque here
  subject_kind text check (subject_kind in ('organisation', 'project')),
  subject_id bigint,
  name_as_written text not null,
  valid_from date,
  valid_to date,
  source text not null,
  end_source text,
  recorded_by text not null,
  recorded_at timestamptz not null,
  removed_at timestamptz,
  check ((chain_id is null) <> (list_id is null)),
  check ((subject_kind is null) = (subject_id is null)),
  check (valid_to is null or valid_from is null or valid_to > valid_from)
);
create unique index tag_entry_once on chains.tag_entry (dataset, city_code, grouping_id, coalesce(list_id, ''),
  coalesce(chain_id, ''), coalesce(subject_kind, ''), coalesce(subject_id, 0), name_as_written,
  coalesce(valid_from, '0001-01-01')) where removed_at is null;
create index tag_entry_grouping on chains.tag_entry (city_code, grouping_id) where removed_at is null;

grant select on chains.dated_line, chains.line_entry, chains.body, chains.body_chain, chains.body_parent,
  chains.body_member, chains.body_reference, chains.direction, chains.tag_entry to lianshu_app, lianshu_reader;
grant insert on chains.dated_line to lianshu_app;
grant insert, update on chains.line_entry, chains.body, chains.body_chain, chains.body_parent, chains.body_member,
  chains.direction, chains.tag_entry to lianshu_app;
grant insert on chains.body_reference to lianshu_app;
