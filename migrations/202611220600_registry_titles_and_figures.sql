-- registry: titles with their kinds, dated figures and facts under the names that rules use, and which source counts.
-- Vocabularies (kinds, order of sources) are pack data; what they say of a firm stands here with source and date.

create table registry.source_kind (         -- which source counts before which; packs/national/source-kinds
  code text primary key,
  rank integer not null unique check (rank >= 1),  -- 1 counts first
  name_zh text not null,
  name_en text not null
);
-- Until a pack says so, the order that the pack ships with: rows may name their kind of source from the first import on.
insert into registry.source_kind (code, rank, name_zh, name_en) values
  ('official_register', 1, '政府登记', 'official register'),
  ('department_list', 2, '部门名录', 'a department''s list'),
  ('own_reviewed', 3, '企业自报（已审核）', 'the firm''s own, reviewed'),
  ('listed_company', 4, '上市公司披露', 'listed-company disclosure'),
  ('official_document', 5, '公文提及', 'named in an official document'),
  ('spreadsheet', 6, '导入的表格', 'an imported spreadsheet'),
  ('collected', 7, '采集', 'collected');

create table registry.title_kind (
  code text primary key,
  name_zh text not null,
  name_en text not null,
  also text[] not null default '{}',        -- other names in rules and lists
  level text not null check (level in ('national', 'provincial', 'municipal', 'district', 'other')),
  family text not null,                     -- ladder or group it belongs to
  step integer,                             -- place on the ladder, 1 lowest; null: stands outside
  valid_months integer check (valid_months > 0), -- null: without end, or not stated
  granted_from date,                        -- first and last day on which it was granted; null: not stated
  retired_on date,                          -- no longer granted from this day; those held stay
  replaced_by text,
  authority text,
  source jsonb not null                     -- document, place, sentence
);

create table registry.title (
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('held', 'demo')),
  organisation_id bigint not null,
  kind_code text references registry.title_kind (code), -- null: the list writes a title that no pack knows
  name_as_written text not null,
  granted_on date,                          -- last day of what is written; null unknown
  granted_written text,                     -- as precise as written: 2021, 2021-07, 2021-07-15
  expires_on date,                          -- last day on which it holds; null: unknown or without end
  withdrawn_on date,                        -- taken away by the authority
  batch text,                               -- 第三批 …
  document_no text,
  source text not null,
  source_kind text not null default 'spreadsheet' references registry.source_kind (code),
  import_id bigint references registry.import (id),
  recorded_by text not null,
  recorded_at timestamptz not null,
  removed_at timestamptz,                   -- taken back (undo, mistake); the row stays as history
  foreign key (dataset, organisation_id) references registry.organisation (dataset, id) on delete cascade,
  check (expires_on is null or granted_on is null or expires_on >= granted_on)
);
create unique index title_once on registry.title (organisation_id, coalesce(kind_code, name_as_written),
  coalesce(granted_on, '0001-01-01'), md5(source)) where removed_at is null;
create index title_kind_held on registry.title (dataset, kind_code, organisation_id) where removed_at is null;
create index title_import on registry.title (import_id) where import_id is not null;

create table registry.figure_kind (         -- a fact of a firm under the name by which rules ask for it
  name text primary key check (name ~ '^[a-z][a-z0-9_]{0,59}$'),
  type text not null check (type in ('money', 'rate', 'count', 'quantity', 'date', 'bool', 'text')),
  unit text,                                -- as people write it: 元, %, 人, 亩
  label_zh text not null,
  label_en text not null,
  supplier text,                            -- who in a city knows it
  is_confidential boolean not null,         -- what is not said otherwise at recording
  year_before_of text,                      -- revenue_last is revenue one year earlier: derived, never stored
  speaks_for_months integer check (speaks_for_months > 0), -- so long after its period a value tells the present; null: without limit
  source jsonb not null
);

create table registry.figure (
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('held', 'demo')),
  organisation_id bigint not null,
  name text not null references registry.figure_kind (name),
  period text check (period ~ '^\d{4}(-\d{2}(-\d{2})?)?$'), -- year, month or day as written; null: the source gives none
  as_of date,                               -- last day of the period
  value_number bigint,                      -- fen, ppm, whole count, ten-thousandths of the unit, days since 1970-01-01
  value_text text,
  value_flag boolean,
  source text not null,
  source_kind text not null default 'spreadsheet' references registry.source_kind (code),
  is_confidential boolean not null,
  import_id bigint references registry.import (id),
  recorded_by text not null,
  recorded_at timestamptz not null,
  removed_at timestamptz,
  is_pinned boolean not null default false, -- an office chose it; why stands in registry.pin
  counts boolean not null default false,    -- the one of its firm, name and period that is read
  foreign key (dataset, organisation_id) references registry.organisation (dataset, id) on delete cascade,
  check (num_nonnulls(value_number, value_text, value_flag) = 1),
  check ((period is null) = (as_of is null)),
  check (not counts or removed_at is null)
);
create unique index figure_once on registry.figure (organisation_id, name, coalesce(as_of, '0001-01-01'), md5(source),
  coalesce(value_number::text, value_text, value_flag::text)) where removed_at is null;
create unique index figure_counting on registry.figure (dataset, name, organisation_id, coalesce(as_of, '0001-01-01'))
  include (as_of, value_number) where counts;
create index figure_of_organisation on registry.figure (organisation_id, name);
create index figure_range on registry.figure (dataset, name, value_number) where counts;
create index figure_import on registry.figure (import_id) where import_id is not null;

alter table registry.figure enable row level security;
alter table registry.figure force row level security;
create policy figure_owner on registry.figure to current_user using (true) with check (true);
create policy figure_read on registry.figure for select to lianshu_app, lianshu_reader using (
  not is_confidential or (select access.may_read_all('figure')) or organisation_id = (select access.current_org()));
create policy figure_write on registry.figure for insert to lianshu_app
  with check ((select access.may_read_all('figure')));
create policy figure_update on registry.figure for update to lianshu_app
  using ((select access.may_read_all('figure'))) with check ((select access.may_read_all('figure')));

-- What a city's firms are under one name as it stood on one day, packed so that fifty thousand come in one reading: the
-- latest counting value of each firm in the window (a period that has not ended does not count), or with years_back the
-- value of so many years before that one. Per value 16 bytes big-endian: firm int8, number int8 (a flag as 0 or 1).
-- Runs as whoever asks: row security decides what is seen.
create function registry.packed_figures(in_dataset text, in_name text, not_after date, not_before date, years_back integer,
  out packed bytea, out firms bigint)
language sql stable set search_path = pg_catalog, pg_temp as $$
  with latest as (
    select distinct on (s.organisation_id) s.organisation_id, s.as_of, coalesce(s.value_number, s.value_flag::int) as number
    from registry.figure s
    where s.dataset = in_dataset and s.name = in_name and s.counts
      and coalesce(s.as_of, '0001-01-01') <= not_after
      and (not_before is null or s.as_of is null or s.as_of >= not_before)
    order by s.organisation_id, coalesce(s.as_of, '0001-01-01') desc
  ), wanted as (
    select l.organisation_id, l.number from latest l where years_back = 0
    union all
    select b.organisation_id, coalesce(b.value_number, b.value_flag::int)
    from latest l join registry.figure b on b.dataset = in_dataset and b.name = in_name and b.counts
      and b.organisation_id = l.organisation_id and b.as_of = (l.as_of - make_interval(years => years_back))::date
    where years_back > 0
  )
  select string_agg(int8send(w.organisation_id) || int8send(w.number), ''::bytea), count(*)
  from wanted w where w.number is not null
$$;

grant select on registry.source_kind, registry.title_kind, registry.title, registry.figure_kind, registry.figure
  to lianshu_app, lianshu_reader;
grant insert, update on registry.source_kind, registry.title_kind, registry.title, registry.figure_kind, registry.figure
  to lianshu_app;
grant execute on function registry.packed_figures(text, text, date, date, integer) to lianshu_app, lianshu_reader;
