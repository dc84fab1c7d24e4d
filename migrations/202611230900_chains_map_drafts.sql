-- chains: a new version of a map in the making: drafts, who works on them, every change, comments; the notes of second
-- readers; what was published here; and packs that changed under a map that is kept here. Drafts and comments are
-- working papers of the offices (row security); readings and publications are public facts about the map.
create table chains.map_draft (
  id bigint generated always as identity primary key,
  map_id text not null,
  chain_id text not null,                   -- the chain of the catalogue from which it was opened
  city_code text not null,                  -- GB/T 2260; whose office works on it
  base_version integer,                     -- the version it began from or was last merged with; null: a new map
  revision integer not null check (revision >= 1),
  content jsonb not null,                   -- DraftMap of model.ts
  state text not null check (state in ('draft', 'review', 'published', 'discarded')),
  history jsonb not null,                   -- events of the life cycle, from which the state follows
  published_version integer,
  submitted_by_id bigint,
  created_by text not null,
  created_by_id bigint,
  created_at timestamptz not null,
  updated_by text not null,
  updated_at timestamptz not null
);
create unique index map_draft_open on chains.map_draft (map_id) where state in ('draft', 'review');

create table chains.map_draft_edit (        -- every change as it was made
  draft_id bigint not null references chains.map_draft (id),
  revision integer not null,                -- the revision it made
  edits jsonb not null,
  made_by text not null,
  made_by_id bigint,
  made_at timestamptz not null,
  primary key (draft_id, revision)
);

create table chains.map_draft_editor (
  draft_id bigint not null references chains.map_draft (id),
  user_id bigint not null,
  user_name text not null,
  edits integer not null default 0,         -- 0: only looked
  last_at timestamptz not null,             -- last change, or first look
  seen_at timestamptz not null,             -- had it open last
  primary key (draft_id, user_id)
);

create table chains.map_comment (
  id bigint generated always as identity primary key,
  draft_id bigint not null references chains.map_draft (id),
  node_id text,                             -- null: about the whole map
  text text not null,
  made_by text not null,
  made_by_id bigint,
  made_at timestamptz not null,
  resolved_by text,
  resolved_at timestamptz,
  request_key text not null                 -- of the form that made it: a retry finds it again
);
create unique index map_comment_request on chains.map_comment (made_by_id, request_key);
create index map_comment_draft on chains.map_comment (draft_id);

create table chains.map_reading (           -- the note of a second reader, of a node as it stood
  id bigint generated always as identity primary key,
  map_id text not null,
  node_id text not null,
  digest text not null,                     -- sha256 of the node's content, keys sorted
  note text not null,
  read_by text not null,
  read_by_id bigint,
  read_at timestamptz not null,
  draft_id bigint references chains.map_draft (id) -- where it was read; null: as published
);
create index map_reading_node on chains.map_reading (map_id, node_id);
create unique index map_reading_once on chains.map_reading (map_id, node_id, digest, read_by_id, note);

create table chains.map_publication (       -- a version that was made here and not by a pack
  document_id bigint primary key references chains.pack_document (id),
  draft_id bigint references chains.map_draft (id),
  held_from date not null,                  -- the day from which it holds, as the office says
  published_by text not null,
  published_by_id bigint,
  note text not null
);

create table chains.map_node_author (       -- whose hand a node shows; nobody reads one's own work as second reader
  map_id text not null,
  node_id text not null,
  digest text not null,
  user_id bigint not null,
  primary key (map_id, node_id, digest, user_id)
);

create table chains.map_conflict (          -- a pack brought another text of a map that is kept here
  id bigint generated always as identity primary key,
  pack text not null,
  map_id text not null,
  content jsonb,                            -- what the pack brought; null: the pack no longer has the map
  found_at timestamptz not null,
  state text not null default 'open' check (state in ('open', 'kept', 'merged')),
  settled_by text,
  settled_at timestamptz,
  reason text
);
create index map_conflict_map on chains.map_conflict (map_id);

alter table chains.map_draft enable row level security;
alter table chains.map_draft force row level security;
create policy map_draft_owner on chains.map_draft to current_user using (true) with check (true);
create policy map_draft_office on chains.map_draft to lianshu_app
  using ((select access.current_role_code()) in ('system', 'administrator', 'chain_office', 'department'))
  with check ((select access.current_role_code()) in ('system', 'administrator', 'chain_office', 'department'));
alter table chains.map_draft_edit enable row level security;
alter table chains.map_draft_edit force row level security;
create policy map_draft_edit_owner on chains.map_draft_edit to current_user using (true) with check (true);
create policy map_draft_edit_office on chains.map_draft_edit to lianshu_app
  using (exists (select from chains.map_draft d where d.id = draft_id))
  with check (exists (select from chains.map_draft d where d.id = draft_id));
alter table chains.map_draft_editor enable row level security;
alter table chains.map_draft_editor force row level security;
create policy map_draft_editor_owner on chains.map_draft_editor to current_user using (true) with check (true);
create policy map_draft_editor_office on chains.map_draft_editor to lianshu_app
  using (exists (select from chains.map_draft d where d.id = draft_id))
  with check (exists (select from chains.map_draft d where d.id = draft_id));
alter table chains.map_comment enable row level security;
alter table chains.map_comment force row level security;
create policy map_comment_owner on chains.map_comment to current_user using (true) with check (true);
create policy map_comment_office on chains.map_comment to lianshu_app
  using (exists (select from chains.map_draft d where d.id = draft_id))
  with check (exists (select from chains.map_draft d where d.id = draft_id));
alter table chains.map_conflict enable row level security;
alter table chains.map_conflict force row level security;
create policy map_conflict_owner on chains.map_conflict to current_user using (true) with check (true);
create policy map_conflict_office on chains.map_conflict to lianshu_app
  using ((select access.current_role_code()) in ('system', 'administrator', 'chain_office', 'department'))
  with check ((select access.current_role_code()) in ('system', 'administrator', 'chain_office'));

grant select, insert, update on chains.map_draft, chains.map_draft_editor, chains.map_comment, chains.map_conflict
  to lianshu_app;
grant select, insert on chains.map_draft_edit, chains.map_reading, chains.map_publication, chains.map_node_author
  to lianshu_app;
grant select on chains.map_reading, chains.map_publication to lianshu_reader;
-- A chain whose catalogue entry names no map takes the one that is published here under its own id.
grant update (map_id) on chains.chain to lianshu_app;
