-- gaps: when a node is strong or weak, and what an office stated about a node. Public facts.
create schema gaps;
grant usage on schema gaps to lianshu_app, lianshu_reader;

create table gaps.threshold (               -- loaded from packs/<city>/gaps
  city_code text not null,                  -- GB/T 2260
  version integer not null check (version > 0),
  as_of date not null,                      -- from this day on
  radius_km integer not null check (radius_km = 200),
  strong_groups integer not null check (strong_groups > 0),                    -- independent owner groups in the city
  strong_local_ratio double precision not null check (strong_local_ratio between 0 and 1),
  minimal_coverage_ratio double precision not null check (minimal_coverage_ratio between 0 and 1),
  weak_firms_here integer not null check (weak_firms_here > 0),                -- stated or confirmed firms in the city, or
  weak_firms_within200_km integer not null check (weak_firms_within200_km > 0), -- in the ring outside it
  source text not null,                     -- 假设 where no document sets the thresholds
  loaded_at timestamptz not null,
  primary key (city_code, version)
);

create table gaps.statement (
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('held', 'demo')),
  city_code text not null,
  chain_id text not null,
  node_id text not null,
  kind text not null check (kind in ('register_complete', 'confirmed_missing', 'withdrawn')),
  source text not null,                     -- on what it rests: a census, minutes, a letter
  stated_on date not null,                  -- the day from which it holds; the newest one of a node counts
  stated_by text not null,
  created_at timestamptz not null
);
create index statement_node on gaps.statement (dataset, city_code, chain_id, node_id, stated_on desc, id desc);

-- Statements about the demo city go when it is made anew; held ones stay, a withdrawal is a statement too.
alter table gaps.statement enable row level security;
create policy statement_read on gaps.statement for select to lianshu_app, lianshu_reader using (true);
create policy statement_insert on gaps.statement for insert to lianshu_app with check (true);
create policy statement_delete_demo on gaps.statement for delete to lianshu_app using (dataset = 'demo');

grant select on gaps.threshold, gaps.statement to lianshu_app, lianshu_reader;
grant insert on gaps.threshold, gaps.statement to lianshu_app;
grant delete on gaps.statement to lianshu_app;
grant update on gaps.threshold to lianshu_app;

-- Status is counted from who stands where: a figure kept in memory is dropped when a placement changes.
create trigger gaps_placement_inserted after insert on chains.node_placement
  referencing new table as changed for each statement execute function network.stamp_change('placements');
create trigger gaps_placement_updated after update on chains.node_placement
  referencing new table as changed for each statement execute function network.stamp_change('placements');
create trigger gaps_placement_deleted after delete on chains.node_placement
  referencing old table as changed for each statement execute function network.stamp_change('placements');

-- Takes the whole demo city away, over all rooms, so that it can be made anew. Held rows cannot be reached from here:
-- every statement names the data set, and only an administrator or the program itself may call it.
create function gaps.clear_demo() returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if coalesce(access.current_role_code(), '') not in ('administrator', 'system') then
    raise exception 'clear_demo: not permitted' using errcode = '42501';
  end if;
  delete from gaps.statement where dataset = 'demo';
  delete from network.supply_link where dataset = 'demo';
  delete from chains.node_placement where dataset = 'demo';
  delete from registry.product p using registry.organisation o where o.id = p.organisation_id and o.dataset = 'demo';
  delete from registry.fact f using registry.organisation o where o.id = f.organisation_id and o.dataset = 'demo';
  delete from registry.former_name f using registry.organisation o where o.id = f.organisation_id and o.dataset = 'demo';
  delete from registry.identifier where dataset = 'demo';
  delete from registry.organisation where dataset = 'demo';
  delete from registry.owner_group where dataset = 'demo';
end $$;
revoke all on function gaps.clear_demo() from public;
grant execute on function gaps.clear_demo() to lianshu_app;
