-- registry, libraries: entries become objects that a task can end in: agreements, funds, events, results. An entry may be
-- part of another of its kind (a fund of a mother fund), stand at a node of a chain and come from a project; it has parts
-- (parties, articles, signed intents …) of which each can be followed up, and documents as evidence.

alter table registry.library_entry
  add column parent_id bigint,              -- the entry of the same kind that it belongs to
  add column node_id text,                  -- of a chain map; opaque here
  add column project_id bigint,             -- the project that it came from
  add constraint library_entry_not_own_parent check (parent_id <> id),
  add constraint library_entry_parent foreign key (dataset, parent_id) references registry.library_entry (dataset, id),
  add constraint library_entry_project foreign key (dataset, project_id) references registry.project (dataset, id)
    on delete set null (project_id);
create index library_entry_by_parent on registry.library_entry (parent_id) where parent_id is not null;

create table registry.library_part (        -- one party, article, intent … of an entry, as its kind defines
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('held', 'demo')),
  entry_id bigint not null,
  part text not null,                       -- name of the part in the kind
  organisation_id bigint,                   -- the firm or body of the register that it is about, where held
  organisation_name text,                   -- as written
  fields jsonb not null default '{}',       -- as the kind defines them; money in whole fen as digits
  source text not null,
  request_key text not null,                -- of the form that made it: a retry finds it again
  recorded_by text not null,
  recorded_at timestamptz not null,
  ended_at timestamptz,                     -- taken out of the entry; the row stays
  ended_reason text,
  unique (recorded_by, request_key),
  foreign key (dataset, entry_id) references registry.library_entry (dataset, id) on delete cascade,
  foreign key (dataset, organisation_id) references registry.organisation (dataset, id) on delete set null (organisation_id),
  check ((ended_at is null) = (ended_reason is null))
);
create index library_part_entry on registry.library_part (entry_id, id);
create index library_part_organisation on registry.library_part (organisation_id) where organisation_id is not null;

alter table registry.library_event
  add column part_id bigint references registry.library_part (id) on delete cascade, -- the part that was followed up
  add column evidence bigint[] not null default '{}',  -- access.attachment
  add column changes jsonb,                 -- kind change: fields before and after
  drop constraint library_event_kind_check,
  add constraint library_event_kind_check
    check (kind in ('life', 'service', 'review', 'event', 'follow_up', 'change', 'task')),
  add constraint library_event_part_followed check ((kind = 'follow_up') = (part_id is not null)),
  add constraint library_event_changes_told check ((kind = 'change') = (changes is not null));

grant select on registry.library_part to lianshu_app, lianshu_reader;
grant insert, update on registry.library_part to lianshu_app;

-- As before, and besides: an entry with parts, further entries below it or more events than its import wrote stays.
create or replace function registry.take_back_library_import(what text, of_import bigint)
returns table (id bigint, name text, gone boolean)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if coalesce(access.current_role_code(), '') not in ('administrator', 'chain_office', 'system') then
    raise exception 'take_back_library_import: not permitted' using errcode = '42501';
  end if;
  if what = 'project' then
    return query
    with own as (
      select p.id, p.name, not exists (select from registry.library_event e where e.project_id = p.id and e.recorded_at > p.created_at)
        and not exists (select from registry.project_money m where m.project_id = p.id)
        and not exists (select from registry.campaign_project c where c.project_id = p.id)
        and p.updated_at = p.created_at as gone
      from registry.project p where p.import_id = of_import),
    events as (delete from registry.library_event e using own where own.gone and e.project_id = own.id)
    select own.id, own.name, own.gone from own order by own.id;
    delete from registry.project p where p.import_id = of_import and not exists (
      select from registry.library_event e where e.project_id = p.id);
  elsif what = 'library_entry' then
    return query
    with own as (
      select l.id, l.name, not exists (select from registry.library_event e where e.entry_id = l.id and e.recorded_at > l.created_at)
        and not exists (select from registry.library_part t where t.entry_id = l.id)
        and not exists (select from registry.library_entry c where c.parent_id = l.id)
        as gone
      from registry.library_entry l where l.import_id = of_import),
    events as (delete from registry.library_event e using own where own.gone and e.entry_id = own.id)
    select own.id, own.name, own.gone from own order by own.id;
    delete from registry.library_entry l where l.import_id = of_import and not exists (
      select from registry.library_event e where e.entry_id = l.id);
  end if;
end $$;
