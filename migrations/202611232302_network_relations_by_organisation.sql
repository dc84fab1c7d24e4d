-- network: a relation written by hand stands under its two organisations, not under what they were called that day; the name
-- is its key only where the organisation is not known. Rows that would meet another one keep their key.
comment on column network.supply_link.buyer_key is
  'by what the end is told apart: organisation:<id> written by hand, else as the file names it: stock:…, code:…, name:…';
update network.supply_link l set
  buyer_key = case when l.buyer_key like 'name:%' then 'organisation:' || l.buyer_id else l.buyer_key end,
  supplier_key = case when l.supplier_key like 'name:%' then 'organisation:' || l.supplier_id else l.supplier_key end
where l.stated_by is not null and l.buyer_id is not null and l.supplier_id is not null
  and (l.buyer_key like 'name:%' or l.supplier_key like 'name:%')
  and not exists (select from network.supply_link o where o.id <> l.id and o.dataset = l.dataset
    and o.buyer_id = l.buyer_id and o.supplier_id = l.supplier_id and o.year = l.year
    and o.product is not distinct from l.product and o.superseded_at is null);
