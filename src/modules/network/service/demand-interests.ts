import { chinaDay } from '../../../kernel/china-day.ts'
import { AppError } from '../../../kernel/errors.ts'
import {
  audit,
  type Context,
  holds,
  pushNotice,
  requirePermission,
  type TodoItem,
  type TodoSource,
} from '../../access/index.ts'
import type { Demand, NewInterest } from '../model.ts'
import * as queries from '../queries/demands.ts'
import { ownFirm } from './agreements.ts'
import { getDemand, getRow, listDemands } from './demands.ts'

async function getOpen(ctx: Context, id: string) {
  requirePermission(ctx.actor, 'demands.answer')
  const own = ownFirm(ctx)
  const row = await getRow(ctx, id)
  if (row.state !== 'open' || String(row.buyerId) === own)
    throw new AppError('conflict', 'network.demand_not_open', {})
  return { own, row }
}

/** Marks that one's firm could supply a demand; its publisher and its buyer are told. Marked twice it is one mark. */
export async function markInterest(ctx: Context, id: string, input: NewInterest): Promise<Demand> {
  const { own, row } = await getOpen(ctx, id)
  const { note = null, contact = null } = input
  const told = { note, contact, by: ctx.actor.userName, at: ctx.now }
  await queries.upsertInterest(ctx.db, { id, dataset: row.dataset, organisationId: own }, told)
  await audit(ctx, {
    action: 'network.mark_interest',
    subject: `network.demand/${id}`,
    detail: { organisation: own },
  })
  const notice = {
    ...{ kind: 'network.demand_interest', dataset: row.dataset },
    params: { name: ctx.actor.organisationName ?? '', product: row.product },
    reference: { room: 'network', path: `/project-demands?demand=${id}` },
  }
  const onceKey = `network.demand_interest/${id}/${own}`
  await pushNotice(ctx, { ...notice, to: { role: 'chain_office', cityCode: row.cityCode }, onceKey })
  if (row.buyerId !== null)
    await pushNotice(ctx, {
      ...notice,
      to: { organisationId: String(row.buyerId) },
      onceKey: `${onceKey}/buyer`,
    })
  return getDemand(ctx, id)
}

/** Takes one's interest back. */
export async function dropInterest(ctx: Context, id: string): Promise<Demand> {
  const { own } = await getOpen(ctx, id)
  if (!(await queries.withdrawInterest(ctx.db, id, own, ctx.now)))
    throw new AppError('conflict', 'network.no_interest', {})
  await audit(ctx, {
    action: 'network.drop_interest',
    subject: `network.demand/${id}`,
    detail: { organisation: own },
  })
  return getDemand(ctx, id)
}

/** Demands that fit one's firm, whose tender is not open yet and that it has not answered. */
export const demandTodo: TodoSource = {
  room: 'network',
  async list(ctx, { dataset, cityCode }, atMost) {
    if (!holds(ctx.actor, 'demands.answer') || ctx.actor.organisationId === null || cityCode === null)
      return []
    const today = chinaDay(ctx.now)
    const open = (await listDemands(ctx, { city: cityCode, dataset })).filter(
      ({ fits, isInterested, mayAnswer, tenderOn }) =>
        fits !== null && mayAnswer && !isInterested && (tenderOn === null || tenderOn >= today),
    )
    return open.slice(0, atMost).map(
      ({ id, product, projectName, tenderOn }): TodoItem => ({
        ...{ id: `demand/${id}`, kind: 'network.todo_demand', params: { product, project: projectName } },
        ...{ path: `/project-demands?demand=${id}`, dueDate: tenderOn, since: null },
      }),
    )
  },
}
