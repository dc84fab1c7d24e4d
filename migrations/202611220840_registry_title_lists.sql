-- registry: an office states that all holders of a title in a city stand in the register, so that who is not listed holds
-- none. Without it nothing is known of firms that stand in no list. A later line says otherwise from its day on.
create table registry.title_list (
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('held', 'demo')),
  city_code text not null,
  kind_code text references registry.title_kind (code), -- null: every title
  is_complete boolean not null,
  valid_from date not null,                 -- from this day on it can be told who holds none
  source text not null,
  told_by text not null,
  told_at timestamptz not null
);
create index title_list_of on registry.title_list (dataset, city_code, valid_from desc, id desc);
grant select on registry.title_list to lianshu_app, lianshu_reader;
grant insert on registry.title_list to lianshu_app;
-- What was told under the name of a city's value until now.
insert into registry.title_list (dataset, city_code, is_complete, valid_from, source, told_by, told_at)
select dataset, area_code, value = '是', valid_from, source, entered_by, entered_at from policy.city_value
where name = 'titles_complete' and value is not null order by id;
delete from policy.city_value where name = 'titles_complete';


-- What a whole city's entitlements rest on changes with these too.
create trigger policy_size_class_inserted after insert on registry.size_class referencing new table as changed
  for each statement execute function policy.stamp_facts();
create trigger policy_size_class_updated after update on registry.size_class referencing new table as changed
  for each statement execute function policy.stamp_facts();
create trigger policy_size_class_deleted after delete on registry.size_class referencing old table as changed
  for each statement execute function policy.stamp_facts();
create trigger policy_title_list_inserted after insert on registry.title_list referencing new table as changed
  for each statement execute function policy.stamp_facts();
