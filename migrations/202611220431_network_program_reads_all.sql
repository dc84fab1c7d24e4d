-- All purchases packed are for the program itself, which makes aggregates of them; a reader's own claims get none.
create or replace function network.packed_purchases(in_dataset text, after_id bigint, at_most integer, out last_id bigint, out packed bytea)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select max(l.id), string_agg(int8send(l.buyer_id) || int8send(coalesce(l.supplier_id, 0))
      || int4send(coalesce(l.supplier_city_code::int, 0)) || int4send(l.year) || int4send(coalesce(l.share_ppm, -1))
      || int4send(coalesce(l.rank, 0)) || int8send(coalesce(l.amount_fen, -1)), ''::bytea order by l.id)
  from (
    select * from network.supply_link s
    where s.dataset = in_dataset and s.id > after_id and s.superseded_at is null and s.buyer_id is not null
      and (select access.current_role_code()) = 'system'
    order by s.id limit at_most
  ) l
$$;
