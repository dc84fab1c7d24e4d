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
import type { NetworkFacts } from '../domain/network-facts.ts'
import { chunkRange } from '../domain/run-plan.ts'
import { buildNetwork } from '../domain/supply-network.ts'
import { insertGroupRisks } from '../queries/groups.ts'
import {
  deleteParts,
  findFacts,
  findRunOfJob,
  insertPart,
  insertRanking,
  listParts,
  type RunPart,
} from '../queries/runs.ts'
import { unpackFacts } from './kept-facts.ts'
import { joinParts, rankFirms } from './rank-firms.ts'
import { closeGroups, type GroupEsris, rankGroups } from './rank-groups.ts'

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

/** Closures of every firm come first, then the groups of each redraw. */
async function runPiece(task: Task<object>) {
  const loaded = await load(task)
  const { chunksPerDraw, draws } = loaded.run
  const groupDraw = task.index - chunksPerDraw * (draws + 1)
  return groupDraw < 0 ? runChunk(task, loaded) : runGroups(task, loaded, groupDraw)
}

/** The closure of every group in one redraw; kept as the chunk after the last one. */
async function runGroups(task: Task<object>, { run, facts }: Loaded, draw: number) {
  const esris = await inTurn(() => closeGroups(task, run, facts, draw))
  const esri = Buffer.from(JSON.stringify(esris))
  return (db: Db) => insertPart(db, run.id, { draw, chunk: run.chunksPerDraw, esri, sweeps: Buffer.alloc(0) })
}

/** What the groups' pieces found, draw by draw; what a run begun by an earlier version did not plan is computed now. */
async function groupsByDraw(task: Task<object>, { run, facts }: Loaded, parts: readonly RunPart[]) {
  const byDraw: GroupEsris[] = []
  for (let draw = 0; draw <= run.draws; draw++) {
    const part = parts.find((one) => one.draw === draw && one.chunk === run.chunksPerDraw)
    const known = part && (JSON.parse(part.esri.toString()) as GroupEsris)
    byDraw.push(known ?? (await closeGroups(task, run, facts, draw)))
    task.report(draw / (run.draws + 1))
  }
  return byDraw
}

/** One chunk of one redraw: closes its firms one by one. */
async function runChunk(task: Task<object>, { run, facts }: Loaded) {
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

async function rank(task: Task<object>) {
  const loaded = await load(task)
  const { run, facts } = loaded
  const parts = await task.transaction((db) => listParts(db, run.id))
  const ofDraw = (draw: number) =>
    joinParts(
      parts.filter((part) => part.draw === draw && part.chunk < run.chunksPerDraw),
      facts.firms.length,
    )
  const redrawn = Array.from({ length: run.draws }, (_, k) => ofDraw(k + 1).both)
  const built = buildNetwork(facts)
  const byDraw = await groupsByDraw(task, loaded, parts)
  const groups = await rankGroups(task, run, facts, { built, byDraw })
  const firms = rankFirms(facts, built, ofDraw(0), redrawn)
  return async (db: Db) => {
    await insertRanking(db, { runId: run.id, dataset: run.dataset, rankedAt: task.now }, firms)
    await insertGroupRisks(db, run.id, groups)
    await deleteParts(db, run.id)
  }
}

registerJob({ name: rankingJob, input: z.object({}), work: runPiece, finish: rank })
