-- risk: monitoring reports that came with a file. Their upload has a consent: what is withdrawn or has ended is in no
-- result, and an undone import gives back what it replaced.
alter table risk.report
  add column import_id bigint,              -- registry.import; null: by form or API
  add column superseded_import_id bigint,   -- the import whose report stands in its place; its undo brings this one back
  add column undone_at timestamptz;         -- its import was undone: never brought back
create index report_of_import on risk.report (import_id) where import_id is not null;
create index report_replaced_by on risk.report (superseded_import_id) where superseded_import_id is not null;

alter table risk.alert add column import_id bigint; -- of the report that raised it; null: by form, API or event
create index alert_of_import on risk.alert (import_id) where import_id is not null;

drop policy report_read on risk.report;
create policy report_read on risk.report for select to lianshu_app, lianshu_reader using (
  (import_id is null or import_id <> all ((select access.closed_uploads('registry.import'))::bigint[]))
  and (((select access.may_read_relations())
      and (import_id is null or import_id <> all ((select access.unread_uploads('registry.import'))::bigint[])))
    or organisation_id = (select access.current_org())));
-- An alert says what a report said.
drop policy alert_all on risk.alert;
create policy alert_all on risk.alert to lianshu_app
  using ((select access.may_read_relations())
    and (import_id is null or import_id <> all ((select access.closed_uploads('registry.import'))::bigint[])))
  with check ((select access.may_read_relations()));
drop policy alert_firm_all on risk.alert_firm;
create policy alert_firm_all on risk.alert_firm to lianshu_app
  using ((select access.may_read_relations()) and exists (select from risk.alert a where a.id = alert_id))
  with check ((select access.may_read_relations()));

-- The functions below and the merging of organisations work as the owner.
create policy report_owner on risk.report to current_user using (true) with check (true);
create policy alert_owner on risk.alert to current_user using (true) with check (true);

-- Turns a firm's reports of closed uploads into history before a new one is kept: nobody sees them, and neither they nor
-- their alerts may stand in the way of the same period told again. Does what consent says, whoever calls.
create function risk.retire_closed_reports(in_organisation_id bigint) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare closed bigint[] := access.closed_uploads('registry.import');
begin
  if access.current_role_code() is null then
    raise exception 'retire_closed_reports: no verified context' using errcode = '42501';
  end if;
  update risk.report r set superseded_at = now()
  where r.organisation_id = in_organisation_id and r.superseded_at is null and r.import_id = any (closed);
  update risk.alert a set once_key = null
  where a.organisation_id = in_organisation_id and a.once_key is not null and a.import_id = any (closed);
end $$;
revoke all on function risk.retire_closed_reports(bigint) from public;
grant execute on function risk.retire_closed_reports(bigint) to lianshu_app;
