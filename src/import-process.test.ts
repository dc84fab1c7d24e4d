// A file is being imported in its own process, and that process is killed: nothing is half-written, and the job says so.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { afterAll, beforeEach, expect, inject, test } from 'vitest'
import { buildApp } from './app.ts'
import { bodyOf, signedInApp } from './modules/access/fixtures.ts'
import { holdPlaces } from './modules/registry/fixtures.ts'
import { type ImportJob, type ImportOrder, importsInOwnProcess } from './modules/registry/index.ts'
import { BackgroundProcess } from './platform/background-process.ts'
import { readConfig } from './platform/config.ts'
import { openWorkerDatabase } from './platform/testing/test-cluster.ts'

const house = signedInApp()
const folder = mkdtempSync(join(tmpdir(), 'import-killed-'))
const given = { ...process.env }
const background = new BackgroundProcess<ImportOrder>(
  fileURLToPath(new URL('./import-process.ts', import.meta.url)),
  { maxMemoryMb: 1_000, idleMs: 60_000 },
)
beforeEach(() => holdPlaces(house))
afterAll(async () => {
  await background.close()
  for (const name of ['DATABASE_URL', 'LIANSHU_DATA']) {
    if (given[name] === undefined) delete process.env[name]
    else process.env[name] = given[name]
  }
  rmSync(folder, { recursive: true, force: true })
})

test('nothing is half-written, the job says so, and the same file runs whole afterwards', {
  timeout: 180_000,
}, async () => {
  const worker = await openWorkerDatabase(inject('testFolder'))
  await worker.superuser.end()
  Object.assign(process.env, { DATABASE_URL: worker.ownerUrl, LIANSHU_DATA: folder })
  const config = readConfig({ LIANSHU_DATA: folder })
  const app = buildApp(house.database, config, undefined, importsInOwnProcess(house.database, background))
  const cookie = await house.signIn('chain_office')
  const ask = async (method: string, path: string, body?: BodyInit, type = 'application/json') => {
    const headers = { 'x-lianshu-csrf': '1', 'content-type': type, cookie }
    return app.request(path, { method, headers, ...(body === undefined ? {} : { body }) })
  }
  const rows = Array.from({ length: 6_000 }, (_, i) => `株洲第${i}精密机械有限公司,齿轮${i}、轴承${i}`)
  const csv = `企业名称,产品\n${rows.join('\n')}\n`
  const { id } = await bodyOf(ask('POST', '/api/imports/files?name=a.csv', csv, 'application/octet-stream'))
  const job = async (): Promise<ImportJob> => bodyOf(ask('GET', `/api/imports/files/${id}`))
  const until = async (isThere: (held: ImportJob) => boolean) => {
    for (let turn = 0; turn < 2_000; turn += 1) {
      const held = await job()
      if (isThere(held)) return held
      await new Promise((resolve) => setTimeout(resolve, 25))
    }
    throw new Error(`the job stands at ${JSON.stringify(await job())}`)
  }
  const order = () =>
    ask('POST', `/api/imports/files/${id}/run`, JSON.stringify({ kind: 'firms', dataset: 'held' }))
  expect((await order()).status).toBe(202)
  await until(
    ({ step, rowsDone, state }) =>
      !['queued', 'working'].includes(state) || (step === 'writing' && (rowsDone ?? 0) > 0),
  )
  process.kill(background.pid!, 'SIGKILL')
  const ended = await until(({ state }) => state !== 'queued' && state !== 'working')
  expect(ended).toMatchObject({
    state: 'failed',
    importId: null,
    problem: { code: 'registry.job_interrupted' },
  })
  const count = async () => {
    const { rows: found } = await sql<{ firms: bigint; facts: bigint; products: bigint }>`
      select (select count(*) from registry.organisation) as firms, (select count(*) from registry.fact) as facts,
        (select count(*) from registry.product) as products`.execute(house.database.owner)
    return found[0]
  }
  expect(await count()).toEqual({ firms: 0n, facts: 0n, products: 0n })
  expect((await order()).status).toBe(202)
  const done = await until(({ state }) => state !== 'queued' && state !== 'working')
  expect(done).toMatchObject({ state: 'done', report: { created: 6_000 } })
  expect(await count()).toEqual({ firms: 6_000n, facts: 6_000n, products: 12_000n })
})
