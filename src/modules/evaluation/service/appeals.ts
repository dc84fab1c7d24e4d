import { act, dueOn, type Event, replay, start } from '../../../engines/workflow/index.ts'
import { AppError } from '../../../kernel/errors.ts'
import { workingDays } from '../../../platform/working-days.ts'
import { audit, type Context, pushNotice, requirePermission } from '../../access/index.ts'
import { appealCycle } from '../domain/life-cycles.ts'
import type { Appeal, AppealAct, AppealInput } from '../model.ts'
import * as appeals from '../queries/appeals.ts'
import * as queries from '../queries/runs.ts'
import { listDocuments } from './appeal-documents.ts'
import { correctFact } from './correct-fact.ts'
import { actionsOf, officer, refused, toldHistory } from './lives.ts'
import { readClaimed } from './read-claim.ts'
import { toRunInfo } from './read-run.ts'
import { getScorecard } from './read-scorecard.ts'
import { showFact } from './show-figure.ts'

/** Who the actor is towards one objection: its firm, or an office; never both. */
function towards(ctx: Context, organisationId: bigint) {
  const isOwn = ctx.actor.organisationId === String(organisationId)
  return isOwn ? { id: ctx.actor.displayName, roles: ['firm'] } : officer(ctx)
}

/** A firm objects to its own result while it is shown for objections; a second open one about the same is refused. */
export async function submitAppeal(ctx: Context, input: AppealInput): Promise<Appeal> {
  requirePermission(ctx.actor, 'evaluation.appeal')
  const own = ctx.actor.organisationId
  const run = await queries.findRun(ctx.db, input.run)
  const [result] = run && own ? await queries.listResults(ctx.db, run.id, own) : []
  if (!run || !result || run.state === 'draft' || run.state === 'withdrawn')
    throw new AppError('not_found', 'evaluation.no_own_result', {})
  if (run.state !== 'noticed') throw new AppError('conflict', 'evaluation.not_noticed', {})
  const { policy } = await getScorecard(ctx, String(run.scorecardId))
  const fact = input.fact ?? null
  if (fact !== null) readClaimed(policy, fact, input.claimed ?? null)
  const instance = start(appealCycle, {
    actor: towards(ctx, result.organisationId),
    at: ctx.now.toISOString(),
  })
  const id = await appeals.insertAppeal(ctx.db, {
    runId: run.id,
    dataset: run.dataset,
    organisationId: result.organisationId,
    fact,
    claimed: input.claimed ?? null,
    reason: input.reason,
    state: instance.state,
    history: JSON.stringify(instance.history),
    reply: null,
    dueOn: dueOn(appealCycle, instance, workingDays()),
    createdBy: ctx.actor.displayName,
    createdAt: ctx.now,
  })
  if (id === undefined) throw new AppError('conflict', 'evaluation.appeal_open', {})
  await audit(ctx, {
    action: 'evaluation.appeal',
    subject: `evaluation.appeal/${id}`,
    detail: { run: String(run.id), fact },
    confidential: true,
  })
  return getAppeal(ctx, id)
}

/** The objections of a city: all for offices, its own for a firm. */
export async function listAppeals(
  ctx: Context,
  { city, dataset }: { city: string; dataset: 'held' | 'demo' },
): Promise<Appeal[]> {
  requirePermission(ctx.actor, 'evaluation.appeals', city)
  const held = await appeals.listAppeals(ctx.db, { dataset, cityCode: city })
  return Promise.all(held.map((appeal) => toAppeal(ctx, appeal)))
}

async function getAppeal(ctx: Context, id: bigint): Promise<Appeal> {
  const appeal = await appeals.lockAppeal(ctx.db, String(id))
  if (!appeal) throw new AppError('not_found', 'evaluation.no_appeal', { id: String(id) })
  return toAppeal(ctx, appeal)
}

async function toAppeal(ctx: Context, appeal: appeals.HeldAppeal): Promise<Appeal> {
  const run = (await queries.findRun(ctx.db, String(appeal.runId)))!
  const { policy } = await getScorecard(ctx, String(run.scorecardId))
  const [result] = await queries.listResults(ctx.db, run.id, String(appeal.organisationId))
  const instance = replay(appealCycle, appeal.history as Event[])
  const { fact } = appeal
  return {
    id: String(appeal.id),
    run: await toRunInfo(ctx, run),
    organisationId: String(appeal.organisationId),
    organisationName: appeal.name,
    fact,
    factLabel: fact === null ? null : (policy.facts[fact]?.label ?? fact),
    frozen: fact === null || !result ? null : showFact(policy, fact, result.facts[fact] ?? null),
    claimed: appeal.claimed,
    reason: appeal.reason,
    documents: await listDocuments(ctx, appeal),
    mayAddDocument:
      appeal.state === 'submitted' && ctx.actor.organisationId === String(appeal.organisationId),
    state: appeal.state,
    reply: appeal.reply,
    dueOn: appeal.state === 'submitted' ? appeal.dueOn : null,
    createdAt: appeal.createdAt.toISOString(),
    actions: actionsOf(ctx, appealCycle, instance, towards(ctx, appeal.organisationId)),
    history: toldHistory(ctx, appealCycle, instance),
  }
}

/**
 * Answers an objection, or takes one's own back. An accepted dispute of a fact corrects that fact in the run and
 * assesses everybody again on the frozen facts; the register is corrected by its own way. Nobody decides about an
 * organisation of their own.
 */
export async function actOnAppeal(ctx: Context, id: string, input: AppealAct): Promise<Appeal> {
  requirePermission(ctx.actor, 'evaluation.appeals')
  const appeal = await appeals.lockAppeal(ctx.db, id)
  if (!appeal) throw new AppError('not_found', 'evaluation.no_appeal', { id })
  const actor = towards(ctx, appeal.organisationId)
  if (input.action !== 'withdraw' && actor.roles.includes('firm'))
    throw new AppError('forbidden', 'evaluation.own_case', {})
  const outcome = act(appealCycle, replay(appealCycle, appeal.history as Event[]), input.action, {
    actor,
    at: ctx.now.toISOString(),
    ...(input.reply === undefined ? {} : { comment: input.reply }),
  })
  if (!outcome.ok) throw refused(outcome.refusals)
  const changed = await appeals.updateAppeal(ctx.db, appeal.id, {
    state: outcome.instance.state,
    history: JSON.stringify(outcome.instance.history),
    reply: input.reply ?? null,
  })
  if (changed === 0) throw new AppError('forbidden', 'evaluation.own_case', {})
  if (input.action === 'accept' && appeal.fact !== null)
    await correctFact(ctx, appeal, input.value ?? appeal.claimed)
  await audit(ctx, {
    action: `evaluation.appeal_${input.action}`,
    subject: `evaluation.appeal/${id}`,
    detail: { run: String(appeal.runId), organisation: String(appeal.organisationId), fact: appeal.fact },
    confidential: true,
  })
  if (input.action !== 'withdraw') await tellFirm(ctx, appeal)
  return getAppeal(ctx, appeal.id)
}

async function tellFirm(ctx: Context, appeal: appeals.HeldAppeal): Promise<void> {
  await pushNotice(ctx, {
    to: { organisationId: String(appeal.organisationId) },
    kind: 'evaluation.appeal_answered',
    params: {},
    reference: { room: 'evaluation', path: '/evaluation/appeals' },
    dataset: appeal.dataset,
    onceKey: `evaluation.appeal_answered/${appeal.id}`,
  })
}
