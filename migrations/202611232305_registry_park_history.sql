-- registry, parks: what a person told of a park can be taken back with the reason; nothing is lost. What a person changed in a
-- park's own columns is kept as before and after.
alter table registry.park_part
  add column withdrawn_at timestamptz,      -- taken back by a person: it never counted again
  add column withdrawn_by text,
  add column withdrawn_reason text,
  add constraint park_part_withdrawn check ((withdrawn_at is null) = (withdrawn_by is null)
    and (withdrawn_at is null) = (withdrawn_reason is null) and (withdrawn_at is null or superseded_at is not null));
create index park_part_history on registry.park_part (park_id, id desc);

create table registry.park_change (         -- a park's own columns, changed by hand
  id bigint generated always as identity primary key,
  park_id bigint not null references registry.park (id) on delete cascade,
  changes jsonb not null,                   -- [{ field, before, after }]; null: not known
  source text not null,
  recorded_by text not null,
  recorded_at timestamptz not null,
  withdrawn_at timestamptz,
  withdrawn_by text,
  withdrawn_reason text,
  check ((withdrawn_at is null) = (withdrawn_by is null) and (withdrawn_at is null) = (withdrawn_reason is null))
);
create index park_change_park on registry.park_change (park_id, id desc);
grant select on registry.park_change to lianshu_app, lianshu_reader;
grant insert, update on registry.park_change to lianshu_app;
