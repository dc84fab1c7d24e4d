-- A function that runs as the owner must find nothing that its caller put into pg_temp: PostgreSQL looks there first for
-- types and tables unless the path names it last.
do $$
declare f regprocedure;
begin
  for f in
    select p.oid from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where p.prosecdef and n.nspname in ('access', 'registry', 'indicators', 'chains', 'network', 'gaps')
  loop
    execute format('alter function %s set search_path = pg_catalog, pg_temp', f);
  end loop;
end $$;
revoke create on schema public from public;
