import { copyFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { projectFolder } from '../config.ts'
import { type JoinedCluster, joinCluster, stopCluster } from '../database/cluster.ts'
import { type Migration, migrate, readMigrations } from '../database/migrate.ts'
import { testSettings } from '../testing/test-cluster.ts'
import { type BackupReport, makeBackup } from './make-backup.ts'
import { restoreBackup } from './restore-backup.ts'
import { digestTable, listSavedTables, readAudit, writeRowsAlike } from './saved-tables.ts'
import { upgrade } from './upgrade.ts'

// A server of its own with a house made by this project's migrations, whose owner is no superuser.
let folder: string
let cluster: JoinedCluster
let admin: pg.Client
let house: pg.Client
let saved: BackupReport
const migrations = readMigrations(join(projectFolder, 'migrations'))
const now = new Date('2026-03-01T00:00:00Z')
const opened: pg.Client[] = []

async function openEmpty(name: string): Promise<pg.Client> {
  await admin.query(`drop database if exists ${name} with (force)`)
  await admin.query(`create database ${name} owner lianshu_owner template template0`)
  const url = new URL(cluster.ownerUrl)
  url.pathname = `/${name}`
  const client = new pg.Client({ connectionString: url.href })
  client.on('error', () => {})
  await client.connect()
  await writeRowsAlike(client)
  opened.push(client)
  return client
}

const awkward = '链\\枢 "quoted", {curly} \t tab\n newline \' 𠮷 \u200b'

async function fill(client: pg.Client): Promise<void> {
  await client.query(
    `insert into registry.organisation (dataset, name, name_normalised, name_pinyin, name_initials, lng, lat, created_at, updated_at)
     select 'held', $1 || n, 'n' || n, '', '', 113.1234567890123 + n, 0.1, '2026-01-01 00:00:00.123456+08', now()
     from generate_series(1, 5000) n`,
    [awkward],
  )
  await client.query(
    `insert into registry.fact (organisation_id, field, value, source)
     select id, 'address', case when id % 3 = 0 then '' else $1 end, 's' from registry.organisation`,
    [awkward],
  )
  await client.query(`delete from registry.organisation where id > 4990 and not exists (
    select from registry.fact f where f.organisation_id = organisation.id)`)
  await client.query(`insert into indicators.pack_document (pack, kind, key, version, file, digest, content, loaded_at)
    values ('p', 'k', 'key', 1, 'f', '\\x00ff10', '{"z": 1, "a": [null, 1.50, "𠮷"]}', now())`)
  await chain(client, 'first')
}

/** Appends an entry as the owner; its digest is made as the house makes it. */
async function chain(client: pg.Client, action: string): Promise<void> {
  await client.query(
    `with h as (select * from access.audit_head), e as (
       select row(h.seq + 1, now(), null, 'system', 'system', $1, 's', '{}', false, ''::bytea)::access.audit_entry as e, h.digest
       from h), d as (select e.e, access.audit_digest(e.digest, e.e) as digest from e),
     w as (insert into access.audit_entry select (e).seq, (e).at, (e).user_id, (e).user_name, (e).role, (e).action,
       (e).subject, (e).detail, (e).confidential, digest from d returning seq, digest)
     update access.audit_head set seq = w.seq, digest = w.digest from w`,
    [action],
  )
}

const digestsOf = async (client: pg.Client) => {
  await client.query('begin')
  const digests = []
  for (const table of await listSavedTables(client)) digests.push(await digestTable(client, table))
  await client.query('rollback')
  return digests
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'backup-'))
  cluster = await joinCluster(folder, testSettings(), () => {})
  admin = new pg.Client({ connectionString: cluster.superuserUrl })
  await admin.connect()
  house = await openEmpty('house')
  await migrate(house, migrations, () => {})
  await fill(house)
  saved = await makeBackup(house, join(folder, 'saved.backup'), now)
}, 120_000)
afterAll(async () => {
  for (const client of opened) await client.end().catch(() => {})
  await admin.end()
  const { home } = await stopCluster(folder, testSettings())
  rmSync(home, { recursive: true, force: true })
  rmSync(folder, { recursive: true, force: true })
})

describe('a backup', () => {
  test('is one file that only its owner reads, and says what it holds', () => {
    expect(statSync(saved.file).mode & 0o777).toBe(0o600)
    expect(saved.tables.find(({ table }) => table === 'registry.organisation')?.rows).toBe(5_000)
    expect(saved.tables.find(({ table }) => table === 'registry.fact')?.rows).toBe(5_000)
    expect(saved.audit.entries).toBe('1')
  })

  test('is not written over a file, and a failed one leaves no part behind', async () => {
    await expect(makeBackup(house, saved.file, now)).rejects.toMatchObject({ code: 'backup.file_exists' })
    await expect(makeBackup(house, join(saved.file, 'x.backup'), now)).rejects.toMatchObject({
      code: 'backup.cannot_write',
    })
  })

  test('made while others write holds one instant: what came later is not in it', async () => {
    const other = new pg.Client({ connectionString: new URL('/house', cluster.superuserUrl).href })
    await other.connect()
    const writing = (async () => {
      for (let i = 0; i < 40; i++)
        await other.query(
          `with o as (insert into registry.owner_group (dataset, name, source) values ('held', $1, 's')
          returning id) update registry.organisation set group_id = o.id from o where name_normalised = 'n1'`,
          [`g${i}`],
        )
    })()
    const { file } = await makeBackup(house, join(folder, 'busy.backup'), now)
    await writing
    await other.end()
    // References are added again after loading, so an organisation without its group would be refused.
    const copy = await openEmpty('busy')
    await expect(restoreBackup(copy, file, migrations)).resolves.toMatchObject({ appliedAfter: [] })
  })
})

describe('a restore', () => {
  let copy: pg.Client
  beforeEach(async () => {
    copy = await openEmpty('copy')
  })
  const tablesIn = async (client: pg.Client) =>
    (
      await client.query(`select from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where relkind = 'r' and nspname !~ '^pg_' and nspname <> 'information_schema'`)
    ).rowCount

  test('onto an empty database gives the same rows, digests and sequences, and a whole audit chain', async () => {
    const report = await restoreBackup(copy, saved.file, migrations)
    expect(report).toMatchObject({ rows: saved.rows, audit: saved.audit, appliedAfter: [] })
    expect(await digestsOf(copy)).toEqual(saved.tables)
    expect(await readAudit(copy)).toEqual({ ...saved.audit, fault: null })
    const { rows } = await copy.query('select name, lng from registry.organisation where id = 7')
    expect(rows).toEqual([{ name: `${awkward}7`, lng: 120.1234567890123 }])
    const next = await copy.query(
      `insert into registry.owner_group (dataset, name, source) values ('held', 'x', 's') returning id`,
    )
    const before = await house.query('select coalesce(max(id), 0) as id from registry.owner_group')
    expect(Number(next.rows[0].id)).toBeLessThanOrEqual(Number(before.rows[0].id) + 1)
  })

  test('leaves references, triggers and row security as the migrations made them', async () => {
    await restoreBackup(copy, saved.file, migrations)
    const facts = `select
      (select array_agg(conrelid::regclass::text || ' ' || pg_get_constraintdef(oid) order by 1) from pg_constraint where contype = 'f') as refs,
      (select array_agg(tgrelid::regclass::text || ' ' || tgname::text || tgenabled::text order by 1) from pg_trigger where not tgisinternal) as triggers,
      (select array_agg(oid::regclass::text || ' ' || relrowsecurity::text || relforcerowsecurity::text order by 1) from pg_class where relkind = 'r') as security`
    const [here, there] = [(await house.query(facts)).rows[0], (await copy.query(facts)).rows[0]]
    const sorted = (lists: Record<string, string[]>) =>
      Object.fromEntries(Object.entries(lists).map(([key, list]) => [key, [...list].sort()]))
    expect(sorted(there)).toEqual(sorted(here))
    await expect(
      copy.query(
        `insert into registry.fact (organisation_id, field, value, source) values (99999999, 'f', 'v', 's')`,
      ),
    ).rejects.toMatchObject({ code: '23503' })
  })

  test('refuses a database that holds anything and does not touch it', async () => {
    await copy.query('create table public.mine as select 1 as n')
    await expect(restoreBackup(copy, saved.file, migrations)).rejects.toMatchObject({
      code: 'backup.target_not_empty',
    })
    await expect(restoreBackup(house, saved.file, migrations)).rejects.toMatchObject({
      code: 'backup.target_not_empty',
    })
    expect(await tablesIn(copy)).toBe(1)
  })

  const bytes = () => readFileSync(saved.file)
  const textOf = () => gunzipSync(bytes()).toString('utf8')
  test.each([
    ['cut off in the middle', () => bytes().subarray(0, bytes().length >> 1), 'backup.cut_off'],
    ['without its last byte', () => bytes().subarray(0, bytes().length - 1), 'backup.cut_off'],
    [
      'cut off at the end of a line',
      () => gzipSync(`${textOf().trimEnd().split('\n').slice(0, -1).join('\n')}\n`),
      'backup.cut_off',
    ],
    [
      'with one figure changed in a row',
      () => gzipSync(textOf().replace('120.1234567890123', '120.1234567890124')),
      'backup.damaged',
    ],
    ['with one line less', () => gzipSync(textOf().replace(/\{"row":"[^\n]*\n/, '')), 'backup.damaged'],
    ['that is some other file', () => Buffer.from('PK\u0003\u0004 not ours'), 'backup.not_a_backup'],
    ['that is an empty file', () => Buffer.alloc(0), 'backup.cut_off'],
    [
      'with a flipped byte',
      () => {
        const b = Buffer.from(bytes())
        b[b.length >> 1]! ^= 0x40
        return b
      },
      null,
    ],
  ] as const)('from an archive %s is refused and nothing is written', async (_, make, code) => {
    const file = join(folder, 'broken.backup')
    writeFileSync(file, make())
    const refused = expect(restoreBackup(copy, file, migrations)).rejects
    if (code) await refused.toMatchObject({ code })
    else await refused.toMatchObject({ code: expect.stringMatching(/^backup\.(damaged|cut_off)$/) })
    expect(await tablesIn(copy)).toBe(0)
  })

  test('from an archive of a newer program is refused by name', async () => {
    const newest = migrations.at(-1)!.name
    await expect(restoreBackup(copy, saved.file, migrations.slice(0, -1))).rejects.toMatchObject({
      code: 'backup.newer_than_program',
      params: { names: [newest] },
    })
    expect(await tablesIn(copy)).toBe(0)
  })

  test('into a newer program applies what came since on top', async () => {
    const later = migration('202701010000_registry_later', 'alter table registry.organisation add later text')
    const report = await restoreBackup(copy, saved.file, [...migrations, later])
    expect(report.appliedAfter).toEqual([later.name])
    expect((await copy.query('select later from registry.organisation limit 1')).rows).toEqual([
      { later: null },
    ])
  })

  test('that failed while loading can be taken up again', async () => {
    await copy.query('create schema platform')
    await copy.query(`comment on schema platform is 'lianshu: restore not finished'`)
    await migrate(copy, migrations, () => {})
    await expect(restoreBackup(copy, saved.file, migrations)).resolves.toMatchObject({ rows: saved.rows })
    await expect(restoreBackup(copy, saved.file, migrations)).rejects.toMatchObject({
      code: 'backup.target_not_empty',
    })
  })
})

const migration = (name: string, sql: string): Migration => ({ name: `${name}.sql`, sql, sha256: name })

describe('an upgrade', () => {
  let old: pg.Client
  beforeEach(async () => {
    old = await openEmpty('old')
    copyFileSync(saved.file, join(folder, 'old.backup'))
    await restoreBackup(old, join(folder, 'old.backup'), migrations)
    rmSync(join(folder, 'before.backup'), { force: true })
  })
  const good = migration(
    '202701010000_registry_good',
    `create table registry.good (id int primary key); insert into registry.good values (1)`,
  )
  const bad = migration('202701010001_registry_bad', 'alter table registry.nowhere add x int')

  test('backs up first, applies what is open and says what changed', async () => {
    const report = await upgrade(old, [...migrations, good], join(folder, 'before.backup'), now)
    expect(report).toMatchObject({
      applied: [good.name],
      changed: [{ table: 'registry.good', before: null, after: 1 }],
    })
    expect(report.backup?.tables).toEqual(saved.tables)
    expect(report.audit.head).toBe(saved.audit.head)
  })

  test('that fails in its second change takes the first back too, and the old state works on', async () => {
    const file = join(folder, 'before.backup')
    await expect(upgrade(old, [...migrations, good, bad], file, now)).rejects.toMatchObject({
      code: 'backup.upgrade_failed',
      params: { name: bad.name, file },
    })
    expect(await digestsOf(old)).toEqual(saved.tables)
    await expect(upgrade(old, migrations, file, now)).resolves.toMatchObject({ backup: null, applied: [] })
    expect(statSync(file).size).toBeGreaterThan(1_000)
  })

  test('of a house whose audit chain is broken does not begin', async () => {
    await old.query(`update access.audit_entry set action = 'other' where seq = 1`)
    await expect(
      upgrade(old, [...migrations, good], join(folder, 'before.backup'), now),
    ).rejects.toMatchObject({
      code: 'backup.audit_broken',
    })
  })
})
