-- network: relations of a withdrawn or ended upload are in no result; those of an upload that names its readers are read
-- row by row by these and by their two ends.
drop policy supply_link_read on network.supply_link;
create policy supply_link_read on network.supply_link for select to lianshu_app, lianshu_reader using (
  (import_id is null or import_id <> all ((select access.closed_uploads('registry.import'))::bigint[]))
  and (((select access.may_read_relations())
      and (import_id is null or import_id <> all ((select access.unread_uploads('registry.import'))::bigint[])))
    or buyer_id = (select access.current_org()) or supplier_id = (select access.current_org())));

create or replace function network.packed_purchases(in_dataset text, after_id bigint, at_most integer, out last_id bigint, out packed bytea)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select max(l.id), string_agg(int8send(l.buyer_id) || int8send(coalesce(l.supplier_id, 0))
      || int4send(coalesce(l.supplier_city_code::int, 0)) || int4send(l.year) || int4send(coalesce(l.share_ppm, -1))
      || int4send(coalesce(l.rank, 0)) || int8send(coalesce(l.amount_fen, -1)), ''::bytea order by l.id)
  from (
    select * from network.supply_link s
    where s.dataset = in_dataset and s.id > after_id and s.superseded_at is null and s.buyer_id is not null
      and (s.import_id is null or s.import_id <> all ((select access.closed_uploads('registry.import'))::bigint[]))
      and (select access.current_role_code()) = 'system'
    order by s.id limit at_most
  ) l
$$;

-- Turns rows of closed uploads into history before new ones are written: nobody sees them, and they must not stand in the
-- way of the same relation told again.
create function network.retire_closed(in_dataset text) returns bigint
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare retired bigint;
begin
  if not access.may_read_relations() then return 0; end if;
  update network.supply_link l set superseded_at = now()
  where l.dataset = in_dataset and l.superseded_at is null
    and l.import_id = any (access.closed_uploads('registry.import'));
  get diagnostics retired = row_count;
  return retired;
end $$;
revoke all on function network.retire_closed(text) from public;
grant execute on function network.retire_closed(text) to lianshu_app;
