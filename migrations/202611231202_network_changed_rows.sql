-- network: which organisations the rows behind the kept figures belong to, change by change, so that after an import only
-- these are read anew. A line is written while its transaction holds the revision of its subject, so the order of `seq`
-- is the order of commits. docs/decisions/0028-figures-follow-changes.md.
create table network.changed_rows (
  seq bigint generated always as identity primary key,
  dataset text not null check (dataset in ('held', 'demo')),
  subject text not null check (subject in ('relations', 'organisations', 'placements')),
  written_in bigint not null,               -- transaction: a line is known again by number and transaction
  ids bigint[]                              -- organisations, of relations their buyers; null: too many to name
);
create index changed_rows_of on network.changed_rows (dataset, subject, seq);
insert into network.changed_rows (dataset, subject, written_in, ids)
  select dataset, subject, pg_current_xact_id()::text::bigint, null from network.revision where subject <> 'products';
grant select on network.changed_rows to lianshu_app, lianshu_reader;

create or replace function network.stamp_change() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  most_ids constant integer := 5000;
  lines_kept constant bigint := 20000;
  part record;
  written bigint;
begin
  update network.revision set changed_in = pg_current_xact_id()::text::bigint
  where subject = tg_argv[0] and dataset in (select distinct c.dataset from changed c)
    and changed_in <> pg_current_xact_id()::text::bigint;
  for part in execute format(
    'select dataset, array_agg(distinct %1$I) filter (where %1$I is not null) as ids from changed group by dataset',
    case tg_argv[0] when 'relations' then 'buyer_id' when 'placements' then 'organisation_id' else 'id' end)
  loop
    insert into network.changed_rows (dataset, subject, written_in, ids)
    values (part.dataset, tg_argv[0], pg_current_xact_id()::text::bigint,
      case when coalesce(cardinality(part.ids), 0) <= most_ids then coalesce(part.ids, '{}') end)
    returning seq into written;
    delete from network.changed_rows c
    where c.dataset = part.dataset and c.subject = tg_argv[0] and c.seq < written - lines_kept;
  end loop;
  return null;
end $$;

-- A row that moves to another organisation leaves one too: a merge, and undoing it.
create trigger supply_link_left after update on network.supply_link
  referencing old table as changed for each statement execute function network.stamp_change('relations');
create trigger gaps_placement_left after update on chains.node_placement
  referencing old table as changed for each statement execute function network.stamp_change('placements');

-- The current purchases of some buyers, packed as by network.packed_purchases and of the same rows.
create function network.packed_purchases_of(in_dataset text, in_buyers bigint[]) returns bytea
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select string_agg(int8send(l.buyer_id) || int8send(coalesce(l.supplier_id, 0))
      || int4send(coalesce(l.supplier_city_code::int, 0)) || int4send(l.year) || int4send(coalesce(l.share_ppm, -1))
      || int4send(coalesce(l.rank, 0)) || int8send(coalesce(l.amount_fen, -1))
      || int8send(coalesce(l.amount_low_fen, -1)) || int8send(coalesce(l.amount_high_fen, -1)), ''::bytea order by l.id)
  from network.supply_link l
  where l.dataset = in_dataset and l.buyer_id = any (in_buyers) and l.superseded_at is null
    and l.confidentiality = 'office'
    and (l.import_id is null or l.import_id <> all ((select access.closed_uploads('registry.import'))::bigint[]))
    and (select access.current_role_code()) = 'system'
$$;
revoke all on function network.packed_purchases_of(text, bigint[]) from public;
grant execute on function network.packed_purchases_of(text, bigint[]) to lianshu_app;
