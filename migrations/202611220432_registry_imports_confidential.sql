-- An import may carry relations: its report names shares, its waiting rows keep cells. Those who import read it.
alter table registry.import enable row level security;
alter table registry.import force row level security;
create policy import_all on registry.import
  using ((select access.current_role_code()) in ('administrator', 'chain_office', 'system'))
  with check ((select access.current_role_code()) in ('administrator', 'chain_office', 'system'));
alter table registry.import_row enable row level security;
alter table registry.import_row force row level security;
create policy import_row_all on registry.import_row
  using ((select access.current_role_code()) in ('administrator', 'chain_office', 'system'))
  with check ((select access.current_role_code()) in ('administrator', 'chain_office', 'system'));
