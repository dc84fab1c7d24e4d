import { AppError } from '../../../../kernel/errors.ts'
import { type Context, pushNotice, requirePermission } from '../../../access/index.ts'
import type { Application, CaseAct, PartAnswer, Reason } from '../../model.ts'
import { yuanOf } from '../domain/chinese-amount.ts'
import { joinReasons, knownBefore, type Snapshot } from '../domain/return-reasons.ts'
import * as applications from '../queries/applications.ts'
import { cancelPlanned, insertPayouts, listPayouts } from '../queries/payouts.ts'
import type { ApplicationRow } from '../tables.ts'
import { computeForSubmission, getApplication, itemsOf } from './applications.ts'
import { refuseElsewhere, requireOpenCall } from './call-window.ts'
import { listDocuments } from './documents.ts'
import { chargeFund } from './funds.ts'
import {
  changeSubtasks,
  completePart,
  holdLiving,
  type Living,
  offersOf,
  stateWords,
  takeAction,
} from './lives.ts'

/** What is stated now, by item; documents of one kind count as one item. */
async function snapshotOf(ctx: Context, living: Living, row: ApplicationRow): Promise<Snapshot> {
  const now: Record<string, string | null> = {}
  for (const { key, value } of itemsOf(row)) now[key] = value
  for (const { kind, id } of await listDocuments(ctx, living))
    now[`document:${kind}`] = [now[`document:${kind}`], id].filter(Boolean).join(' ')
  return now
}

type Step = { living: Living; row: ApplicationRow; input: CaseAct }

/** The reasons that the departments gave in this round, with those that the office adds. */
function reasonsOf({ living, input }: Step): Reason[] {
  const { rows } = living
  const since = rows.findLastIndex((row) => row.kind === 'acted')
  const told = rows
    .slice(since + 1)
    .filter(({ kind, verdict }) => kind === 'part_done' && verdict === 'objected')
  return joinReasons([
    ...told.map(({ detail }) => (detail as { reasons?: Reason[] }).reasons ?? []),
    input.reasons ?? [],
  ])
}

/** 一次性告知: everything at once, and nothing that could have been told at the return before. */
async function prepareReturn(ctx: Context, step: Step): Promise<object> {
  const { living, row } = step
  const reasons = reasonsOf(step)
  if (reasons.length === 0) throw new AppError('invalid', 'policy.reasons_missing')
  const now = await snapshotOf(ctx, living, row)
  const earlier = row.snapshots as Snapshot[]
  const known = knownBefore(reasons, now, earlier)
  if (known[0]) throw new AppError('conflict', 'policy.reason_known_before', { label: known[0].item })
  await applications.updateApplication(ctx.db, living.life.id, {
    snapshots: JSON.stringify([...earlier, now]),
  })
  return { reasons }
}

/** Nothing is sent that the clause cannot be judged by: what the applicant has to state must be there. */
async function prepareSubmission(ctx: Context, { living, row, input }: Step): Promise<object> {
  const open = await getApplication(ctx, String(living.life.id))
  const empty = open.items.filter(({ value }) => value === null)
  if (empty.length > 0)
    throw new AppError('conflict', 'policy.items_missing', { labels: empty.map(({ label }) => label) })
  if (row.callId !== null)
    await requireOpenCall(ctx, { callId: row.callId, claimedFen: row.claimedFen }, input)
  else if (input.action === 'submit') await computeForSubmission(ctx, living, row)
  return { claimedFen: row.claimedFen === null ? null : String(row.claimedFen) }
}

/** The amount fixed, apart from what was claimed, computed or at most possible; with how it is to be paid. */
async function prepareApproval(ctx: Context, { living, row, input }: Step): Promise<object> {
  if (input.approvedFen === undefined) throw new AppError('invalid', 'policy.amount_missing')
  const approved = BigInt(input.approvedFen)
  if (approved === 0n) throw new AppError('invalid', 'policy.amount_missing')
  if (row.ceilingFen !== null && approved > row.ceilingFen)
    throw new AppError('conflict', 'policy.amount_above_ceiling', {
      amount: yuanOf(approved),
      ceiling: yuanOf(row.ceilingFen),
    })
  if (row.computedFen !== null && approved !== row.computedFen && !input.comment)
    throw new AppError('invalid', 'policy.amount_needs_reason', { computed: yuanOf(row.computedFen) })
  const parts = input.instalments ?? [{ label: '一次性拨付', amountFen: input.approvedFen, dueOn: null }]
  const sum = parts.reduce((total, { amountFen }) => total + BigInt(amountFen), 0n)
  if (sum !== approved || parts.some(({ amountFen }) => BigInt(amountFen) === 0n))
    throw new AppError('invalid', 'policy.instalments_wrong', { sum: yuanOf(sum), amount: yuanOf(approved) })
  await applications.updateApplication(ctx.db, living.life.id, {
    approvedFen: approved,
    approvedBy: ctx.actor.displayName,
    approvedAt: ctx.now,
    fundId: input.fundId === undefined ? null : BigInt(input.fundId),
  })
  return { approvedFen: input.approvedFen, instalments: parts, fundId: input.fundId ?? null }
}

/** The instalments as they were publicised become planned payments, and sub-tasks that have to be closed. */
async function planPayments(ctx: Context, living: Living, row: ApplicationRow): Promise<Living> {
  const publicised = living.rows.findLast(({ name }) => name === 'publicise')
  const { instalments } = publicised!.detail as {
    instalments: { label: string; amountFen: string; dueOn: string | null }[]
  }
  const { life } = living
  const fundYear = await chargeFund(ctx, {
    fundId: row.fundId,
    amountFen: row.approvedFen!,
    dataset: life.dataset,
  })
  await insertPayouts(
    ctx.db,
    instalments.map(({ label, amountFen, dueOn }, i) => ({
      dataset: life.dataset,
      cityCode: life.cityCode,
      lifeId: life.id,
      lineId: null,
      organisationId: life.organisationId!,
      instalment: i + 1,
      label,
      amountFen: BigInt(amountFen),
      dueOn,
      status: 'planned' as const,
      fundId: row.fundId,
      fundYear,
      accountId: null,
      paymentListId: null,
      paidOn: null,
      voucher: null,
      recordedBy: null,
    })),
  )
  const names = instalments.map((_, i) => `instalment-${i + 1}`)
  return changeSubtasks(ctx, living, 'open', names)
}

async function prepare(ctx: Context, step: Step): Promise<object> {
  const { action } = step.input
  if (action === 'return') return prepareReturn(ctx, step)
  if (action === 'refuse') return { reasons: reasonsOf(step) }
  if (action === 'submit' || action === 'resubmit') return prepareSubmission(ctx, step)
  if (action === 'publicise') return prepareApproval(ctx, step)
  if (action === 'restore') await requireRecovered(ctx, step.living)
  return {}
}

async function requireRecovered(ctx: Context, { life }: Living): Promise<void> {
  const payouts = await listPayouts(ctx.db, life.id)
  const left = payouts
    .filter(({ status }) => status === 'paid')
    .reduce((sum, { amountFen, recoveredFen }) => sum + amountFen - recoveredFen, 0n)
  if (left > 0n) throw new AppError('conflict', 'policy.recovery_open', { left: yuanOf(left) })
}

/**
 * Takes an action on an application. The life cycle decides who may and when; this adds what the trade asks: complete
 * items, all reasons at once, an amount that is fixed and never a ceiling by itself, instalments that add up.
 * What an application to a call waits for from the call is decided there (`by` is then 'call').
 */
export async function actOnApplication(
  ctx: Context,
  id: string,
  input: CaseAct,
  by: 'asker' | 'call' = 'asker',
): Promise<Application> {
  requirePermission(ctx.actor, 'applications.act')
  const living = await holdLiving(ctx, 'application', id, input.seen)
  requirePermission(ctx.actor, 'applications.act', living.life.cityCode)
  const row = (await applications.findApplication(ctx.db, living.life.id))!
  refuseElsewhere(row.callId, input.action, by)
  const kinds = (await listDocuments(ctx, living)).map(({ kind }) => kind)
  // The engine says first whether this person may do this now; only then is anything else looked at or written.
  const allowed = await takeAction(ctx, living, input.action, {
    comment: input.comment,
    attachments: kinds,
    detail: await prepareAllowed(ctx, { living, row, input }),
  })
  let after = allowed
  if (input.action === 'approve') after = await planPayments(ctx, after, row)
  if (input.action === 'recover') await cancelPlanned(ctx.db, living.life.id)
  await tellApplicant(ctx, after)
  return getApplication(ctx, id)
}

/** What an action needs besides the life cycle; asked only of those who may act, the others are refused by the engine. */
async function prepareAllowed(ctx: Context, step: Step): Promise<object> {
  const { living, input } = step
  const { actions } = await offersOf(ctx, living)
  const offer = actions.find(({ name }) => name === input.action)
  return offer && offer.blockedBy.length === 0 ? prepare(ctx, step) : {}
}

/** A department's answer for its part: agreed, or objected with every reason by item. */
export async function answerPart(
  ctx: Context,
  id: string,
  part: string,
  answer: PartAnswer,
): Promise<Application> {
  requirePermission(ctx.actor, 'applications.check')
  const living = await holdLiving(ctx, 'application', id, answer.seen)
  requirePermission(ctx.actor, 'applications.check', living.life.cityCode)
  if (answer.verdict === 'objected' && answer.reasons.length === 0)
    throw new AppError('invalid', 'policy.reasons_missing')
  const comment = answer.comment ?? answer.reasons.map(({ text }) => text).join('；')
  await completePart(ctx, living, part, {
    verdict: answer.verdict,
    ...(comment === '' ? {} : { comment }),
    detail: { reasons: answer.verdict === 'objected' ? answer.reasons : [] },
  })
  return getApplication(ctx, id)
}

/** Tells the applicant where the application stands now, unless it was the applicant who moved it. */
async function tellApplicant(ctx: Context, { life, cycle, instance }: Living): Promise<void> {
  if (ctx.actor.organisationId === String(life.organisationId)) return
  await pushNotice(ctx, {
    to: { organisationId: String(life.organisationId) },
    kind: 'policy.told_state',
    params: { title: life.title, state: stateWords(cycle, instance.state) },
    reference: { room: 'policy', path: `/policies/applications/${life.id}` },
    dueDate: life.dueOn,
    dataset: life.dataset,
    onceKey: `policy.told_state/${life.id}/${instance.history.length}`,
  })
}
