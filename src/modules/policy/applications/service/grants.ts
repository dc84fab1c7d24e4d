// 免申即享: what a run and the list of runs tell a reader.
import { AppError } from '../../../../kernel/errors.ts'
import { audit, type Context, type Dataset, requirePermission } from '../../../access/index.ts'
import type { Grant, GrantLine, GrantList } from '../../model.ts'
import * as queries from '../queries/grants.ts'
import * as lifeQueries from '../queries/lives.ts'
import { listPayouts } from '../queries/payouts.ts'
import { answerLife } from './life-answer.ts'
import * as lives from './lives.ts'
import { payoutOf } from './payouts.ts'

export const grantCycle = 'direct_grant'

/** One run with its lines, for the office and the departments that confirm it. */
export async function getGrant(ctx: Context, id: string): Promise<Grant> {
  requirePermission(ctx.actor, 'grants.read')
  const life = await lifeQueries.findLife(ctx.db, id, 'grant')
  if (!life) throw new AppError('not_found', 'policy.no_grant', { id })
  requirePermission(ctx.actor, 'grants.read', life.cityCode)
  const run = (await queries.findGrantRun(ctx.db, life.id))!
  const lines = await queries.listLines(ctx.db, life.id)
  const payouts = new Map((await listPayouts(ctx.db, life.id)).map((row) => [row.lineId, row]))
  await audit(ctx, {
    action: 'policy.grant_read',
    subject: `policy.grant/${id}`,
    detail: { lines: lines.length },
    confidential: true,
  })
  const lists = await queries.listPaymentLists(ctx.db, life.id)
  return {
    life: await answerLife(ctx, await lives.readLiving(ctx, life)),
    dataset: life.dataset,
    city: life.cityCode,
    policyId: run.policyId,
    clauseId: run.clauseId,
    basis: run.basis,
    onDate: run.onDate,
    counts: run.counts as Record<string, number>,
    lines: lines.map((line) => lineOf(line, payouts.get(line.id))),
    totalFen: sumOf(lines, ['listed', 'confirmed', 'offered', 'accepted', 'ordered', 'paid']),
    acceptedFen: sumOf(lines, ['accepted', 'ordered', 'paid']),
    paidFen: sumOf(lines, ['paid']),
    paymentLists: lists.map(({ id: list, title, totalFen, madeAt }) => ({
      id: String(list),
      title,
      totalFen: String(totalFen),
      madeAt: madeAt.toISOString(),
    })),
  }
}

const sumOf = (lines: readonly queries.Line[], statuses: readonly string[]): string =>
  String(
    lines
      .filter(({ status }) => statuses.includes(status))
      .reduce((total, { amountFen }) => total + amountFen, 0n),
  )

const lineOf = (line: queries.Line, payout: Parameters<typeof payoutOf>[0] | undefined): GrantLine => ({
  id: String(line.id),
  organisationId: String(line.organisationId),
  name: line.name,
  creditCode: line.creditCode,
  amountFen: String(line.amountFen),
  arithmetic: line.arithmetic as string[],
  status: line.status,
  excludedReason: line.excludedReason,
  acceptedAt: line.acceptedAt?.toISOString() ?? null,
  hasAccount: line.accountId !== null,
  payout: payout ? payoutOf(payout) : null,
})

/** The runs of a city that the asker may see, newest first. */
export async function listGrants(
  ctx: Context,
  { city, dataset }: { city: string; dataset: Dataset },
): Promise<GrantList> {
  requirePermission(ctx.actor, 'grants.read', city)
  const rows = await lifeQueries.listLives(ctx.db, { dataset, cityCode: city, kind: 'grant' })
  const sums = await queries.listRunSums(
    ctx.db,
    rows.map(({ id }) => id),
  )
  const { cycle } = await lives.currentCycle(ctx, grantCycle, city)
  const items = rows.map((row) => ({
    id: String(row.id),
    title: row.title,
    state: row.state,
    stateTitle: cycle.states[row.state]?.title[ctx.lang] ?? row.state,
    dueOn: row.dueOn,
    lines: Number(sums.get(row.id)?.lines ?? 0),
    totalFen: String(sums.get(row.id)?.totalFen ?? 0n),
    changedAt: row.changedAt.toISOString(),
  }))
  return { items: items.sort((a, b) => Number(b.id) - Number(a.id)) }
}
