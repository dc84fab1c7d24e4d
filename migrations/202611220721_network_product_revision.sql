-- Relatedness over firms' products is kept in memory: it is dropped when a product of a data set changes.
alter table network.revision drop constraint revision_subject_check;
alter table network.revision add constraint revision_subject_check
  check (subject in ('relations', 'organisations', 'placements', 'products'));
insert into network.revision (dataset, subject) values ('held', 'products'), ('demo', 'products');

create function network.stamp_products() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update network.revision set changed_in = pg_current_xact_id()::text::bigint
  where subject = 'products' and changed_in <> pg_current_xact_id()::text::bigint
    and dataset in (select distinct o.dataset from changed c join registry.organisation o on o.id = c.organisation_id);
  return null;
end $$;
revoke all on function network.stamp_products() from public;
create trigger network_product_inserted after insert on registry.product
  referencing new table as changed for each statement execute function network.stamp_products();
create trigger network_product_updated after update on registry.product
  referencing new table as changed for each statement execute function network.stamp_products();
create trigger network_product_deleted after delete on registry.product
  referencing old table as changed for each statement execute function network.stamp_products();
