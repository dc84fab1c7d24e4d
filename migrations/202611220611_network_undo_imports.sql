-- Relations of an import can be taken back: which import turned a row into history, and what an import filled in.
alter table network.supply_link add column superseded_import_id bigint references registry.import (id);
create index supply_link_import on network.supply_link (import_id);
create index supply_link_superseded_import on network.supply_link (superseded_import_id)
  where superseded_import_id is not null;
create policy supply_link_delete on network.supply_link for delete to lianshu_app
  using ((select access.may_read_relations()));

create table network.link_fill (
  import_id bigint not null references registry.import (id),
  link_id bigint not null references network.supply_link (id) on delete cascade,
  former jsonb not null,                    -- rank, sharePpm, salesSharePpm, amountFen (fen as decimal text) before
  written jsonb not null,                   -- and after
  primary key (import_id, link_id)
);
alter table network.link_fill enable row level security;
alter table network.link_fill force row level security;
create policy link_fill_owner on network.link_fill to current_user using (true) with check (true);
create policy link_fill_all on network.link_fill to lianshu_app
  using ((select access.may_read_relations())) with check ((select access.may_read_relations()));
grant select, insert, delete on network.link_fill to lianshu_app;
