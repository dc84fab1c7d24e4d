import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { AppError } from '../../kernel/errors.ts'
import { type Config, projectFolder } from '../config.ts'
import { testSettings } from '../testing/test-cluster.ts'
import { type JoinedCluster, joinCluster, stopCluster } from './cluster.ts'
import { type Database, openDatabase } from './index.ts'
import { readMigrations } from './migrate.ts'

// A server of its own, on which this test is the database administrator, and a project with two small migrations.
let folder: string
let cluster: JoinedCluster
let admin: pg.Client
const open: Database[] = []

const ground = `create extension if not exists pg_trgm; create extension if not exists pgcrypto;
create schema access; grant usage on schema access to lianshu_app;
create table access.signing_key (key bytea not null); insert into access.signing_key values (gen_random_bytes(32));`

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'external-'))
  mkdirSync(join(folder, 'migrations'))
  cluster = await joinCluster(folder, testSettings(), () => {})
  admin = new pg.Client({ connectionString: cluster.superuserUrl })
  await admin.connect()
})
afterAll(async () => {
  await admin.end()
  const { home } = await stopCluster(folder, testSettings())
  rmSync(home, { recursive: true, force: true })
  rmSync(folder, { recursive: true, force: true })
})
beforeEach(async () => {
  for (const database of open.splice(0)) await database.close()
  const { rows } = await admin.query("select datname from pg_database where datname like 'city%'")
  for (const { datname } of rows) await admin.query(`drop database ${datname} with (force)`)
  for (const role of ['city_owner', 'city_app', 'lianshu_app', 'lianshu_reader'])
    await admin.query(`drop role if exists ${role}`)
  rmSync(join(folder, 'migrations'), { recursive: true })
  mkdirSync(join(folder, 'migrations'))
  writeMigration('202601010000_test_ground.sql', ground)
})

const writeMigration = (name: string, sql: string) => writeFileSync(join(folder, 'migrations', name), sql)
const urlOf = (user: string, database: string) => {
  const url = new URL(cluster.superuserUrl)
  url.username = user
  url.password = user
  url.pathname = `/${database}`
  return url.href
}
async function makeCity(name: string, rights: string, options = ''): Promise<string> {
  await admin.query(`create role city_owner login password 'city_owner' ${rights}`)
  await admin.query(`create database ${name} owner city_owner template template0 ${options}`)
  return urlOf('city_owner', name)
}
async function openCity(databaseUrl: string, more: Partial<Config> = {}, migrate = true): Promise<Database> {
  const config: Config = {
    projectFolder: folder,
    dataFolder: folder,
    host: '127.0.0.1',
    port: 0,
    databaseUrl,
    databaseAppUrl: null,
    trustsProxy: false,
    hasWorker: false,
    ...more,
  }
  const database = await openDatabase(config, { migrate })
  open.push(database)
  return database
}
const refusal = (attempt: Promise<Database>) =>
  attempt.then(
    () => 'opened',
    (error: unknown) => {
      if (!(error instanceof AppError)) throw error
      return error
    },
  )

describe('a PostgreSQL of one’s own', () => {
  test('is set up by an owner that may make roles, and the next start finds the same login', async () => {
    const url = await makeCity('city', 'createrole')
    const first = await openCity(url)
    const { rows } = await admin.query(
      "select rolcanlogin, rolsuper from pg_roles where rolname = 'lianshu_app'",
    )
    expect(rows).toEqual([{ rolcanlogin: true, rolsuper: false }])
    const second = await openCity(url)
    expect(second.signingKey).toEqual(first.signingKey)
  })

  test('where the owner may not make roles tells the administrator what to run, and works when that is done', async () => {
    const url = await makeCity('city', 'nocreaterole')
    expect(await refusal(openCity(url))).toMatchObject({
      code: 'database.needs_administrator',
      params: { sql: expect.stringContaining('create role lianshu_app login') },
    })
    await admin.query(
      "create role lianshu_app login password 'lianshu_app'; create role lianshu_reader nologin",
    )
    expect(await refusal(openCity(url))).toMatchObject({ code: 'database.needs_administrator' })
    await openCity(url, { databaseAppUrl: urlOf('lianshu_app', 'city') })
  })

  test.each(["locale 'C'", "encoding 'SQL_ASCII' locale 'C'"])(
    'with %s is refused, because Chinese search would find nothing',
    async (options) => {
      const url = await makeCity('city', 'createrole', options)
      expect(await refusal(openCity(url))).toMatchObject({ code: 'database.bad_locale' })
      const { rows } = await admin.query("select from pg_roles where rolname = 'lianshu_app'")
      expect(rows).toEqual([])
    },
  )

  test('is not served by a role that row security would not bind', async () => {
    const url = await makeCity('city', 'createrole')
    expect(await refusal(openCity(url, { databaseAppUrl: url }))).toMatchObject({
      code: 'database.app_role_unfit',
    })
    await admin.query("create role city_app login bypassrls password 'city_app' in role lianshu_app")
    const asStrong = refusal(openCity(url, { databaseAppUrl: urlOf('city_app', 'city') }))
    expect(await asStrong).toMatchObject({ code: 'database.app_role_unfit', params: { role: 'city_app' } })
    await admin.query('alter role city_app nobypassrls')
    await openCity(url, { databaseAppUrl: urlOf('city_app', 'city') })
  })

  test('does not take the login away from another database of the same server', async () => {
    const url = await makeCity('city', 'createrole')
    await openCity(url)
    await admin.query('create database city_two owner city_owner template template0')
    const second = await refusal(openCity(urlOf('city_owner', 'city_two')))
    expect(second).toMatchObject({ code: 'database.role_taken', params: { database: 'city' } })
  })

  test('that refuses or does not answer is named without its password', async () => {
    const url = await makeCity('city', 'createrole')
    const wrong = (await refusal(openCity(url.replace(':city_owner@', ':secret@')))) as AppError
    expect(wrong.code).toBe('database.login_refused')
    const deaf = (await refusal(openCity('postgresql://city_owner:secret@127.0.0.1:1/city'))) as AppError
    expect(deaf.code).toBe('database.unreachable')
    expect(JSON.stringify([wrong.params, deaf.params])).not.toContain('secret')
  })
})

describe('migrations', () => {
  test('run once, in the order of their names, and a failed one leaves nothing and names its line', async () => {
    const url = await makeCity('city', 'createrole')
    writeMigration('202601010002_test_second.sql', 'alter table public.first add column more int;\n')
    writeMigration('202601010001_test_first.sql', 'create table public.first (id int);\n')
    writeMigration(
      '202601010003_test_third.sql',
      'create table public.half (id int);\n\nselect from nowhere;\n',
    )
    const failed = await refusal(openCity(url))
    expect(failed).toMatchObject({
      code: 'database.migration_failed',
      params: { name: '202601010003_test_third.sql', line: 3 },
    })
    writeMigration('202601010003_test_third.sql', 'create table public.half (id int);\n')
    await openCity(url)
    await openCity(url)
  })

  test('a landed file that was changed is refused, but for its line ends', async () => {
    const url = await makeCity('city', 'createrole')
    writeMigration('202601010001_test_first.sql', 'create table public.first (id int);\n')
    await openCity(url)
    writeMigration('202601010001_test_first.sql', 'create table public.first (id int);\r\n')
    await openCity(url)
    writeMigration('202601010001_test_first.sql', 'create table public.first (id bigint);\n')
    expect(await refusal(openCity(url))).toMatchObject({ code: 'database.migration_changed' })
  })

  test('a database newer than the program is refused, and one that is behind when nothing may be changed', async () => {
    const url = await makeCity('city', 'createrole')
    await openCity(url)
    writeMigration('202601010001_test_first.sql', 'create table public.first (id int);\n')
    expect(await refusal(openCity(url, {}, false))).toMatchObject({
      code: 'database.not_migrated',
      params: { count: 1 },
    })
    await openCity(url)
    rmSync(join(folder, 'migrations', '202601010001_test_first.sql'))
    const older = await refusal(openCity(url))
    expect(older).toMatchObject({
      code: 'database.newer_than_program',
      params: { names: ['202601010001_test_first.sql'] },
    })
  })

  test('two programs that start at once migrate once', async () => {
    const url = await makeCity('city', 'createrole')
    await Promise.all([openCity(url), openCity(url), openCity(url)])
  })

  test('of the project are all named as they must be, and others are refused', async () => {
    expect(readMigrations(join(projectFolder, 'migrations')).length).toBeGreaterThan(0)
    writeMigration('Second.sql', 'select 1')
    expect(() => readMigrations(join(folder, 'migrations'))).toThrow('database.migration_name')
  })
})
