// The ranking of all firms as a job: every chunk of closures of every redraw is a piece, taken by any worker.
import { endianness } from 'node:os'
import { z } from 'zod'
import {
  type CascadeResult,
  type CascadeSession,
  closures,
  openCascade,
} from '../../../engines/cascade/index.ts'
import { AppError } from '../../../kernel/errors.ts'
import type { Db } from '../../../platform/database/index.ts'
import { registerJob, type Task } from '../../../platform/jobs/index.ts'
import { estimatedRatios, valueInterval } from '../domain/group-shocks.ts'
import type { NetworkFacts } from '../domain/network-facts.ts'
import { rankIntervals, ranksOf } from '../domain/rank-intervals.ts'
import { chunkRange } from '../domain/run-plan.ts'
import { firstEstimated } from '../domain/supply-facts.ts'
import { buildNetwork } from '../domain/supply-network.ts'
import { insertGroupRisks } from '../queries/groups.ts'
import {
  deleteParts,
  findFacts,
  findRunOfJob,
  insertPart,
  insertRanking,
  listParts,
  type NewFirmRisk,
  type RunPart,
} from '../queries/runs.ts'
import { unpackFacts } from './kept-facts.ts'
import { rankGroups } from './rank-groups.ts'

export const rankingJob = 'risk.rank_firms'

if (endianness() !== 'LE') throw new Error('results are kept little-endian, as this machine is not')

type Run = NonNullable<Awaited<ReturnType<typeof findRunOfJob>>>
type Loaded = { readonly run: Run; readonly facts: NetworkFacts }

// The facts and the network of the piece before are often those of the next one.
let lastLoaded: { jobId: bigint; loaded: Loaded } | undefined
let lastOpened: { jobId: bigint; draw: number; session: CascadeSession; firmCount: number } | undefined
let idle: NodeJS.Timeout | undefined
const idleMs = 60_000

async function load({ runId: jobId, transaction }: Task<object>): Promise<Loaded> {
  if (lastLoaded?.jobId === jobId) return lastLoaded.loaded
  const loaded = await transaction(async (db) => {
    const run = await findRunOfJob(db, jobId)
    const packed = run && (await findFacts(db, run.id))
    if (!run || !packed) throw new AppError('not_found', 'risk.run_gone', { job: String(jobId) })
    return { run, facts: unpackFacts(packed) }
  })
  lastLoaded = { jobId, loaded }
  return loaded
}

/** The network of a redraw, open; the one before is closed, and the last one when nothing came for a minute. */
async function open(jobId: bigint, facts: NetworkFacts, draw: number) {
  if (lastOpened?.jobId !== jobId || lastOpened.draw !== draw) {
    await closeLast()
    const { network } = buildNetwork(facts, draw)
    lastOpened = { jobId, draw, session: openCascade(network), firmCount: network.firmCount }
  }
  return lastOpened
}

async function closeLast(): Promise<void> {
  clearTimeout(idle)
  const last = lastOpened
  lastOpened = undefined
  await last?.session.close()
}

// A worker with several slots holds one open network: its pieces of this job follow one another.
let turn: Promise<unknown> = Promise.resolve()

function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const mine = turn.then(work)
  turn = mine.catch(() => {})
  return mine
}

/** Runs in the open session; one that was cancelled or has failed is not used again. */
async function runIn(task: Task<object>, session: CascadeSession, firms: Int32Array): Promise<CascadeResult> {
  clearTimeout(idle)
  try {
    return await session.run(closures(firms), {
      signal: task.signal,
      onProgress: (done, all) => task.report(done / all),
    })
  } catch (error) {
    await closeLast()
    throw error
  } finally {
    idle = setTimeout(() => {
      lastLoaded = undefined
      closeLast().catch(() => {})
    }, idleMs).unref()
  }
}

const bytesOf = (values: Float64Array | Int32Array) =>
  Buffer.from(values.buffer, values.byteOffset, values.byteLength)

/** One chunk of one redraw: closes its firms one by one. */
async function runChunk(task: Task<object>) {
  const { run, facts } = await load(task)
  const draw = Math.floor(task.index / run.chunksPerDraw)
  const chunk = task.index % run.chunksPerDraw
  const { esri, sweeps, converged } = await inTurn(async () => {
    const { session, firmCount } = await open(task.runId, facts, draw)
    const { from, to } = chunkRange(firmCount, run.chunksPerDraw, chunk)
    return runIn(
      task,
      session,
      Int32Array.from({ length: to - from }, (_, k) => from + k),
    )
  })
  const three = [esri.both, esri.down, esri.up].map(([byOutStrength]) => bytesOf(byOutStrength!))
  const told = sweeps.map((t, s) => (converged[s] ? t : -t))
  const part: RunPart = { draw, chunk, esri: Buffer.concat(three), sweeps: bytesOf(told) }
  return (db: Db) => insertPart(db, run.id, part)
}

type Kinds = { both: Float64Array; down: Float64Array; up: Float64Array; sweeps: Int32Array }

/** The chunks of one redraw put together, in the order of the firms. */
function join(parts: readonly RunPart[], firmCount: number): Kinds {
  const [both, down, up] = [0, 1, 2].map(() => new Float64Array(firmCount)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ]
  const sweeps = new Int32Array(firmCount)
  let at = 0
  for (const part of parts) {
    // Copied: what the driver gives need not stand at a multiple of eight bytes.
    const values = new Float64Array(Uint8Array.from(part.esri).buffer)
    const count = values.length / 3
    for (const [k, kind] of [both, down, up].entries())
      kind.set(values.subarray(k * count, (k + 1) * count), at)
    sweeps.set(new Int32Array(Uint8Array.from(part.sweeps).buffer), at)
    at += count
  }
  if (at !== firmCount) throw new Error(`the parts of a run hold ${at} of ${firmCount} firms`)
  return { both, down, up, sweeps }
}

async function rank(task: Task<object>) {
  const { run, facts } = await load(task)
  const parts = await task.transaction((db) => listParts(db, run.id))
  const firmCount = facts.firms.length
  const ofDraw = (draw: number) =>
    join(
      parts.filter((part) => part.draw === draw),
      firmCount,
    )
  const shown = ofDraw(0)
  const redrawn = Array.from({ length: run.draws }, (_, k) => ofDraw(k + 1).both)
  const intervals = rankIntervals(redrawn)
  const built = buildNetwork(facts)
  const estimated = estimatedRatios(built.network, built.linkBases, firstEstimated)
  const groups = await rankGroups(task, run, facts)
  const ranks = ranksOf(shown.both)
  const known = (value: number) => (Number.isNaN(value) ? null : value)
  const firms = facts.firms.map(({ id }, i): NewFirmRisk => {
    const interval = intervals?.[i]
    const values = valueInterval(redrawn.map((draw) => draw[i]!))
    return {
      organisationId: id,
      isInCity: facts.isInCity[i]!,
      esri: known(shown.both[i]!),
      esriDown: known(shown.down[i]!),
      esriUp: known(shown.up[i]!),
      sweeps: shown.sweeps[i]! > 0 ? shown.sweeps[i]! : null,
      rank: ranks[i]!,
      rankLow: interval?.low ?? null,
      rankMedian: interval?.median ?? null,
      rankHigh: interval?.high ?? null,
      esriLow: values?.low ?? null,
      esriHigh: values?.high ?? null,
      estimatedRatio: estimated[i]!,
    }
  })
  return async (db: Db) => {
    await insertRanking(db, { runId: run.id, dataset: run.dataset, rankedAt: task.now }, firms)
    await insertGroupRisks(db, run.id, groups)
    await deleteParts(db, run.id)
  }
}

registerJob({ name: rankingJob, input: z.object({}), work: runChunk, finish: rank })
