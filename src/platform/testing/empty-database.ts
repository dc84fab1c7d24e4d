// Brings a database back to what the migrations left in it, in a few milliseconds: rows that a migration wrote (a key,
// the head of the audit chain) are kept aside in the template and put back.
import type pg from 'pg'

const roomTables = `
  select c.oid, n.nspname, c.relname, format('%I.%I', n.nspname, c.relname) as name
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind = 'r' and n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'platform', 'pgboss', 'test_seed')`

const rememberSql = `
do $do$
declare t record; filled boolean;
begin
  create schema test_seed;
  create table test_seed.table_row (name text primary key, columns text not null, copy text not null);
  create table test_seed.sequence_value as
    select format('%I.%I', schemaname, sequencename) as name, last_value from pg_sequences
    where last_value is not null;
  for t in ${roomTables} loop
    execute format('select exists (select from %s)', t.name) into filled;
    continue when not filled;
    execute format('create table test_seed.%I as table %s', t.oid::text, t.name);
    insert into test_seed.table_row
      select t.name, string_agg(quote_ident(attname), ', ' order by attnum), format('test_seed.%I', t.oid::text)
      from pg_attribute where attrelid = t.oid and attnum > 0 and not attisdropped and attgenerated = '';
  end loop;
end $do$`

// Replica mode leaves out foreign keys and triggers, also those that keep the audit trail from being changed.
// A large table is cut off instead of deleted row by row.
const emptySql = `
do $do$
declare t record; filled boolean;
begin
  set local session_replication_role = replica;
  set local lock_timeout = '15s';
  for t in ${roomTables} loop
    execute format('select exists (select from %s)', t.name) into filled;
    continue when not filled;
    if pg_relation_size(t.oid) > 1000000 then execute format('truncate %s cascade', t.name);
    else execute format('delete from %s', t.name); end if;
  end loop;
  for t in select * from test_seed.table_row loop
    execute format('delete from %s', t.name);
    execute format('insert into %s (%s) overriding system value select %s from %s', t.name, t.columns, t.columns, t.copy);
  end loop;
  for t in select format('%I.%I', s.schemaname, s.sequencename) as name, v.last_value
           from pg_sequences s left join test_seed.sequence_value v on v.name = format('%I.%I', s.schemaname, s.sequencename)
           where s.last_value is distinct from v.last_value loop
    if t.last_value is null then execute format('alter sequence %s restart', t.name);
    else perform setval(t.name::regclass, t.last_value); end if;
  end loop;
end $do$`

/** Keeps aside what the migrations wrote; once, in the template, as superuser. */
export async function rememberSeeds(superuser: pg.Client): Promise<void> {
  await superuser.query(rememberSql)
}

/** Empties every room's tables but for what the migrations wrote, and winds back sequences. */
export async function emptyDatabase(superuser: pg.Client): Promise<void> {
  await superuser.query(emptySql)
}
