-- gaps: items that stand on a segment and on no node; items that a firm or an office raises and the chain office takes up
-- or declines; who asked to close and who recorded evidence, since another person closes.
alter table gaps.gap alter column node_id drop not null;
alter table gaps.gap
  add column segment_id text,               -- of the chain's map; null where the item stands on a node
  add column organisation_id bigint,        -- the organisation that raised it; null: an office registered it
  add column asked_to_close_by bigint,      -- the account that asked last; null: nobody, or the program itself
  add constraint gap_stands_once check (num_nonnulls(node_id, segment_id) = 1),
  add constraint gap_raised_by foreign key (dataset, organisation_id)
    references registry.organisation (dataset, id) on delete set null (organisation_id);
create index gap_of_organisation on gaps.gap (organisation_id) where organisation_id is not null;

alter table gaps.gap_evidence
  add column recorded_by_id bigint;         -- the account; null: the program itself, or before this was kept

-- A firm sees and raises its own items only; what the office does about them stays with the offices.
create policy gap_read_own on gaps.gap for select to lianshu_app using (
  (select access.current_role_code()) in ('firm', 'leading_firm', 'institute', 'provider')
  and organisation_id = (select access.current_org()));
create policy gap_raise on gaps.gap for insert to lianshu_app with check (
  state = 'raised' and (
    ((select access.current_role_code()) in ('firm', 'leading_firm', 'institute', 'provider')
      and organisation_id = (select access.current_org()))
    or ((select access.current_role_code()) in ('department', 'park') and organisation_id is null)));

drop policy gap_evidence_read on gaps.gap_evidence;
create policy gap_evidence_read on gaps.gap_evidence for select to lianshu_app, lianshu_reader using (
  (select access.current_role_code()) in
    ('system', 'administrator', 'chain_office', 'chain_leader', 'department', 'park', 'auditor')
  and exists (select from gaps.gap g where g.id = gap_id));
