// Stress tests and remedies, computed where they were asked for or by a worker: the same steps either way.
import { z } from 'zod'
import { AppError } from '../../../kernel/errors.ts'
import type { Db } from '../../../platform/database/index.ts'
import { enqueue, findJobRun, registerJob, type Task } from '../../../platform/jobs/index.ts'
import { translate } from '../../../platform/words.ts'
import { asProgramAlready, type Context, systemActor } from '../../access/index.ts'
import { whoIsHit } from '../domain/who-is-hit.ts'
import type { WorkState } from '../model.ts'
import {
  findRemedySetOfJob,
  findSetProgress,
  findStressFacts,
  findStressTest,
  findStressTestOfJob,
  findTestProgress,
  keepSetProgress,
  keepTestProgress,
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
import { type Progress, Slice, SliceOver } from './slice.ts'

export const computeJob = 'risk.compute_test'
export const measureJob = 'risk.measure_remedies'

/** Links times cascades that are answered within the request: about a second. */
const mostAtOnce = 400_000
export const isSmall = (links: number, cascades: number) => links * cascades <= mostAtOnce

/** How long a worker goes on before it saves what is known, ms. */
const sliceMs = 10_000

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
      : await measureSet(await setUp(facts, asked, watch), input, watch.report)
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

const gone = ({ runId }: Task<object>) => new AppError('not_found', 'risk.run_gone', { job: String(runId) })

/** The next slice of a work, under a run of its own; asked for when this one is saved. */
const nextOf = (db: Db, name: string, { requestedBy, now }: Task<object>) =>
  enqueue(db, { ...{ name, input: {}, pieces: 1, requestedBy, now } })

/**
 * One slice of a work: its effect when the work ends in it, else what is known so far, and a run for the next slice.
 *
 * @param keep writes progress and the next run; what it is of may be gone, cancelled meanwhile
 */
async function inSlice(
  task: Task<object>,
  { name, progress }: { name: string; progress: Progress | null },
  work: (how: How) => Promise<Write>,
  keep: (db: Db, progress: Progress, jobId: bigint) => Promise<void>,
) {
  const slice = new Slice(progress?.known ?? {}, sliceMs)
  let doneRatio = progress?.doneRatio ?? 0
  const report = (ratio: number) => {
    doneRatio = Math.max(doneRatio, ratio)
    task.report(doneRatio)
  }
  const read: Read = (reading) => task.transaction((db) => reading(programContext(db, task.now)))
  try {
    const write = await work({ read, watch: { signal: task.signal, report, slice } })
    return (db: Db) => write(programContext(db, task.now))
  } catch (error) {
    if (!(error instanceof SliceOver)) throw error
    return async (db: Db) => keep(db, { doneRatio, known: slice.known }, await nextOf(db, name, task))
  }
}

async function computeTest(task: Task<object>) {
  const asked = await task.transaction(async (db) => {
    const row = await findStressTestOfJob(db, task.runId)
    return row && { row, progress: await findTestProgress(db, row.id) }
  })
  if (!asked) throw gone(task)
  const { row, progress } = asked
  return inSlice(
    task,
    { name: computeJob, progress },
    (how) => workOnTest(how, row),
    (db, soFar, jobId) => keepTestProgress(db, row.id, soFar, jobId),
  )
}

async function measure(task: Task<object>) {
  const asked = await task.transaction(async (db) => {
    const set = await findRemedySetOfJob(db, task.runId)
    const row = set && (await findStressTest(db, String(set.stressTestId)))
    return set && row ? { set, row, progress: await findSetProgress(db, set.id) } : undefined
  })
  if (!asked) throw gone(task)
  const { set, row, progress } = asked
  return inSlice(
    task,
    { name: measureJob, progress },
    (how) => workOnRemedies(how, set, row),
    (db, soFar, jobId) => keepSetProgress(db, set.id, soFar, jobId),
  )
}

// A worker that is lost is missed after so long, found by the queue within ten seconds more, and its slice is done again.
const expireInSeconds = 45
registerJob({ name: computeJob, input: z.object({}), expireInSeconds, work: computeTest })
registerJob({ name: measureJob, input: z.object({}), expireInSeconds, work: measure })

/**
 * How far the workers are; what has no record any more was given up.
 * @param soFar done in earlier slices, 0 to 1; null: none
 */
export async function workStateOf(
  ctx: Context,
  jobId: bigint | null,
  soFar: number | null,
): Promise<WorkState> {
  const run = jobId === null ? undefined : await findJobRun(ctx.db, jobId)
  if (!run) return { status: 'cancelled', doneRatio: null, problem: null }
  const problem = run.errorCode ? translate(ctx.lang, run.errorCode, run.errorParams) : null
  // Between two slices nothing runs for a moment, and the work is under way all the same.
  const status = run.status === 'waiting' && soFar !== null ? 'running' : run.status
  const doneRatio = run.doneRatio === null ? soFar : Math.max(run.doneRatio, soFar ?? 0)
  return { status, doneRatio, problem }
}
