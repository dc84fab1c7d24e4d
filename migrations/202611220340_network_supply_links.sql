-- network: who supplies whom. Confidential: row security is forced, also for the owner, who has a policy of its own.
create schema network;
grant usage on schema network to lianshu_app, lianshu_reader;

create table network.supply_link (
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('held', 'demo')),
  buyer_id bigint,                          -- null: the row waits until the buyer is held
  supplier_id bigint,                       -- null: waits, or the supplier is anonymous
  buyer_key text not null,                  -- by what the file names the end: stock:…, code:… or name:… (normalised)
  supplier_key text not null,               -- the same, or anonymous:<rank>:<text>
  buyer_text text not null,                 -- as the file writes it
  supplier_text text not null,
  is_buyer_anonymous boolean not null,      -- an end that a file names by 第一名 or 客户A: never an organisation
  is_supplier_anonymous boolean not null,   -- "share known, supplier unknown"
  supplier_city_code text,                  -- city told by the legal name of a supplier not yet held, GB/T 2260
  year integer not null check (year between 1949 and 2100),
  valid_from date not null,                 -- first and last day of what the row tells, here those of the year
  valid_to date not null,
  rank integer check (rank > 0),            -- place among the partners of the year, as reported
  share_ppm integer check (share_ppm between 0 and 1000000),        -- of the buyer's whole purchases of the year
  sales_share_ppm integer check (sales_share_ppm between 0 and 1000000), -- of the supplier's whole sales of the year
  amount_fen bigint check (amount_fen >= 0),
  product text,
  source text not null,
  import_id bigint references registry.import (id),
  created_at timestamptz not null,
  superseded_at timestamptz,                -- set when a newer file told other figures; the row stays as history
  foreign key (dataset, buyer_id) references registry.organisation (dataset, id),
  foreign key (dataset, supplier_id) references registry.organisation (dataset, id),
  check (buyer_id is distinct from supplier_id or buyer_id is null),
  check (not is_supplier_anonymous or supplier_id is null),
  check (not is_buyer_anonymous or (buyer_id is null and not is_supplier_anonymous))
);
create unique index supply_link_once on network.supply_link
  (dataset, buyer_key, supplier_key, year, md5(coalesce(product, ''))) where superseded_at is null;
create index supply_link_buyer on network.supply_link (buyer_id, year);
create index supply_link_supplier on network.supply_link (supplier_id, year);
create index supply_link_waiting_buyer on network.supply_link (dataset, buyer_key)
  where buyer_id is null and not is_buyer_anonymous and superseded_at is null;
create index supply_link_waiting_supplier on network.supply_link (dataset, supplier_key)
  where supplier_id is null and not is_supplier_anonymous and superseded_at is null;

alter table network.supply_link enable row level security;
alter table network.supply_link force row level security;
create policy supply_link_owner on network.supply_link to current_user using (true) with check (true);
-- One step of one's own: a firm sees the rows in which it buys or sells.
create policy supply_link_read on network.supply_link for select to lianshu_app, lianshu_reader using (
  (select access.may_read_relations())
  or buyer_id = (select access.current_org()) or supplier_id = (select access.current_org()));
create policy supply_link_insert on network.supply_link for insert to lianshu_app
  with check ((select access.may_read_relations()));
create policy supply_link_update on network.supply_link for update to lianshu_app
  using ((select access.may_read_relations())) with check ((select access.may_read_relations()));
-- Only invented rows may be taken away, when the demo city is made anew.
create policy supply_link_delete_demo on network.supply_link for delete to lianshu_app
  using (dataset = 'demo' and (select access.may_read_relations()));
grant select on network.supply_link to lianshu_app, lianshu_reader;
grant insert, update, delete on network.supply_link to lianshu_app;

-- In which transaction the rows behind a figure last changed: what a figure kept in memory is compared with. A number of
-- PostgreSQL's own, so that a change that was rolled back can never be mistaken for a later one.
create table network.revision (
  dataset text not null check (dataset in ('held', 'demo')),
  subject text not null check (subject in ('relations', 'organisations', 'placements')),
  changed_in bigint not null default 0,
  primary key (dataset, subject)
);
insert into network.revision (dataset, subject)
  select d, s from unnest(array['held', 'demo']) d, unnest(array['relations', 'organisations', 'placements']) s;
grant select on network.revision to lianshu_app, lianshu_reader;

create function network.stamp_change() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  update network.revision set changed_in = pg_current_xact_id()::text::bigint
  where subject = tg_argv[0] and dataset in (select distinct c.dataset from changed c)
    and changed_in <> pg_current_xact_id()::text::bigint;
  return null;
end $$;
create trigger supply_link_inserted after insert on network.supply_link
  referencing new table as changed for each statement execute function network.stamp_change('relations');
create trigger supply_link_updated after update on network.supply_link
  referencing new table as changed for each statement execute function network.stamp_change('relations');
create trigger supply_link_deleted after delete on network.supply_link
  referencing old table as changed for each statement execute function network.stamp_change('relations');
-- Figures of this room rest on where organisations stand and to whom they belong; the registry itself knows nothing of it.
create trigger network_organisation_inserted after insert on registry.organisation
  referencing new table as changed for each statement execute function network.stamp_change('organisations');
create trigger network_organisation_updated after update on registry.organisation
  referencing new table as changed for each statement execute function network.stamp_change('organisations');
create trigger network_organisation_deleted after delete on registry.organisation
  referencing old table as changed for each statement execute function network.stamp_change('organisations');

-- The current purchases of a data set without names, packed for adding up: aggregates are made of rows that their reader
-- may not see, so this runs as the owner, gives nothing without a verified context, and its one caller applies the rule
-- of aggregates. Per purchase 40 bytes, big-endian: buyer int8, supplier int8 (0 none), city from the supplier's name
-- int4 (0 none), year int4, share ppm int4 (-1 unknown), rank int4 (0 unknown), fen int8 (-1 unknown).
create function network.packed_purchases(in_dataset text, after_id bigint, at_most integer, out last_id bigint, out packed bytea)
language sql stable security definer set search_path = pg_catalog as $$
  select max(l.id), string_agg(int8send(l.buyer_id) || int8send(coalesce(l.supplier_id, 0))
      || int4send(coalesce(l.supplier_city_code::int, 0)) || int4send(l.year) || int4send(coalesce(l.share_ppm, -1))
      || int4send(coalesce(l.rank, 0)) || int8send(coalesce(l.amount_fen, -1)), ''::bytea order by l.id)
  from (
    select * from network.supply_link s
    where s.dataset = in_dataset and s.id > after_id and s.superseded_at is null and s.buyer_id is not null
      and access.verified_claims() is not null
    order by s.id limit at_most
  ) l
$$;
revoke all on function network.packed_purchases(text, bigint, integer) from public;
grant execute on function network.packed_purchases(text, bigint, integer) to lianshu_app;
