// Stress tests and remedies, computed where they were asked for or by a worker: the same steps either way.
import { z } from 'zod'
import { AppError } from '../../../kernel/errors.ts'
import type { Db } from '../../../platform/database/index.ts'
import { findJobRun, registerJob, type Task } from '../../../platform/jobs/index.ts'
import { translate } from '../../../platform/words.ts'
import { asProgramAlready, type Context, systemActor } from '../../access/index.ts'
import { whoIsHit } from '../domain/who-is-hit.ts'
import type { WorkState } from '../model.ts'
import {
  findRemedySetOfJob,
  findStressFacts,
  findStressTest,
  findStressTestOfJob,
  type RemedySetRow,
  type StressRow,
  updateRemedySet,
  updateStressResult,
} from '../queries/stress.ts'
import { beside } from './beside.ts'
import { computeShock, type Watch } from './compute-shock.ts'
import { describeStress } from './compute-stress.ts'
import { unpackFacts } from './kept-facts.ts'
import { measureSet, setUp } from './measure-set.ts'
import { nameSet } from './name-remedies.ts'
import { distanceBetween, firmsWithNodes, loadGround } from './shock-ground.ts'

export const computeJob = 'risk.compute_test'
export const measureJob = 'risk.measure_remedies'

/** Links times cascades that are answered within the request: about a second. */
const mostAtOnce = 400_000
export const isSmall = (links: number, cascades: number) => links * cascades <= mostAtOnce

/** Reads what a piece of work needs; what it leaves behind is written at its end. */
type Read = <T>(work: (ctx: Context) => Promise<T>) => Promise<T>
type Write = (ctx: Context) => Promise<void>
/** How the long part is done: beside the answering of requests, or here by a worker that tells how far it is. */
type How = { readonly read: Read; readonly watch: Watch | 'beside' }

/** A kept test's facts, as they are kept and unpacked, and whom it hits. */
export async function loadStruck(ctx: Context, { id, input, cityCode: city, dataset }: StressRow) {
  const packed = (await findStressFacts(ctx.db, String(id)))!
  const facts = unpackFacts(packed)
  const ground = await loadGround(ctx, { city, dataset }, firmsWithNodes(facts))
  return { packed, facts, ground, hit: whoIsHit(input.shocks, ground.places, distanceBetween) }
}

/** Computes a kept test. */
export async function workOnTest({ read, watch }: How, row: StressRow): Promise<Write> {
  const { input } = row
  const struck = await read((ctx) => loadStruck(ctx, row))
  const { packed, facts, hit } = struck
  const asked = { draws: input.draws, durationDays: input.durationDays }
  const shocked =
    watch === 'beside'
      ? await beside('shock', packed, hit.shocks, asked)
      : await computeShock(facts, hit.shocks, asked, watch)
  return async (ctx) => updateStressResult(ctx.db, row.id, await describeStress(ctx, input, struck, shocked))
}

/** Measures a kept set of remedies. */
export async function workOnRemedies(
  { read, watch }: How,
  { id, input, lang }: RemedySetRow,
  row: StressRow,
): Promise<Write> {
  const { packed, facts, hit } = await read((ctx) => loadStruck(ctx, row))
  const asked = { shocks: hit.shocks, durationDays: row.durationDays }
  const measured =
    watch === 'beside'
      ? await beside('measure', packed, asked, input)
      : await measureSet(await setUp(facts, asked), input, watch)
  return async (ctx) => {
    const content = { at: ctx.now.toISOString(), ...(await nameSet({ ...ctx, lang }, measured)) }
    await updateRemedySet(ctx.db, id, content)
  }
}

/** Does it within the request, in its transaction; the long part beside it. */
export async function atOnce(ctx: Context, work: (how: How) => Promise<Write>): Promise<void> {
  const write = await work({ read: (reading) => reading(ctx), watch: 'beside' })
  await write(ctx)
}

const programContext = (db: Db, now: Date): Context => ({
  ...{ db, now, actor: systemActor, lang: 'zh', requestId: 'job', asProgram: asProgramAlready },
})

function toolsOf(task: Task<object>): How {
  const read: Read = (work) => task.transaction((db) => work(programContext(db, task.now)))
  return { read, watch: { signal: task.signal, report: (ratio) => task.report(ratio) } }
}
const effectOf =
  (write: Write, { now }: Task<object>) =>
  (db: Db) =>
    write(programContext(db, now))
const gone = ({ runId }: Task<object>) => new AppError('not_found', 'risk.run_gone', { job: String(runId) })

async function computeTest(task: Task<object>) {
  const how = toolsOf(task)
  const row = await how.read((ctx) => findStressTestOfJob(ctx.db, task.runId))
  if (!row) throw gone(task)
  return effectOf(await workOnTest(how, row), task)
}

async function measure(task: Task<object>) {
  const how = toolsOf(task)
  const asked = await how.read(async (ctx) => {
    const set = await findRemedySetOfJob(ctx.db, task.runId)
    const row = set && (await findStressTest(ctx.db, String(set.stressTestId)))
    return set && row ? { set, row } : undefined
  })
  if (!asked) throw gone(task)
  return effectOf(await workOnRemedies(how, asked.set, asked.row), task)
}

// One network after the other, redraws included: minutes at 100,000 firms.
const expireInSeconds = 600
registerJob({ name: computeJob, input: z.object({}), expireInSeconds, work: computeTest })
registerJob({ name: measureJob, input: z.object({}), expireInSeconds, work: measure })

/** How far the workers are; what has no record any more was given up. */
export async function workStateOf(ctx: Context, jobId: bigint | null): Promise<WorkState> {
  const run = jobId === null ? undefined : await findJobRun(ctx.db, jobId)
  if (!run) return { status: 'cancelled', doneRatio: null, problem: null }
  const problem = run.errorCode ? translate(ctx.lang, run.errorCode, run.errorParams) : null
  return { status: run.status, doneRatio: run.doneRatio, problem }
}
