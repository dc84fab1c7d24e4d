-- policy: documents with their lineage, the rules in them version by version, windows of application. Public facts.
create schema policy;
grant usage on schema policy to lianshu_app, lianshu_reader;

create table policy.document (                -- every document of the library, with or without rules
  id text primary key,
  pack text,                                  -- the pack that brought it; null when written in the house
  area_code text not null check (area_code ~ '^\d{6}$'),  -- GB/T 2260; 000000 the whole country
  is_example boolean not null,                -- of the pack of examples: tried on the demo city only
  title text not null,
  document_no text,
  issuer text,                                -- null where the text that names the document does not say
  level text not null check (level in ('national', 'province', 'city', 'district', 'county')),
  published text,                             -- as exact as known: 2021, 2021-03 or 2021-03-01
  valid_from text,                            -- the same; null unknown
  valid_to text,
  replaces text[] not null default '{}',      -- ids of documents, or their titles where they are not held
  follows text[] not null default '{}',       -- came before it in the same line, without being told to be replaced
  implements text[] not null default '{}',
  needs_verification boolean not null,        -- told from another text than the document itself
  source json not null,                       -- title, url, quality, note
  note text,
  retired_at timestamptz                      -- its file went from the pack; rules stay as history
);

create table policy.version (                 -- the rules of a document as written; a published one never changes
  policy_id text not null references policy.document (id),
  number integer not null check (number > 0),
  status text not null check (status in ('draft', 'review', 'published', 'withdrawn')),
  written json not null,                      -- the written form of the rules engine, keys in the order of the author
  sha256 text not null,                       -- of that text
  origin text not null check (origin in ('pack', 'editor')),
  note text,                                  -- what changed, or why it was sent back
  history json not null default '[]',         -- lines of the life cycle (engine workflow); empty for a pack's own
  created_by text not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  submitted_by text,
  published_by text,
  published_at timestamptz,
  withdrawn_at timestamptz,
  primary key (policy_id, number),
  check ((status in ('published', 'withdrawn')) = (published_at is not null)),
  -- Nobody publishes what they themselves handed in.
  check (origin = 'pack' or published_by is null or published_by is distinct from submitted_by)
);
create unique index version_one_published on policy.version (policy_id) where status = 'published';
create unique index version_one_open on policy.version (policy_id) where status in ('draft', 'review');

create table policy.clause (                  -- the clauses of a published version, for search and reference
  policy_id text not null,
  number integer not null,
  clause_id text not null,
  position integer not null,
  title text not null,
  text text not null,
  benefit text not null check (benefit in ('entitlement', 'ceiling')),
  valid_from date not null,
  valid_to date,
  primary key (policy_id, number, clause_id),
  foreign key (policy_id, number) references policy.version (policy_id, number)
);

create table policy.application_window (      -- when one may apply
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('held', 'demo')),
  policy_id text not null references policy.document (id),
  clause_id text,                             -- null: every clause
  opens_on date not null,
  closes_on date not null check (closes_on >= opens_on),
  pays_on date,                               -- planned month of payment, first day; null unknown
  source text not null,
  entered_by text not null,
  entered_at timestamptz not null,
  removed_at timestamptz
);
create index application_window_policy on policy.application_window (policy_id) where removed_at is null;

create table policy.city_value (              -- figures of the whole city that clauses rest on, as an office gave them
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('held', 'demo')),
  area_code text not null check (area_code ~ '^\d{6}$'),
  name text not null,                         -- as the rules name it, for example tax_growth
  valid_from date not null,                   -- the newest one that has begun counts
  value text,                                 -- as written: 5%, 120亿元; null: known to be missing
  source text not null,
  entered_by text not null,
  entered_at timestamptz not null
);
create index city_value_of on policy.city_value (dataset, area_code, name, valid_from desc, id desc);

-- A published version is history: only its withdrawal may follow.
create function policy.guard_version() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if old.status in ('published', 'withdrawn') and
     (new.written::text, new.sha256, new.published_by, new.published_at, new.number, new.policy_id)
     is distinct from (old.written::text, old.sha256, old.published_by, old.published_at, old.number, old.policy_id) then
    raise exception 'policy.version: a published version does not change' using errcode = '42501';
  end if;
  if old.status = 'withdrawn' and new.status <> 'withdrawn' then
    raise exception 'policy.version: a withdrawn version does not come back' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger guard_version before update on policy.version for each row execute function policy.guard_version();

grant select on policy.document, policy.version, policy.clause, policy.application_window,
  policy.city_value to lianshu_app, lianshu_reader;
grant insert, update on policy.document, policy.version, policy.application_window to lianshu_app;
grant insert on policy.city_value to lianshu_app;
grant insert on policy.clause to lianshu_app;
-- Only what was invented for the demo city may be taken away.
alter table policy.city_value enable row level security;
create policy city_value_read on policy.city_value for select to lianshu_app, lianshu_reader using (true);
create policy city_value_insert on policy.city_value for insert to lianshu_app with check (true);
create policy city_value_delete_demo on policy.city_value for delete to lianshu_app using (dataset = 'demo');
alter table policy.application_window enable row level security;
create policy window_read on policy.application_window for select to lianshu_app, lianshu_reader using (true);
create policy window_insert on policy.application_window for insert to lianshu_app with check (true);
create policy window_update on policy.application_window for update to lianshu_app using (true) with check (true);
create policy window_delete_demo on policy.application_window for delete to lianshu_app using (dataset = 'demo');
grant delete on policy.city_value, policy.application_window to lianshu_app;
