-- network: a ledger of a part of the year's purchases does not stand for the whole year. Told in the packing beside what a
-- line counts as: scope +10 from a ledger of the whole year, +20 from a ledger of a part. Else as before.
create or replace function network.packed_private(in_dataset text) returns bytea
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select string_agg(int8send(p.buyer) || int8send(coalesce(p.supplier, 0)) || int4send(coalesce(p.city::int, 0))
      || int4send(p.year) || int4send(p.scope) || int8send(coalesce(p.fen, -1)) || int8send(coalesce(p.low, -1))
      || int8send(coalesce(p.high, -1)) || int8send(hashtextextended(p.named, 0)), ''::bytea order by p.buyer, p.year, p.ord)
  from (
    select g.organisation_id as buyer, l.supplier_id as supplier, l.supplier_city_code as city, g.year,
      case when g.is_whole then 10 else 20 end
        + coalesce(array_position(array['components', 'devices', 'software', 'other'], l.scope), 0) as scope,
      l.amount_fen as fen, l.amount_low_fen as low, l.amount_high_fen as high, l.line::bigint as ord,
      coalesce(l.supplier_code, l.supplier_text) as named
    from (
      select distinct on (c.organisation_id, c.year) c.* from network.ledger c
      where c.dataset = in_dataset and c.is_counted and (select access.current_role_code()) = 'system'
        and c.id <> all ((select access.closed_uploads('network.ledger'))::bigint[])
      order by c.organisation_id, c.year, c.id desc
    ) g join network.ledger_line l on l.ledger_id = g.id
    union all
    select s.buyer_id, s.supplier_id, s.supplier_city_code, s.year, 0, s.amount_fen, s.amount_low_fen, s.amount_high_fen,
      s.id, s.supplier_key
    from network.supply_link s
    where s.dataset = in_dataset and s.confidentiality = 'parties' and s.superseded_at is null
      and s.buyer_id is not null and (select access.current_role_code()) = 'system'
  ) p
$$;
