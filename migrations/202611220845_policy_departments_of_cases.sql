-- policy: a department reads the cases in whose life cycle it holds a part, no others of the city.
create function policy.holds_part_of(in_dataset text, in_city text, cycle_id text, cycle_city text, cycle_version integer)
returns boolean language sql stable parallel safe set search_path = pg_catalog, pg_temp as $$
  select access.current_role_code() = 'department' and exists (
    select 1
    from policy.life_cycle c
    cross join json_each(c.definition -> 'states') s
    cross join json_array_elements(coalesce(s.value -> 'parallel' -> 'parts', '[]')) part(definition)
    cross join json_array_elements_text(part.definition -> 'by') asked(role)
    join policy.part_department d on d.part = asked.role
    where c.id = cycle_id and c.city_code = cycle_city and c.version = cycle_version
      and d.dataset = in_dataset and d.city_code = in_city and d.ended_at is null
      and d.organisation_id = access.current_org())
$$;

drop policy life_read on policy.life;
create policy life_read on policy.life for select to lianshu_app, lianshu_reader using (
  organisation_id = (select access.current_org())
  or (select access.current_role_code()) = 'system'
  or (state <> 'draft' and ((select access.may_read_all('application'))
    or policy.holds_part_of(dataset, city_code, life_cycle_id, life_cycle_city, life_cycle_version))));
drop policy life_update on policy.life;
create policy life_update on policy.life for update to lianshu_app using (
  organisation_id = (select access.current_org()) or (select access.may_read_all('application'))
  or policy.holds_part_of(dataset, city_code, life_cycle_id, life_cycle_city, life_cycle_version)) with check (true);

-- Lines and payments follow their case: who does not see it sees none of them.
drop policy grant_line_read on policy.grant_line;
create policy grant_line_read on policy.grant_line for select to lianshu_app, lianshu_reader using (
  (select access.may_read_all('application'))
  or (organisation_id = (select access.current_org()) and status in ('offered', 'accepted', 'refused', 'ordered', 'paid'))
  or (policy.is_department_of(dataset, city_code) and exists (select 1 from policy.life l where l.id = life_id)));
drop policy grant_line_update on policy.grant_line;
create policy grant_line_update on policy.grant_line for update to lianshu_app using (
  (select access.may_read_all('application')) or organisation_id = (select access.current_org())
  or (policy.is_department_of(dataset, city_code) and exists (select 1 from policy.life l where l.id = life_id)))
  with check (true);
drop policy payout_read on policy.payout;
create policy payout_read on policy.payout for select to lianshu_app, lianshu_reader using (
  (select access.may_read_all('application')) or organisation_id = (select access.current_org())
  or (policy.is_department_of(dataset, city_code) and exists (select 1 from policy.life l where l.id = life_id)));
