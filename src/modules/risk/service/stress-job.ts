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
import { computeShock, describeStress, type Watch } from './compute-stress.ts'
import { unpackFacts } from './ranking-job.ts'
import { measureSet, setUp } from './remedy-bench.ts'
import { distanceBetween, loadGround } from './shock-ground.ts'

export const computeJob = 'risk.compute_test'
export const measureJob = 'risk.measure_remedies'

/** Links times cascades that are answered within the request: about a second. */
const mostAtOnce = 400_000
export const isSmall = (links: number, cascades: number) => links * cascades <= mostAtOnce

/** Reads what a piece of work needs; what it leaves behind is written at its end. */
type Read = <T>(work: (ctx: Context) => Promise<T>) => Promise<T>
type Write = (ctx: Context) => Promise<void>

/** Computes a kept test. */
export async function workOnTest(read: Read, row: StressRow, watch: Watch): Promise<Write> {
  const { input } = row
  const struck = await read(async (ctx) => {
    const facts = unpackFacts((await findStressFacts(ctx.db, String(row.id)))!)
    const ground = await loadGround(ctx, input, facts)
    return { facts, ground, hit: whoIsHit(input.shocks, ground.places, distanceBetween) }
  })
  const shocked = await computeShock(struck, input, watch)
  return async (ctx) => updateStressResult(ctx.db, row.id, await describeStress(ctx, input, struck, shocked))
}

/** Measures a kept set of remedies. */
export async function workOnRemedies(
  read: Read,
  { id, input, lang }: RemedySetRow,
  row: StressRow,
  watch: Watch,
): Promise<Write> {
  const bench = await read((ctx) => setUp({ ...ctx, lang }, row))
  const measured = await measureSet(bench, input, watch)
  return (ctx) => updateRemedySet(ctx.db, id, { at: ctx.now.toISOString(), ...measured })
}

/** Does it within the request, in its transaction. */
export async function atOnce(ctx: Context, work: (read: Read) => Promise<Write>): Promise<void> {
  const write = await work((reading) => reading(ctx))
  await write(ctx)
}

const programContext = (db: Db, now: Date): Context => ({
  ...{ db, now, actor: systemActor, lang: 'zh', requestId: 'job', asProgram: asProgramAlready },
})

function toolsOf(task: Task<object>): { read: Read; watch: Watch } {
  const read: Read = (work) => task.transaction((db) => work(programContext(db, task.now)))
  return { read, watch: { signal: task.signal, report: (ratio) => task.report(ratio) } }
}
const effectOf =
  (write: Write, { now }: Task<object>) =>
  (db: Db) =>
    write(programContext(db, now))
const gone = ({ runId }: Task<object>) => new AppError('not_found', 'risk.run_gone', { job: String(runId) })

async function computeTest(task: Task<object>) {
  const { read, watch } = toolsOf(task)
  const row = await read((ctx) => findStressTestOfJob(ctx.db, task.runId))
  if (!row) throw gone(task)
  return effectOf(await workOnTest(read, row, watch), task)
}

async function measure(task: Task<object>) {
  const { read, watch } = toolsOf(task)
  const asked = await read(async (ctx) => {
    const set = await findRemedySetOfJob(ctx.db, task.runId)
    const row = set && (await findStressTest(ctx.db, String(set.stressTestId)))
    return set && row ? { set, row } : undefined
  })
  if (!asked) throw gone(task)
  return effectOf(await workOnRemedies(read, asked.set, asked.row, watch), task)
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
