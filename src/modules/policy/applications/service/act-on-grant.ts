// A 免申即享 run on its way: departments exclude and confirm, the office publicises, offers and orders payment.
import { AppError } from '../../../../kernel/errors.ts'
import { audit, type Context, pushNotice, requirePermission } from '../../../access/index.ts'
import type { CaseAct, Grant, PartAnswer } from '../../model.ts'
import { yuanOf } from '../domain/chinese-amount.ts'
import * as queries from '../queries/grants.ts'
import { getGrant } from './grants.ts'
import { completePart, holdLiving, type Living, rolesToward, takeAction } from './lives.ts'
import { orderPayments } from './payment-list.ts'

/** A department takes firms out of the list, each with the reason, while the list is being confirmed. */
export async function excludeFromGrant(
  ctx: Context,
  id: string,
  input: { seen: number; lineIds: readonly string[]; reason: string },
): Promise<Grant> {
  requirePermission(ctx.actor, 'grants.confirm')
  const living = await holdLiving(ctx, 'grant', id, input.seen)
  requirePermission(ctx.actor, 'grants.confirm', living.life.cityCode)
  const parts = living.cycle.states[living.instance.state]?.parallel?.parts ?? []
  const roles = await rolesToward(ctx, living.life)
  const part = parts.find(({ by }) => by.some((role) => roles.includes(role)))
  if (!part) throw new AppError('forbidden', 'policy.not_confirming')
  if (living.instance.partsDone.includes(part.id)) throw new AppError('conflict', 'policy.part_closed')
  const taken = await queries.excludeLines(ctx.db, {
    lifeId: living.life.id,
    ids: input.lineIds,
    part: part.id,
    reason: input.reason,
  })
  if (taken.length !== new Set(input.lineIds).size)
    throw new AppError('conflict', 'policy.lines_gone', { count: input.lineIds.length - taken.length })
  await audit(ctx, {
    action: 'policy.grant_exclude',
    subject: `policy.grant/${id}`,
    detail: { part: part.id, lines: taken.map(String), reason: input.reason },
  })
  return getGrant(ctx, id)
}

/** A department confirms what stands on the list: with that its part is done. */
export async function confirmGrant(
  ctx: Context,
  id: string,
  part: string,
  answer: PartAnswer,
): Promise<Grant> {
  requirePermission(ctx.actor, 'grants.confirm')
  const living = await holdLiving(ctx, 'grant', id, answer.seen)
  requirePermission(ctx.actor, 'grants.confirm', living.life.cityCode)
  await completePart(ctx, living, part, { verdict: answer.verdict, comment: answer.comment })
  return getGrant(ctx, id)
}

/** Takes the run a step on; offering tells each firm, ordering makes payments and the treasury's list. */
export async function actOnGrant(ctx: Context, id: string, input: CaseAct): Promise<Grant> {
  requirePermission(ctx.actor, 'grants.run')
  const living = await holdLiving(ctx, 'grant', id, input.seen)
  requirePermission(ctx.actor, 'grants.run', living.life.cityCode)
  const after = await takeAction(ctx, living, input.action, { comment: input.comment })
  if (input.action === 'offer') await offerLines(ctx, after)
  if (input.action === 'order') await orderPayments(ctx, after)
  return getGrant(ctx, id)
}

async function offerLines(ctx: Context, { life, instance }: Living): Promise<void> {
  await queries.moveLines(ctx.db, { lifeId: life.id, from: 'listed', to: 'offered' })
  const lines = (await queries.listLines(ctx.db, life.id)).filter(({ status }) => status === 'offered')
  if (lines.length === 0) throw new AppError('conflict', 'policy.nobody_left')
  for (const line of lines)
    await pushNotice(ctx, {
      to: { organisationId: String(line.organisationId) },
      kind: 'policy.told_offer',
      params: { title: life.title, amount: yuanOf(line.amountFen) },
      reference: { room: 'policy', path: '/policies/offers' },
      dueDate: life.dueOn,
      dataset: life.dataset,
      onceKey: `policy.told_offer/${line.id}/${instance.version}`,
    })
}
