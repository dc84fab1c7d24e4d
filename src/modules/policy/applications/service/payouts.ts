import { chinaDay } from '../../../../kernel/china-day.ts'
import { AppError } from '../../../../kernel/errors.ts'
import { audit, type Context, requirePermission } from '../../../access/index.ts'
import type { Payout } from '../../model.ts'
import { yuanOf } from '../domain/chinese-amount.ts'
import { listMilestones } from '../queries/agreements.ts'
import { markLinePaid } from '../queries/grants.ts'
import * as lives from '../queries/lives.ts'
import * as queries from '../queries/payouts.ts'
import { insertRecovery } from '../queries/statement.ts'
import { changeSubtasks, readLiving } from './lives.ts'

/** One instalment as it travels. */
export const payoutOf = (row: queries.Payout): Payout => ({
  id: String(row.id),
  instalment: row.instalment,
  label: row.label,
  amountFen: String(row.amountFen),
  dueOn: row.dueOn,
  status: row.status,
  paidOn: row.paidOn,
  voucher: row.voucher,
  recoveredFen: String(row.recoveredFen),
})

async function holdPayout(ctx: Context, id: string): Promise<queries.Payout> {
  const payout = await queries.lockPayout(ctx.db, id)
  if (!payout) throw new AppError('not_found', 'policy.no_payout', { id })
  requirePermission(ctx.actor, 'payments.record', payout.cityCode)
  if (ctx.actor.organisationId === String(payout.organisationId))
    throw new AppError('forbidden', 'policy.own_case')
  return payout
}

const kinds = ['application', 'grant', 'agreement'] as const
async function livingOf(ctx: Context, lifeId: bigint) {
  for (const kind of kinds) {
    const life = await lives.lockLife(ctx.db, String(lifeId), kind)
    if (life) return readLiving(ctx, life)
  }
  throw new AppError('not_found', 'policy.no_payout', { id: String(lifeId) })
}

/** What a milestone is worth is paid once it is met. */
async function requireMet(ctx: Context, { lifeId, instalment }: queries.Payout): Promise<void> {
  const milestones = await listMilestones(ctx.db, lifeId)
  if (milestones.find(({ ordinal }) => ordinal === instalment)?.metOn === null)
    throw new AppError('conflict', 'policy.milestone_open', { ordinal: instalment })
}

/** Records that the treasury paid an instalment: once. The same record again (a retry) changes nothing. */
export async function recordPayment(
  ctx: Context,
  id: string,
  { paidOn, voucher }: { paidOn: string; voucher: string },
): Promise<Payout> {
  requirePermission(ctx.actor, 'payments.record')
  const payout = await holdPayout(ctx, id)
  if (payout.status === 'paid') {
    if (payout.paidOn === paidOn && payout.voucher === voucher) return payoutOf(payout)
    throw new AppError('conflict', 'policy.already_paid', { paidOn: payout.paidOn, voucher: payout.voucher })
  }
  if (payout.status === 'cancelled') throw new AppError('conflict', 'policy.payout_cancelled')
  if (paidOn > chinaDay(ctx.now)) throw new AppError('invalid', 'policy.paid_in_future', { day: paidOn })
  const { dataset, organisationId } = payout
  if (await queries.isVoucherUsed(ctx.db, { dataset, voucher, organisationId }))
    throw new AppError('conflict', 'policy.voucher_used', { voucher })
  const living = await livingOf(ctx, payout.lifeId)
  if (living.life.kind === 'agreement') await requireMet(ctx, payout)
  const change = { status: 'paid' as const, paidOn, voucher, recordedBy: ctx.actor.userName }
  await queries.updatePayout(ctx.db, payout.id, change)
  if (payout.lineId !== null) await markLinePaid(ctx.db, payout.lineId)
  const subtask = payout.lineId === null ? `instalment-${payout.instalment}` : `line-${payout.lineId}`
  // The milestones of an agreement are closed when they are met, which is before they are paid.
  if (living.life.kind !== 'agreement')
    await changeSubtasks(ctx, living, 'close', [subtask], { paidOn, voucher })
  await audit(ctx, {
    action: 'policy.payment_record',
    subject: `policy.payout/${id}`,
    detail: { paidOn, voucher, amountFen: String(payout.amountFen), organisationId: String(organisationId) },
  })
  return payoutOf({ ...payout, ...change })
}

/** Records money that came back; never more than was paid. */
export async function recordRecovery(
  ctx: Context,
  id: string,
  { amountFen, receivedOn, reason }: { amountFen: string; receivedOn: string; reason: string },
): Promise<Payout> {
  requirePermission(ctx.actor, 'payments.record')
  const payout = await holdPayout(ctx, id)
  if (payout.status !== 'paid') throw new AppError('conflict', 'policy.not_paid_yet')
  if (receivedOn > chinaDay(ctx.now))
    throw new AppError('invalid', 'policy.paid_in_future', { day: receivedOn })
  const left = payout.amountFen - payout.recoveredFen
  if (BigInt(amountFen) > left || BigInt(amountFen) === 0n)
    throw new AppError('conflict', 'policy.recovery_too_much', { left: yuanOf(left) })
  const recoveredFen = payout.recoveredFen + BigInt(amountFen)
  await queries.updatePayout(ctx.db, payout.id, { recoveredFen })
  await insertRecovery(ctx.db, {
    payoutId: payout.id,
    amountFen: BigInt(amountFen),
    receivedOn,
    reason,
    recordedBy: ctx.actor.userName,
    recordedAt: ctx.now,
  })
  await audit(ctx, {
    action: 'policy.recovery_record',
    subject: `policy.payout/${id}`,
    detail: { amountFen, receivedOn, reason, organisationId: String(payout.organisationId) },
  })
  return payoutOf({ ...payout, recoveredFen })
}
