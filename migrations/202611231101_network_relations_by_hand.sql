-- network: relations written down by hand: a band instead of an amount, evidence, who may see it, correction and end.
alter table network.supply_link
  add column amount_low_fen bigint check (amount_low_fen >= 0),   -- a band: the amount lies within, nobody says where
  add column amount_high_fen bigint check (amount_high_fen >= 0),
  add column confidentiality text not null default 'office' check (confidentiality in ('office', 'parties')),
                                            -- parties: only its two ends see the row; it counts in private aggregates
  add column stated_side text check (stated_side in ('buyer', 'supplier', 'office')), -- who wrote it by hand; null: an import
  add column stated_by text,
  add column request_key text,              -- of the form: a retry finds it again
  add column evidence_key text,             -- documents of all versions of the row hang on it
  add column ended_on date,                 -- the relation ended on this day, within its year
  add column ended_reason text,
  add column note text,
  add check ((amount_low_fen is null) = (amount_high_fen is null)),
  add check (amount_low_fen is null or (amount_fen is null and amount_low_fen <= amount_high_fen));
create unique index supply_link_request on network.supply_link (stated_by, request_key) where request_key is not null;
-- A row that the office cannot see must not stand in the way of one that it imports.
drop index network.supply_link_once;
create unique index supply_link_once on network.supply_link
  (dataset, buyer_key, supplier_key, year, md5(coalesce(product, '')), (confidentiality = 'parties'))
  where superseded_at is null;

drop policy supply_link_read on network.supply_link;
create policy supply_link_read on network.supply_link for select to lianshu_app, lianshu_reader using (
  (import_id is null or import_id <> all ((select access.closed_uploads('registry.import'))::bigint[]))
  and (((select access.may_read_relations()) and confidentiality = 'office'
      and (import_id is null or import_id <> all ((select access.unread_uploads('registry.import'))::bigint[])))
    or buyer_id = (select access.current_org()) or supplier_id = (select access.current_org())));
create policy supply_link_insert_own on network.supply_link for insert to lianshu_app with check (
  import_id is null and ((stated_side = 'buyer' and buyer_id = (select access.current_org()))
    or (stated_side = 'supplier' and supplier_id = (select access.current_org()))));
create policy supply_link_update_own on network.supply_link for update to lianshu_app using (
  import_id is null and ((stated_side = 'buyer' and buyer_id = (select access.current_org()))
    or (stated_side = 'supplier' and supplier_id = (select access.current_org()))));

-- Rows for their two parties only are in no figure that is shown for a single buyer. Now with the band: 56 bytes, the
-- last two int8 are its ends in fen, -1 where there is none.
create or replace function network.packed_purchases(in_dataset text, after_id bigint, at_most integer, out last_id bigint, out packed bytea)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select max(l.id), string_agg(int8send(l.buyer_id) || int8send(coalesce(l.supplier_id, 0))
      || int4send(coalesce(l.supplier_city_code::int, 0)) || int4send(l.year) || int4send(coalesce(l.share_ppm, -1))
      || int4send(coalesce(l.rank, 0)) || int8send(coalesce(l.amount_fen, -1))
      || int8send(coalesce(l.amount_low_fen, -1)) || int8send(coalesce(l.amount_high_fen, -1)), ''::bytea order by l.id)
  from (
    select * from network.supply_link s
    where s.dataset = in_dataset and s.id > after_id and s.superseded_at is null and s.buyer_id is not null
      and s.confidentiality = 'office'
      and (s.import_id is null or s.import_id <> all ((select access.closed_uploads('registry.import'))::bigint[]))
      and (select access.current_role_code()) = 'system'
    order by s.id limit at_most
  ) l
$$;
