-- network: what is sealed shows its content to nobody but its own parties, also where all that refers to an organisation
-- is listed, before a split. Moving goes by key, so a merge still follows it.
comment on table network.agreement is 'sealed: read by its two parties only';
comment on table network.ledger is 'sealed: read by its own firm only';

create or replace function registry.list_references(in_id bigint) returns table (tbl text, col text, key jsonb, content jsonb)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  ref record;
begin
  perform registry.require_program();
  for ref in select * from registry.organisation_references() loop
    return query execute format(
      'select %L::text, %L::text, k.key,
         case when %L or to_jsonb(t) ->> ''confidentiality'' = ''parties'' then k.key else to_jsonb(t) end
       from %s t cross join lateral (
         select coalesce(jsonb_object_agg(e.key, e.value), ''{}'') as key from jsonb_each(to_jsonb(t)) e
         where e.key = any($2)) k
       where t.%I = $1', ref.tbl::text, ref.col,
      coalesce(obj_description(ref.tbl, 'pg_class') like 'sealed%', false), ref.tbl, ref.col)
      using in_id, array_remove(ref.key_columns, ref.col)::text[];
  end loop;
end $$;

-- Lines hang on their ledger, which alone refers to the organisation. Two merged firms may both have a counted ledger of a
-- year: the newer one counts, neither is lost.
alter table network.ledger_line rename column organisation_id to owner_id;
drop index network.ledger_counted_once;
create index ledger_counted on network.ledger (dataset, organisation_id, year) where is_counted;

-- As before, with a number by which suppliers that are not held are told apart: 60 bytes, the last int8.
create or replace function network.packed_private(in_dataset text) returns bytea
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select string_agg(int8send(p.buyer) || int8send(coalesce(p.supplier, 0)) || int4send(coalesce(p.city::int, 0))
      || int4send(p.year) || int4send(p.scope) || int8send(coalesce(p.fen, -1)) || int8send(coalesce(p.low, -1))
      || int8send(coalesce(p.high, -1)) || int8send(hashtextextended(p.named, 0)), ''::bytea order by p.buyer, p.year, p.ord)
  from (
    select g.organisation_id as buyer, l.supplier_id as supplier, l.supplier_city_code as city, g.year,
      10 + coalesce(array_position(array['components', 'devices', 'software', 'other'], l.scope), 0) as scope,
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
