-- programmes: official documents as they came in, what was read out of them, and what a person made of each item.
create schema programmes;
grant usage on schema programmes to lianshu_app, lianshu_reader;

create table programmes.document (
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('held', 'demo')),
  city_code text not null check (city_code ~ '^\d{6}$'),   -- GB/T 2260
  kind text not null check (kind in ('plan', 'reply')),
  title text not null,                        -- as a person lets it stand; first what was read
  number text,                                -- 发文字号 as written
  document_date date,                         -- 成文日期
  addressee text,
  signer text,
  handler text,
  copies text[] not null default '{}',
  file_name text not null,
  sha256 bytea not null,                      -- of the file's bytes: the same file is the same document
  text text not null,                         -- decoded; spans count its UTF-16 units
  decoding json not null,                     -- format, encoding, repaired, uncertain characters
  conflicts json not null,                    -- places of the document that state the same thing differently
  organisations json not null,                -- organisations named, with their place
  state text not null check (state in ('review', 'published', 'dropped')),
  uploaded_by text not null,
  uploaded_at timestamptz not null,
  published_by text,
  published_at timestamptz,
  version integer not null default 1,         -- grows with every change: two people do not overwrite each other
  check ((state = 'published') = (published_at is not null)),
  unique (dataset, id)
);
create unique index document_once on programmes.document (dataset, city_code, sha256) where state <> 'dropped';

create table programmes.document_item (
  document_id bigint not null references programmes.document (id),
  ordinal integer not null,                   -- in the order of the text within its kind; added ones after
  kind text not null check (kind in ('task', 'target', 'policy', 'subsidy', 'commitment')),
  read json,                                  -- as it was read; null where a person added it
  written json,                               -- as a person corrected it; null where it stands as read
  decision text not null check (decision in ('pending', 'accepted', 'rejected')),
  span_start integer,                         -- null where a person added it without a place
  span_end integer,
  decided_by text,
  decided_at timestamptz,
  primary key (document_id, ordinal),
  check (read is not null or written is not null),
  check ((decision = 'pending') = (decided_at is null))
);
grant select, insert, update on programmes.document, programmes.document_item to lianshu_app;
grant select on programmes.document, programmes.document_item to lianshu_reader;

create table programmes.plan (                -- what a published document set going; a reply has its commitments
  id bigint generated always as identity primary key,
  document_id bigint unique references programmes.document (id),
  dataset text not null check (dataset in ('held', 'demo')),
  city_code text not null,
  title text not null,
  created_at timestamptz not null
);

create table programmes.task (
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('held', 'demo')),
  city_code text not null,
  plan_id bigint references programmes.plan (id),
  document_id bigint,                         -- where it was read, with its item
  document_ordinal integer,
  kind text not null check (kind in ('action', 'item', 'commitment', 'policy', 'decision', 'pulled', 'own')),
  title text not null,
  content text,
  parent_title text,                          -- the heading that it stands under
  due_written text,                           -- as written, 2023.04; month precision stays
  due_date date,                              -- its last day; null for 长期 and where none is written
  lead_persons text[] not null default '{}',
  created_by text not null,
  created_at timestamptz not null,
  foreign key (document_id, document_ordinal) references programmes.document_item (document_id, ordinal),
  unique (document_id, document_ordinal)
);
create index task_by_plan on programmes.task (plan_id);
create index task_by_due on programmes.task (dataset, city_code, due_date);

create table programmes.task_unit (           -- several leads for one task are several rows
  task_id bigint not null references programmes.task (id),
  part text not null check (part in ('lead', 'responsible', 'support')),
  position integer not null,
  name_as_written text not null,
  organisation_id bigint,                     -- of the register; null where none is certain
  primary key (task_id, part, position)
);
create index task_unit_by_organisation on programmes.task_unit (organisation_id) where organisation_id is not null;
grant select, insert, update on programmes.plan, programmes.task, programmes.task_unit to lianshu_app;
grant select on programmes.plan, programmes.task, programmes.task_unit to lianshu_reader;
