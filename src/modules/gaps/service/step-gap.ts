import { act, type Outcome, replay } from '../../../engines/workflow/index.ts'
import { chinaDay } from '../../../kernel/china-day.ts'
import { AppError } from '../../../kernel/errors.ts'
import { audit, type Context, keepAttachment, requirePermission } from '../../access/index.ts'
import { gapCycle } from '../domain/gap-life.ts'
import { endedGapStates, type GapDetail, type GapState, type GapStep } from '../model.ts'
import * as queries from '../queries/gap-objects.ts'
import { accountOf, actorOf, subjectOf } from './gap-actor.ts'
import { attachmentsOf, closingRefusals, sayRefusal } from './gap-refusals.ts'
import { getGap } from './gap-register.ts'
import { field } from './invalid-field.ts'
import { tellOffice, tellOwner, tellRaiser } from './tell-owner.ts'
import { checkAct } from './vocabulary.ts'

async function lock(ctx: Context, id: string): Promise<queries.HeldGap> {
  requirePermission(ctx.actor, 'gaps.handle')
  const row = await queries.lockGap(ctx.db, id)
  if (!row) throw new AppError('not_found', 'gaps.no_gap', { id })
  requirePermission(ctx.actor, 'gaps.handle', row.cityCode)
  return row
}

function refuse(ctx: Context, action: GapStep['action'], reasons: readonly string[]): AppError {
  const { zh, en } = gapCycle.actions[action].title
  return new AppError('conflict', 'gaps.step_refused', {
    action: ctx.lang === 'zh' ? zh : en,
    why: reasons.join(' '),
  })
}

/** Takes one step of a gap's life; it closes only on evidence that is not older than the gap, and by a second person. */
export async function stepGap(ctx: Context, id: string, step: GapStep): Promise<GapDetail> {
  const row = await lock(ctx, id)
  await checkAct(ctx, step.act)
  if (step.action === 'assign' && (step.owner ?? row.owner) === null)
    throw field('owner', 'gaps.owner_missing')
  const evidence = await queries.listEvidence(ctx.db, row.id)
  const outcome = act(gapCycle, replay(gapCycle, row.history), step.action, {
    actor: actorOf(ctx),
    at: ctx.now.toISOString(),
    attachments: attachmentsOf(row, evidence),
    ...(step.comment === undefined ? {} : { comment: step.comment }),
  })
  if (!outcome.ok)
    throw refuse(
      ctx,
      step.action,
      outcome.refusals.map((refusal) => sayRefusal(ctx, refusal)),
    )
  const second = step.action === 'close' ? closingRefusals(ctx, row, evidence) : []
  if (second.length > 0) throw refuse(ctx, step.action, second)
  await settle(ctx, row, step, outcome)
  return getGap(ctx, id)
}

/** Writes a step that may be taken, with its audit entry and its notices. */
export async function settle(
  ctx: Context,
  row: queries.HeldGap,
  step: GapStep,
  { instance }: Extract<Outcome, { ok: true }>,
): Promise<void> {
  const isAssign = step.action === 'assign'
  const after = {
    state: instance.state as GapState,
    history: instance.history,
    owner: isAssign ? (step.owner ?? row.owner) : row.owner,
    dueOn: isAssign ? (step.dueOn ?? row.dueOn) : row.dueOn,
    act: isAssign ? (step.act ?? row.act) : row.act,
    askedToCloseBy: step.action === 'prove' ? accountOf(ctx) : row.askedToCloseBy,
    updatedAt: ctx.now,
  }
  await queries.updateGap(ctx.db, row.id, after)
  await audit(ctx, { action: `gaps.gap_${step.action}`, subject: subjectOf(row.id), detail: { ...step } })
  await tell(ctx, { ...row, ...after }, step.action, instance.history.length)
  // Given to somebody at once, what was raised is taken up too.
  if (isAssign && row.state === 'raised')
    await tellRaiser(ctx, { ...row, ...after }, 'gaps.told_accepted', String(instance.history.length))
}

async function tell(ctx: Context, gap: queries.HeldGap, action: GapStep['action'], event: number) {
  const at = String(event)
  if (action === 'assign') await tellOwner(ctx, gap, 'gaps.told_assigned', at)
  if (action === 'return') await tellOwner(ctx, gap, 'gaps.told_returned', at)
  if (action === 'prove') await tellOffice(ctx, gap, 'gaps.told_proving', at)
  if (action === 'accept') await tellRaiser(ctx, gap, 'gaps.told_accepted', at)
  if (action === 'decline') await tellRaiser(ctx, gap, 'gaps.told_declined', at)
  if (action === 'close') await tellRaiser(ctx, gap, 'gaps.told_settled', at)
}

/** Puts evidence to a gap that is not ended: what shows it, from when, with a document where there is one. */
export async function addEvidence(
  ctx: Context,
  id: string,
  input: { source: string; shownOn: string; document?: { fileName: string; bytes: Buffer } },
): Promise<GapDetail> {
  const row = await lock(ctx, id)
  if ((endedGapStates as readonly string[]).includes(row.state))
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
    ...{ recordedBy: ctx.actor.displayName, recordedById: accountOf(ctx), recordedAt: ctx.now },
  })
  await audit(ctx, { action: 'gaps.gap_evidence', subject: subjectOf(id), detail: { source, shownOn } })
  return getGap(ctx, id)
}
