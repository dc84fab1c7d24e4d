-- registry, import: bands with a review queue, decisions that are remembered, columns that are remembered, undo, and
-- background runs. What a row of relations says is confidential, so all that keeps cells follows registry.import.
alter table registry.import
  add column partner text check (partner in ('supplier', 'customer')),
  add column undone_at timestamptz,
  add column undone_by text,
  add column undo_report jsonb;             -- what the undo withdrew, deleted, kept and restored, as it was shown
create index import_row_subject on registry.import_row (subject) where subject is not null;
grant update on registry.import_row to lianshu_app;
grant delete on registry.organisation, registry.identifier, registry.fact, registry.product to lianshu_app;
grant update on registry.identifier, registry.fact, registry.product to lianshu_app;
create index fact_import on registry.fact (import_id);
create index product_import on registry.product (import_id);
create index identifier_import on registry.identifier (import_id);
create index organisation_created_import on registry.organisation (created_import_id);

-- What an import offered for an organisation's own columns, what stood there before and what it wrote: undo puts back.
create table registry.import_trace (
  import_id bigint not null references registry.import (id),
  organisation_id bigint not null references registry.organisation (id) on delete cascade,
  offered jsonb not null,                   -- column → value, those that the row knew
  former jsonb,                             -- column → value before, for the columns that changed; null where none did
  written jsonb,                            -- column → value after
  primary key (import_id, organisation_id)
);
create index import_trace_organisation on registry.import_trace (organisation_id, import_id);

-- A fact, product or code that an import brought although it was held: when the import that brought it first is undone,
-- this one carries it on.
create table registry.import_support (
  import_id bigint not null references registry.import (id),
  organisation_id bigint not null references registry.organisation (id) on delete cascade,
  field text not null,                      -- of the fact; product, credit_code and stock_code for those
  value_digest text not null,               -- md5 of the value
  primary key (organisation_id, field, value_digest, import_id)
);
create index import_support_import on registry.import_support (import_id);
grant select, insert, update on registry.import_trace to lianshu_app;
grant select, insert, delete on registry.import_support to lianshu_app;
grant select on registry.import_trace, registry.import_support to lianshu_reader;

-- What a person decided about a name: it is that organisation, or it is not. Replayed at every later import.
create table registry.match_decision (
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('held', 'demo')),
  name_normalised text not null,
  credit_code text,                         -- of the row that was decided; null where it had none
  kind text not null check (kind in ('same', 'new', 'different')),
  organisation_id bigint not null,          -- same: the one meant; new: the one opened; different: the one not meant
  import_id bigint not null references registry.import (id),
  line integer not null,
  decided_by text not null,
  decided_at timestamptz not null,
  foreign key (dataset, organisation_id) references registry.organisation (dataset, id) on delete cascade
);
create unique index match_decision_meant on registry.match_decision
  (dataset, name_normalised, coalesce(credit_code, '')) where kind <> 'different';
create unique index match_decision_not_meant on registry.match_decision
  (dataset, name_normalised, coalesce(credit_code, ''), organisation_id) where kind = 'different';
grant select, insert, update, delete on registry.match_decision to lianshu_app;
grant select on registry.match_decision to lianshu_reader;

-- Rows that wait for a person, with what they were compared with.
create table registry.import_review (
  import_id bigint not null,
  line integer not null,
  dataset text not null check (dataset in ('held', 'demo')),
  title text not null,                      -- the name as the file writes it
  name_normalised text not null,
  credit_code text,
  reason text not null,                     -- a code of the words: why it waits
  reason_params jsonb not null,
  candidates jsonb not null,                -- model/import-review.ts, candidates, best first
  best_score double precision not null,     -- of the best candidate without a veto, 0 to 1
  state text not null check (state in ('open', 'later', 'decided', 'withdrawn')),
  decision text check (decision in ('same', 'new')),
  decided_by text,
  decided_at timestamptz,
  primary key (import_id, line),
  foreign key (import_id, line) references registry.import_row (import_id, line)
);
create index import_review_waiting on registry.import_review (dataset, state, best_score desc, import_id, line)
  where state in ('open', 'later');
create index import_review_name on registry.import_review (dataset, name_normalised) where state in ('open', 'later');
alter table registry.import_review enable row level security;
alter table registry.import_review force row level security;
create policy import_review_all on registry.import_review
  using ((select access.current_role_code()) in ('administrator', 'chain_office', 'system'))
  with check ((select access.current_role_code()) in ('administrator', 'chain_office', 'system'));
grant select, insert, update on registry.import_review to lianshu_app;

-- Which column of a spreadsheet of one shape feeds which field, as a person confirmed it last.
create table registry.column_memory (
  kind text not null,
  signature text not null,                  -- sha256 over the headers in order, made even
  mapping jsonb not null,                   -- header → field, '' for a column that is not used
  remembered_by text not null,
  remembered_at timestamptz not null,
  primary key (kind, signature)
);
grant select, insert, update on registry.column_memory to lianshu_app;

-- A file that was handed over, and the work on it: checks and runs in the background of the server.
create table registry.import_job (
  id bigint generated always as identity primary key,
  user_id bigint,                           -- whose it is; null: the program
  user_name text not null,
  file_name text not null,
  file_key text not null,                   -- name of the temporary file in the data folder
  file_bytes bigint not null,
  file_digest bytea not null,               -- sha256
  input jsonb not null,                     -- kind, dataset, partner, mapping, sheet, encoding, header line
  task text not null check (task in ('none', 'check', 'run')),
  state text not null check (state in ('received', 'queued', 'working', 'done', 'failed', 'cancelled')),
  step text,                                -- reading, checking, matching, writing, deriving
  rows_done integer,
  rows_total integer,
  result jsonb,                             -- the preview or the report
  problem jsonb,                            -- code and params of what stopped it
  import_id bigint references registry.import (id),
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index import_job_user on registry.import_job (user_id, id desc);
alter table registry.import_job enable row level security;
alter table registry.import_job force row level security;
create policy import_job_own on registry.import_job
  using (user_id = (select access.current_user_account())
    or (select access.current_role_code()) in ('administrator', 'system'))
  with check (user_id is not distinct from (select access.current_user_account())
    or (select access.current_role_code()) in ('administrator', 'system'));
grant select, insert, update, delete on registry.import_job to lianshu_app;

-- Which of some organisations something outside the import stands on: every foreign key to registry.organisation that
-- does not fall with it, every column named …organisation_id without one, and rows of other imports. Runs as the owner,
-- because a use that the reader may not see is a use; it gives back ids that the caller already has, and where.
create function registry.organisations_in_use(in_ids bigint[], in_import_id bigint)
returns table (organisation_id bigint, used_by text)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  place record;
begin
  if coalesce(access.current_role_code(), '') not in ('administrator', 'chain_office', 'system') then
    raise exception 'organisations_in_use: not permitted' using errcode = '42501';
  end if;
  for place in
    select distinct format('%I.%I', n.nspname, c.relname) as name, a.attname as col, n.nspname, c.relname
    from pg_constraint k
      join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
      join lateral unnest(k.conkey, k.confkey) as pair(own, other) on true
      join pg_attribute a on a.attrelid = k.conrelid and a.attnum = pair.own
      join pg_attribute b on b.attrelid = k.confrelid and b.attnum = pair.other and b.attname = 'id'
    where k.contype = 'f' and k.confrelid = 'registry.organisation'::regclass and k.confdeltype <> 'c'
    union
    select format('%I.%I', n.nspname, c.relname), a.attname, n.nspname, c.relname
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and a.attnum > 0 and not a.attisdropped and a.atttypid = 'int8'::regtype
      and a.attname ~ '(^|_)organisation_id$' and n.nspname !~ '^(pg_|information_schema|test_seed)'
      and not exists (select from pg_constraint k where k.conrelid = c.oid and k.contype = 'f'
        and k.confrelid = 'registry.organisation'::regclass and k.confdeltype = 'c' and a.attnum = any (k.conkey))
  loop
    return query execute format(
      'select distinct u.%2$I, %3$L::text from %1$s u where u.%2$I = any ($1)', place.name, place.col,
      place.nspname || '.' || place.relname) using in_ids;
  end loop;
  return query
    select distinct o.id, 'registry.import'::text
    from unnest(in_ids) as o(id)
      join registry.import_row r on r.subject = 'registry.organisation/' || o.id and r.import_id <> in_import_id
      join registry.import i on i.id = r.import_id and i.undone_at is null;
end $$;
revoke all on function registry.organisations_in_use(bigint[], bigint) from public;
grant execute on function registry.organisations_in_use(bigint[], bigint) to lianshu_app;
