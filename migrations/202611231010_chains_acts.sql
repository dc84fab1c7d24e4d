-- chains: what is done on nodes (建 补 增 强 延 长; 补短板 锻长板 填空白), which projects work on which node, and graded
-- results with evidence. Working papers of the offices: row security keeps them to the offices of the city.
create table chains.node_act (
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('held', 'demo')),
  city_code text not null,                  -- GB/T 2260
  chain_id text not null,
  node_id text not null,
  gap_path text,                            -- the page of a gap that it answers; opaque here
  aim text check (aim in ('mend-short', 'forge-long', 'fill-blank')),
  act text check (act in ('build', 'supplement', 'increase', 'strengthen', 'extend', 'lengthen')),
  title text not null,
  note text,
  owner text,                               -- the unit that answers for it; null: nobody yet
  starts_on date,
  due_on date,
  source text not null,
  state text not null,                      -- of the life cycle `node_act`
  history jsonb not null,                   -- events of the life cycle, from which the state follows
  seen integer not null default 0,          -- grows with every change: two people do not overwrite each other
  request_key text not null,
  recorded_by text not null,
  recorded_by_id bigint,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  check (aim is not null or act is not null),
  check (due_on is null or starts_on is null or due_on >= starts_on)
);
create unique index node_act_request on chains.node_act (recorded_by_id, request_key);
create index node_act_node on chains.node_act (dataset, city_code, chain_id, node_id);

create table chains.node_link (             -- 创新链与产业链: a project works on a node
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('held', 'demo')),
  city_code text not null,
  chain_id text not null,
  node_id text not null,
  subject_room text not null,               -- registry now, challenges later; opaque here
  subject_kind text not null,               -- project
  subject_id bigint not null,
  subject_name text not null,
  kind text not null check (kind in ('research', 'pilot', 'industrialisation', 'investment')),
  note text,
  source text not null,
  recorded_by text not null,
  recorded_at timestamptz not null,
  removed_at timestamptz,
  removed_by text,
  removed_why text
);
create unique index node_link_once on chains.node_link (dataset, city_code, chain_id, node_id, subject_room, subject_kind,
  subject_id, kind) where removed_at is null;
create index node_link_subject on chains.node_link (subject_room, subject_kind, subject_id) where removed_at is null;

create table chains.graded_result (         -- what came out of research, with its grade
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('held', 'demo')),
  city_code text not null,
  chain_id text not null,
  node_id text not null,
  name text not null,
  grade text not null check (grade in ('industry_leading', 'irreplaceable', 'fills_national_blank',
    'fills_world_blank', 'world_first')),
  organisation_id bigint,                   -- whose result, where the register holds it
  organisation_name text,                   -- as written
  link_id bigint references chains.node_link (id), -- the project it came out of
  award text,                               -- a prize as written
  graded_by text not null,                  -- who says so: experts, a prize, an appraisal
  graded_on date,
  evidence text not null,                   -- in words; documents stand under access.attachment
  request_key text not null,
  recorded_by text not null,
  recorded_by_id bigint,
  recorded_at timestamptz not null,
  removed_at timestamptz,
  removed_by text,
  removed_why text
);
create unique index graded_result_request on chains.graded_result (recorded_by_id, request_key);
create index graded_result_node on chains.graded_result (dataset, city_code, chain_id, node_id) where removed_at is null;

do $$
declare
  name text;
begin
  foreach name in array array['node_act', 'node_link', 'graded_result'] loop
    execute format('alter table chains.%I enable row level security', name);
    execute format('alter table chains.%I force row level security', name);
    execute format('create policy %I on chains.%I to current_user using (true) with check (true)', name || '_owner', name);
    execute format('create policy %I on chains.%I for select to lianshu_app, lianshu_reader using (
      (select access.current_role_code()) in (''system'', ''administrator'', ''chain_office'', ''chain_leader'',
        ''department'', ''park'', ''auditor''))', name || '_read', name);
    execute format('create policy %I on chains.%I for insert to lianshu_app with check (
      (select access.current_role_code()) in (''system'', ''administrator'', ''chain_office'', ''department''))',
      name || '_insert', name);
    execute format('create policy %I on chains.%I for update to lianshu_app using (
      (select access.current_role_code()) in (''system'', ''administrator'', ''chain_office'', ''department''))',
      name || '_update', name);
  end loop;
end $$;
grant select, insert, update on chains.node_act, chains.node_link, chains.graded_result to lianshu_app;
grant select on chains.node_act, chains.node_link, chains.graded_result to lianshu_reader;
