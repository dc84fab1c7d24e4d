import {
  act,
  allowedActions,
  type Event,
  type Refusal,
  replay,
  start,
} from '../../../engines/workflow/index.ts'
import { chinaDay } from '../../../kernel/china-day.ts'
import { AppError } from '../../../kernel/errors.ts'
import { translate } from '../../../platform/words.ts'
import { audit, type Context, holds, keepAttachment, requirePermission } from '../../access/index.ts'
import { gapCycle } from '../domain/gap-life.ts'
import type { GapActionName, GapDetail, GapState, GapStep, GapSummary, NewGap } from '../model.ts'
import * as queries from '../queries/gap-objects.ts'
import { type GapsInput, onDay } from './chain-gaps.ts'
import { type JudgedChain, judgeChains, nameIn } from './judge-chains.ts'
import { getJudgedNode } from './overrules.ts'
import { loadVocabulary } from './vocabulary.ts'

const subjectOf = (id: bigint | string) => `gaps.gap/${id}`
const field = (name: string, code: string, params: Record<string, unknown> = {}) =>
  new AppError('invalid', code, params, [{ field: name, code, params }])
const actorOf = ({ actor }: Context) => ({ id: actor.displayName, roles: [actor.role] })

async function checkAct(ctx: Context, asked: string | undefined): Promise<void> {
  if (asked === undefined) return
  const { acts } = await loadVocabulary(ctx)
  if (!acts.some(({ id }) => id === asked))
    throw field('act', 'gaps.unknown_act', { act: asked, known: acts.map(({ id }) => id).join(', ') })
}

/** Registers what stands in the way of a node; the same request key gives the gap made before. */
export async function registerGap(ctx: Context, input: NewGap): Promise<GapDetail> {
  requirePermission(ctx.actor, 'gaps.register', input.city)
  const recordedById = ctx.actor.userId === null ? null : BigInt(ctx.actor.userId)
  const before = await queries.findGapByRequest(ctx.db, recordedById, input.requestKey)
  if (before) return getGap(ctx, String(before.id))
  if (input.foundOn > chinaDay(ctx.now))
    throw field('foundOn', 'gaps.date_in_future', { date: input.foundOn })
  await getJudgedNode(ctx, input)
  await checkAct(ctx, input.act)
  const asked = { actor: actorOf(ctx), at: ctx.now.toISOString() }
  const begun = start(gapCycle, asked)
  const taken = input.owner === undefined ? null : act(gapCycle, begun, 'assign', asked)
  const instance = taken?.ok ? taken.instance : begun
  const id = await queries.insertGap(ctx.db, {
    ...{ dataset: input.dataset, cityCode: input.city, chainId: input.chain, nodeId: input.node },
    ...{ kind: input.kind, title: input.title, source: input.source, foundOn: input.foundOn },
    ...{ requestKey: input.requestKey, recordedBy: ctx.actor.displayName, recordedById },
    ...{ createdAt: ctx.now, updatedAt: ctx.now, history: instance.history },
    state: instance.state as GapState,
    description: input.description ?? null,
    act: input.act ?? null,
    owner: input.owner ?? null,
    dueOn: input.dueOn ?? null,
  })
  if (id === undefined) throw new AppError('conflict', 'gaps.gap_sent_twice')
  await audit(ctx, {
    action: 'gaps.register',
    subject: subjectOf(id),
    detail: { chain: input.chain, node: input.node, kind: input.kind, owner: input.owner ?? null },
  })
  return getGap(ctx, String(id))
}

function sayRefusal(ctx: Context, refusal: Refusal): string {
  if (refusal.code === 'attachment_missing') return translate(ctx.lang, 'gaps.refusal.evidence_missing')
  if (refusal.code === 'comment_missing') return translate(ctx.lang, 'gaps.refusal.comment_missing')
  if (refusal.code === 'not_permitted')
    return translate(ctx.lang, 'gaps.refusal.not_permitted', { roles: refusal.neededRoles.join(', ') })
  return translate(ctx.lang, 'gaps.refusal.wrong_state')
}

/** What counts as evidence for closing: shown on or after the day on which the gap was found. */
const counting = (row: queries.HeldGap, evidence: readonly queries.HeldEvidence[]) =>
  evidence.some(({ shownOn }) => shownOn >= row.foundOn) ? ['evidence'] : []

/** Takes one step of a gap's life; it closes only on evidence that is not older than the gap. */
export async function stepGap(ctx: Context, id: string, step: GapStep): Promise<GapDetail> {
  requirePermission(ctx.actor, 'gaps.handle')
  const row = await queries.lockGap(ctx.db, id)
  if (!row) throw new AppError('not_found', 'gaps.no_gap', { id })
  requirePermission(ctx.actor, 'gaps.handle', row.cityCode)
  await checkAct(ctx, step.act)
  if (step.action === 'assign' && (step.owner ?? row.owner) === null)
    throw field('owner', 'gaps.owner_missing')
  const outcome = act(gapCycle, replay(gapCycle, row.history), step.action, {
    actor: actorOf(ctx),
    at: ctx.now.toISOString(),
    attachments: counting(row, await queries.listEvidence(ctx.db, row.id)),
    ...(step.comment === undefined ? {} : { comment: step.comment }),
  })
  if (!outcome.ok)
    throw new AppError('conflict', 'gaps.step_refused', {
      action:
        ctx.lang === 'zh' ? gapCycle.actions[step.action].title.zh : gapCycle.actions[step.action].title.en,
      why: outcome.refusals.map((refusal) => sayRefusal(ctx, refusal)).join(' '),
    })
  const isAssign = step.action === 'assign'
  await queries.updateGap(ctx.db, row.id, {
    state: outcome.instance.state as GapState,
    history: outcome.instance.history,
    owner: isAssign ? (step.owner ?? row.owner) : row.owner,
    dueOn: isAssign ? (step.dueOn ?? row.dueOn) : row.dueOn,
    act: isAssign ? (step.act ?? row.act) : row.act,
    updatedAt: ctx.now,
  })
  await audit(ctx, { action: `gaps.gap_${step.action}`, subject: subjectOf(id), detail: { ...step } })
  return getGap(ctx, id)
}

/** Puts evidence to a gap that is not closed: what shows it, from when, with a document where there is one. */
export async function addEvidence(
  ctx: Context,
  id: string,
  input: { source: string; shownOn: string; document?: { fileName: string; bytes: Buffer } },
): Promise<GapDetail> {
  requirePermission(ctx.actor, 'gaps.handle')
  const row = await queries.lockGap(ctx.db, id)
  if (!row) throw new AppError('not_found', 'gaps.no_gap', { id })
  requirePermission(ctx.actor, 'gaps.handle', row.cityCode)
  if (row.state === 'closed' || row.state === 'dropped')
    throw new AppError('conflict', 'gaps.gap_closed', { id })
  const { source, shownOn, document } = input
  if (shownOn > chinaDay(ctx.now)) throw field('shownOn', 'gaps.date_in_future', { date: shownOn })
  const kept =
    document &&
    (await keepAttachment(ctx, {
      room: 'gaps',
      subject: subjectOf(id),
      organisationId: null,
      readers: ['administrator', 'chain_office', 'chain_leader', 'department', 'park', 'auditor'],
      ...document,
    }))
  await queries.insertEvidence(ctx.db, {
    gapId: row.id,
    ...{ source, shownOn, attachmentId: kept ? BigInt(kept.id) : null },
    ...{ recordedBy: ctx.actor.displayName, recordedAt: ctx.now },
  })
  await audit(ctx, { action: 'gaps.gap_evidence', subject: subjectOf(id), detail: { source, shownOn } })
  return getGap(ctx, id)
}

function summarise(ctx: Context, row: queries.HeldGap, chains: readonly JudgedChain[]): GapSummary {
  const chain = chains.find((one) => one.chain.chainId === row.chainId)
  const node = chain?.nodes.find(({ id }) => id === row.nodeId)
  const isOpen = row.state !== 'closed' && row.state !== 'dropped'
  const { zh, en } = gapCycle.states[row.state].title
  return {
    id: String(row.id),
    chain: { id: row.chainId, name: chain ? nameIn(ctx, chain.chain) : row.chainId },
    node: { id: row.nodeId, name: node?.name ?? row.nodeId },
    ...{
      kind: row.kind,
      title: row.title,
      owner: row.owner,
      dueOn: row.dueOn,
      state: row.state,
      act: row.act,
    },
    isOverdue: isOpen && row.dueOn !== null && row.dueOn < chinaDay(ctx.now),
    stateName: ctx.lang === 'en' ? en : zh,
    status: node?.status ?? 'unknown',
    dependents: chain?.dependents.get(row.nodeId) ?? 0,
    updatedAt: row.updatedAt.toISOString(),
  }
}

/** The register of a city: every gap, those due first at the top; closed ones only when asked for. */
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
  const { chains } = await judgeChains(ctx, { city, dataset, on })
  return { items: rows.map((row) => summarise(ctx, row, chains)) }
}

function tellHistory(ctx: Context, history: readonly Event[]): GapDetail['history'] {
  const say = ({ zh, en }: { zh: string; en: string }) => (ctx.lang === 'en' ? en : zh)
  return history.map((event) => {
    const state = event.kind === 'acted' ? event.to : gapCycle.initial
    const title =
      event.kind === 'acted'
        ? say(gapCycle.actions[event.action as GapActionName].title)
        : say(gapCycle.states.open.title)
    return { at: event.at, by: event.actor, title, state, comment: event.comment }
  })
}

function offer(ctx: Context, row: queries.HeldGap, hasEvidence: readonly string[]): GapDetail['actions'] {
  if (!holds(ctx.actor, 'gaps.handle')) return []
  const instance = replay(gapCycle, row.history)
  return allowedActions(gapCycle, instance, actorOf(ctx)).map(
    ({ name, title, needs, needsComment, blockedBy }) => ({
      name: name as GapActionName,
      title: ctx.lang === 'en' ? title.en : title.zh,
      needsComment,
      blockedBy: [
        ...blockedBy.map((refusal) => sayRefusal(ctx, refusal)),
        ...(needs.some((kind) => !hasEvidence.includes(kind))
          ? [translate(ctx.lang, 'gaps.refusal.evidence_missing')]
          : []),
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
  const { city, dataset, on } = onDay(ctx, { city: row.cityCode, dataset: row.dataset })
  const { chains } = await judgeChains(ctx, { city, dataset, on })
  const evidence = await queries.listEvidence(ctx.db, row.id)
  return {
    ...summarise(ctx, row, chains),
    ...{ dataset, city, description: row.description, source: row.source },
    ...{ foundOn: row.foundOn, recordedBy: row.recordedBy },
    evidence: evidence.map(({ id, source, shownOn, recordedBy, recordedAt, attachmentId }) => ({
      id: String(id),
      ...{ source, shownOn, recordedBy, recordedAt: recordedAt.toISOString() },
      attachmentId: attachmentId === null ? null : String(attachmentId),
    })),
    history: tellHistory(ctx, row.history),
    actions: offer(ctx, row, counting(row, evidence)),
  }
}
