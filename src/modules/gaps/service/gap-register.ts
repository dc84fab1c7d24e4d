import { allowedActions, type Event, replay } from '../../../engines/workflow/index.ts'
import { chinaDay } from '../../../kernel/china-day.ts'
import { AppError } from '../../../kernel/errors.ts'
import { translate } from '../../../platform/words.ts'
import { type Context, holds, requirePermission } from '../../access/index.ts'
import { gapCycle } from '../domain/gap-life.ts'
import {
  endedGapStates,
  type GapActionName,
  type GapDetail,
  type GapState,
  type GapSummary,
} from '../model.ts'
import * as queries from '../queries/gap-objects.ts'
import { listOrganisationNames } from '../queries/raisers.ts'
import { type GapsInput, onDay } from './chain-gaps.ts'
import { actorOf } from './gap-actor.ts'
import { listSegments } from './gap-place.ts'
import { attachmentsOf, closingRefusals, sayRefusal } from './gap-refusals.ts'
import { type CityInput, type JudgedChain, judgeChains, nameIn } from './judge-chains.ts'

/** What the lines of a register are told with, loaded once for all of them. */
type Bench = {
  readonly chains: readonly JudgedChain[]
  readonly segments: ReadonlyMap<string, string>
  readonly evidence: ReadonlyMap<bigint, number>
  readonly raisers: ReadonlyMap<string, string>
}

async function loadBench(ctx: Context, input: CityInput, rows: readonly queries.HeldGap[]): Promise<Bench> {
  const { chains } = await judgeChains(ctx, input)
  const segments = new Map<string, string>()
  const drawn = new Set(chains.map(({ chain }) => chain.chainId))
  const asked = new Set(rows.flatMap(({ segmentId, chainId }) => (segmentId === null ? [] : [chainId])))
  for (const chainId of asked)
    if (drawn.has(chainId))
      for (const { id, name } of await listSegments(ctx, input.city, chainId))
        segments.set(`${chainId}/${id}`, name)
  const raisers = rows.flatMap(({ organisationId }) => (organisationId === null ? [] : [organisationId]))
  const where = { dataset: input.dataset, cityCode: input.city }
  return {
    chains,
    segments,
    evidence: await queries.countEvidence(ctx.db, where),
    raisers: await listOrganisationNames(ctx.db, raisers),
  }
}

export const isEnded = (state: GapState) => (endedGapStates as readonly string[]).includes(state)

/** The day in China on which a gap was closed; null while it is not. */
export function closedOn({ state, history }: Pick<queries.HeldGap, 'state' | 'history'>): string | null {
  if (state !== 'closed') return null
  const closing = history.findLast((event) => event.kind === 'acted' && event.to === 'closed')
  return closing ? chinaDay(new Date(closing.at)) : null
}

/** The node or segment on which a gap stands, as it is judged today. */
function standing(ctx: Context, row: queries.HeldGap, { chains, segments }: Bench) {
  const judged = chains.find(({ chain }) => chain.chainId === row.chainId)
  const chain = { id: row.chainId, name: judged ? nameIn(ctx, judged.chain) : row.chainId }
  if (row.nodeId === null) {
    const id = row.segmentId!
    const name = segments.get(`${row.chainId}/${id}`) ?? id
    return { chain, node: null, segment: { id, name }, status: null, dependents: null, reason: null }
  }
  const node = judged?.nodes.find(({ id }) => id === row.nodeId)
  return {
    chain,
    node: { id: row.nodeId, name: node?.name ?? row.nodeId },
    segment: null,
    status: node?.status ?? ('unknown' as const),
    dependents: judged?.dependents.get(row.nodeId) ?? 0,
    reason: node?.reasons[0]?.text ?? null,
  }
}

function summarise(ctx: Context, row: queries.HeldGap, bench: Bench): GapSummary {
  const { zh, en } = gapCycle.states[row.state].title
  const raisedById = row.organisationId === null ? null : String(row.organisationId)
  return {
    id: String(row.id),
    ...standing(ctx, row, bench),
    ...{ kind: row.kind, title: row.title, foundOn: row.foundOn, owner: row.owner, dueOn: row.dueOn },
    ...{ state: row.state, act: row.act },
    raisedBy:
      raisedById === null ? null : { id: raisedById, name: bench.raisers.get(raisedById) ?? row.source },
    isOverdue: !isEnded(row.state) && row.dueOn !== null && row.dueOn < chinaDay(ctx.now),
    stateName: ctx.lang === 'en' ? en : zh,
    evidenceCount: bench.evidence.get(row.id) ?? 0,
    closedOn: closedOn(row),
    updatedAt: row.updatedAt.toISOString(),
  }
}

/** The register of a city: every gap, those due first at the top; ended ones only when asked for. */
export async function listRegister(
  ctx: Context,
  input: GapsInput & { state: 'open' | 'all' },
): Promise<{ items: GapSummary[] }> {
  requirePermission(ctx.actor, 'gaps.register_read', input.city)
  const { city, dataset, on } = onDay(ctx, input)
  const rows = await queries.listGapRows(ctx.db, {
    dataset,
    cityCode: city,
    ...(input.state === 'open' ? { isOpen: true } : {}),
  })
  if (rows.length === 0) return { items: [] }
  const bench = await loadBench(ctx, { city, dataset, on }, rows)
  return { items: rows.map((row) => summarise(ctx, row, bench)) }
}

function tellHistory(ctx: Context, history: readonly Event[]): GapDetail['history'] {
  const say = ({ zh, en }: { zh: string; en: string }) => (ctx.lang === 'en' ? en : zh)
  return history.map((event) => {
    const state =
      event.kind === 'acted' ? event.to : event.kind === 'started' ? event.state : gapCycle.initial
    const title =
      event.kind === 'acted'
        ? say(gapCycle.actions[event.action as GapActionName].title)
        : say(gapCycle.states[state as GapState].title)
    return { at: event.at, by: event.actor, title, state, comment: event.comment }
  })
}

function offer(
  ctx: Context,
  row: queries.HeldGap,
  evidence: readonly queries.HeldEvidence[],
): GapDetail['actions'] {
  if (!holds(ctx.actor, 'gaps.handle')) return []
  const instance = replay(gapCycle, row.history)
  const held = attachmentsOf(row, evidence)
  return allowedActions(gapCycle, instance, actorOf(ctx)).map(
    ({ name, title, needs, needsComment, blockedBy }) => ({
      name: name as GapActionName,
      title: ctx.lang === 'en' ? title.en : title.zh,
      needsComment,
      blockedBy: [
        ...blockedBy.map((refusal) => sayRefusal(ctx, refusal)),
        ...(needs.some((kind) => !held.includes(kind))
          ? [translate(ctx.lang, 'gaps.refusal.evidence_missing')]
          : []),
        ...(name === 'close' ? closingRefusals(ctx, row, evidence) : []),
      ],
    }),
  )
}

/** One gap with its evidence, its history and what the reader may do with it. */
export async function getGap(ctx: Context, id: string): Promise<GapDetail> {
  requirePermission(ctx.actor, 'gaps.register_read')
  const row = await queries.findGap(ctx.db, id)
  if (!row) throw new AppError('not_found', 'gaps.no_gap', { id })
  requirePermission(ctx.actor, 'gaps.register_read', row.cityCode)
  const input = onDay(ctx, { city: row.cityCode, dataset: row.dataset })
  const evidence = await queries.listEvidence(ctx.db, row.id)
  return {
    ...summarise(ctx, row, await loadBench(ctx, input, [row])),
    ...{ dataset: input.dataset, city: input.city, description: row.description, source: row.source },
    recordedBy: row.recordedBy,
    evidence: evidence.map(({ id, source, shownOn, recordedBy, recordedAt, attachmentId }) => ({
      id: String(id),
      ...{ source, shownOn, recordedBy, recordedAt: recordedAt.toISOString() },
      attachmentId: attachmentId === null ? null : String(attachmentId),
    })),
    history: tellHistory(ctx, row.history),
    actions: offer(ctx, row, evidence),
  }
}
