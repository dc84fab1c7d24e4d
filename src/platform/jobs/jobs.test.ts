import { sql } from 'kysely'
import { afterEach, expect, test } from 'vitest'
import { z } from 'zod'
import { AppError } from '../../kernel/errors.ts'
import { testDatabase } from '../testing/index.ts'
import {
  cancelRun,
  enqueue,
  findJobRun,
  type JobRun,
  pauseRun,
  registerJob,
  resumeRun,
  startWorker,
  type Worker,
} from './index.ts'

const database = testDatabase()
const now = new Date('2026-11-22T00:00:00Z')
const anyInput = z.object({ word: z.string().default('') })
const asProgram: Parameters<typeof startWorker>[1]['asProgram'] = (work) =>
  database.transaction({ contextToken: null }, work)

let gate: Promise<void> = Promise.resolve()
const seen: string[] = []
registerJob({
  name: 'test.sum',
  input: anyInput,
  work: async ({ index, input }) => {
    await gate
    return async () => void seen.push(`${input.word}${index}`)
  },
  finish:
    async ({ pieceCount }) =>
    async () =>
      void seen.push(`all ${pieceCount}`),
})
registerJob({
  name: 'test.planned',
  input: anyInput,
  plan: async () => ({ pieces: 3 }),
  work: async () => undefined,
})
registerJob({
  name: 'test.refused',
  input: anyInput,
  work: async () => {
    throw new AppError('invalid', 'job.key_reused', { key: 'x', amountFen: 5n })
  },
})
let failures = 0
registerJob({
  name: 'test.shaky',
  input: anyInput,
  work: async ({ input }) => {
    failures++
    if (input.word === 'never' || failures < 3) throw new Error('not today')
    return undefined
  },
})
registerJob({
  name: 'test.endless',
  input: anyInput,
  work: ({ signal }) =>
    new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('told to stop')))),
})

const workers: Worker[] = []
const work = async () => {
  const worker = await startWorker(database, { asProgram })
  workers.push(worker)
  return worker
}
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.stop()))
  seen.length = 0
  failures = 0
  gate = Promise.resolve()
})

async function reach(id: bigint, is: (run: JobRun) => boolean): Promise<JobRun> {
  for (let look = 0; look < 300; look++) {
    const run = await findJobRun(database.app, id)
    if (run && is(run)) return run
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`not reached: ${JSON.stringify(await findJobRun(database.app, id), (_, v) => `${v}`)}`)
}
const hasEnded = ({ status }: JobRun) => ['done', 'failed', 'cancelled'].includes(status)
const ask = (name: string, more: { word?: string; key?: string; pieces?: number } = {}) =>
  enqueue(database.app, { name, input: { word: more.word ?? '' }, now, ...more })

test('every piece is worked on once, the finish comes last, and two workers share them', async () => {
  const id = await ask('test.sum', { pieces: 7, word: 'p' })
  expect(await findJobRun(database.app, id)).toMatchObject({ status: 'waiting', doneRatio: 0, pieceCount: 7 })
  await Promise.all([work(), work()])
  expect(await reach(id, hasEnded)).toMatchObject({ status: 'done', doneRatio: 1, doneCount: 7 })
  expect([...seen].sort()).toEqual(['all 7', 'p0', 'p1', 'p2', 'p3', 'p4', 'p5', 'p6'])
  expect(seen.at(-1)).toBe('all 7')
})

test('a plan says how many pieces there are', async () => {
  const id = await ask('test.planned')
  await work()
  expect(await reach(id, hasEnded)).toMatchObject({ status: 'done', pieceCount: 3, doneCount: 3 })
})

test('the same key asked twice is one run; with another input it is refused', async () => {
  const first = await ask('test.sum', { key: 'once', word: 'a' })
  expect(await ask('test.sum', { key: 'once', word: 'a' })).toBe(first)
  await expect(ask('test.sum', { key: 'once', word: 'b' })).rejects.toThrow('job.key_reused')
})

test('nothing begins when the asking transaction is rolled back', async () => {
  let id = 0n
  const asking = database.transaction({ contextToken: null }, async (db) => {
    id = await enqueue(db, { name: 'test.sum', input: {}, now })
    throw new Error('changed my mind')
  })
  await expect(asking).rejects.toThrow('changed my mind')
  expect(await findJobRun(database.app, id)).toBeUndefined()
})

test('a refusal ends the run with its words, at once', async () => {
  const id = await ask('test.refused')
  await work()
  const run = await reach(id, hasEnded)
  expect(run).toMatchObject({ status: 'failed', errorCode: 'job.key_reused' })
  expect(run.errorParams).toEqual({ key: 'x', amountFen: '5' })
})

test('a fault is tried again; after five attempts the run is given up', async () => {
  const [shaky, never] = [await ask('test.shaky'), await ask('test.shaky', { word: 'never' })]
  await work()
  expect(await reach(shaky, hasEnded)).toMatchObject({ status: 'done' })
  expect(await reach(never, hasEnded)).toMatchObject({ status: 'failed', errorCode: 'job.gave_up' })
}, 60_000)

test('a paused run begins no further piece, keeps what is under way, and goes on after', async () => {
  let open = () => {}
  gate = new Promise((resolve) => {
    open = resolve
  })
  const id = await ask('test.sum', { pieces: 4 })
  await work()
  await reach(id, ({ runningCount }) => runningCount === 1)
  expect(await pauseRun(database.app, id)).toBe(true)
  open()
  await reach(id, ({ doneCount }) => doneCount === 1)
  await new Promise((resolve) => setTimeout(resolve, 1_500))
  expect(await findJobRun(database.app, id)).toMatchObject({ status: 'paused', doneCount: 1 })
  expect(await resumeRun(database.app, id)).toBe(true)
  expect(await reach(id, hasEnded)).toMatchObject({ status: 'done', doneCount: 4 })
})

test('a cancelled run tells the piece under way and never ends otherwise', async () => {
  const id = await ask('test.endless')
  await work()
  await reach(id, ({ runningCount }) => runningCount === 1)
  expect(await cancelRun(database.app, id, now)).toBe(true)
  expect(await resumeRun(database.app, id)).toBe(false)
  await new Promise((resolve) => setTimeout(resolve, 2_000))
  expect(await findJobRun(database.app, id)).toMatchObject({ status: 'cancelled' })
})

test('a piece taken over by another worker cannot be saved by the first', async () => {
  let open = () => {}
  gate = new Promise((resolve) => {
    open = resolve
  })
  const id = await ask('test.sum', { word: 'late' })
  await work()
  await reach(id, ({ runningCount }) => runningCount === 1)
  // What a second worker does when the first one's time has passed.
  await sql`update job.piece set fence = fence + 1 where run_id = ${id}`.execute(database.app)
  open()
  await new Promise((resolve) => setTimeout(resolve, 1_500))
  expect(seen).toEqual([])
  expect(await findJobRun(database.app, id)).toMatchObject({ status: 'running', doneCount: 0 })
})
