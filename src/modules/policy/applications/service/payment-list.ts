import { createHash } from 'node:crypto'
import { chinaDay } from '../../../../kernel/china-day.ts'
import { AppError } from '../../../../kernel/errors.ts'
import { audit, type Context, requirePermission } from '../../../access/index.ts'
import { writePaymentList } from '../domain/payment-list.ts'
import { findOrganisation, listPartDepartments } from '../queries/departments.ts'
import { findFund } from '../queries/funds.ts'
import * as queries from '../queries/grants.ts'
import { insertPayouts } from '../queries/payouts.ts'
import { chargeFund } from './funds.ts'
import { changeSubtasks, type Living } from './lives.ts'

/**
 * Makes the payments of a run out of the lines that were accepted, and the treasury's list of exactly those. Lines that
 * nobody accepted stay out: the next run finds them again.
 */
export async function orderPayments(ctx: Context, living: Living): Promise<void> {
  const { life } = living
  const run = (await queries.findGrantRun(ctx.db, life.id))!
  const lines = (await queries.listLines(ctx.db, life.id)).filter(({ status }) => status === 'accepted')
  if (lines.length === 0) throw new AppError('conflict', 'policy.nobody_accepted')
  if (lines.some(({ organisationId }) => String(organisationId) === ctx.actor.organisationId))
    throw new AppError('forbidden', 'policy.own_case')
  const accounts = await queries.listAccounts(
    ctx.db,
    lines.flatMap(({ accountId }) => accountId ?? []),
  )
  const totalFen = lines.reduce((sum, { amountFen }) => sum + amountFen, 0n)
  const fundYear = await chargeFund(ctx, { fundId: run.fundId, amountFen: totalFen, dataset: life.dataset })
  const title = `${life.title}兑付清单`
  const content = await writePaymentList(
    lines.map((line) => {
      const account = accounts.get(line.accountId ?? 0n)
      if (!account) throw new AppError('conflict', 'policy.account_gone', { name: line.name })
      return { ...line, ...account, basis: run.basis }
    }),
    { title, unit: await unitOf(ctx, living, run.fundId), day: chinaDay(ctx.now) },
  )
  const sha256 = createHash('sha256').update(content).digest('hex')
  const { dataset, cityCode } = life
  const listId = await queries.insertPaymentList(ctx.db, {
    dataset,
    cityCode,
    title,
    lines: lines.length,
    totalFen,
    sha256,
    content,
    madeBy: ctx.actor.displayName,
    madeAt: ctx.now,
  })
  await insertPayouts(
    ctx.db,
    lines.map((line) => ({
      dataset,
      cityCode,
      lifeId: life.id,
      lineId: line.id,
      organisationId: line.organisationId,
      instalment: 1,
      label: '一次性兑付',
      amountFen: line.amountFen,
      dueOn: null,
      status: 'ordered' as const,
      fundId: run.fundId,
      fundYear,
      accountId: line.accountId,
      paymentListId: listId,
      paidOn: null,
      voucher: null,
      recordedBy: null,
    })),
  )
  await queries.moveLines(ctx.db, { lifeId: life.id, from: 'accepted', to: 'ordered' })
  await changeSubtasks(
    ctx,
    living,
    'open',
    lines.map(({ id }) => `line-${id}`),
  )
  await audit(ctx, {
    action: 'policy.payment_list_make',
    subject: `policy.payment_list/${listId}`,
    detail: { run: String(life.id), lines: lines.length, totalFen: String(totalFen), sha256 },
    confidential: true,
  })
}

/**
 * The unit that fills in a list: the organisation of whoever makes it, else the department of the fund, else the department
 * in charge of the city's cases; left blank to be filled in by hand where none is held.
 */
async function unitOf(ctx: Context, { life }: Living, fundId: bigint | null): Promise<string> {
  const { organisationId } = ctx.actor
  const own = organisationId === null ? null : await findOrganisation(ctx.db, life.dataset, organisationId)
  if (own) return own.name
  const fund = fundId === null ? undefined : await findFund(ctx.db, fundId)
  if (fund) return fund.department
  const parts = await listPartDepartments(ctx.db, life)
  return parts.find(({ part }) => part === 'business')?.organisationName ?? '____________'
}

/** The treasury's list as it was handed out, for a download; each reading is audited. */
export async function readPaymentList(ctx: Context, id: string): Promise<{ title: string; content: Buffer }> {
  requirePermission(ctx.actor, 'payments.record')
  const list = await queries.findPaymentList(ctx.db, id)
  if (!list) throw new AppError('not_found', 'policy.no_payment_list', { id })
  requirePermission(ctx.actor, 'payments.record', list.cityCode)
  await audit(ctx, {
    action: 'policy.payment_list_read',
    subject: `policy.payment_list/${id}`,
    detail: { lines: list.lines, sha256: list.sha256 },
    confidential: true,
  })
  return list
}
