// A tax relief told by the tax office, the office or the firm; kept as told, taken back with a reason, never changed.
import { chinaDay } from '../../../../kernel/china-day.ts'
import { AppError } from '../../../../kernel/errors.ts'
import { audit, type Context, requirePermission } from '../../../access/index.ts'
import type { NewRelief, Statement } from '../../model.ts'
import * as queries from '../queries/statement.ts'
import { getStatement, mayWithdraw, openStatement } from './statement.ts'

/** Keeps a relief as told. The same telling again changes nothing; another amount needs the first to be taken back. */
export async function reportRelief(
  ctx: Context,
  organisationId: string,
  input: NewRelief,
): Promise<Statement> {
  requirePermission(ctx.actor, 'reliefs.report')
  const { dataset } = input
  const { organisation, reporter } = await openStatement(ctx, { organisationId, dataset })
  if (reporter === null) throw new AppError('forbidden', 'policy.not_tax_office')
  if (organisation.cityCode === null)
    throw new AppError('conflict', 'policy.firm_without_city', { name: organisation.name })
  check(ctx, input)
  const row = {
    ...input,
    amountFen: input.amountFen === null ? null : BigInt(input.amountFen),
    basisFen: input.basisFen === null ? null : BigInt(input.basisFen),
    cityCode: organisation.cityCode,
    organisationId: organisation.id,
    reporter,
    enteredBy: ctx.actor.userName,
    enteredName: ctx.actor.displayName,
    enteredAt: ctx.now,
    withdrawnAt: null,
    withdrawnBy: null,
    withdrawnReason: null,
  }
  const id = await queries.insertRelief(ctx.db, row)
  if (id === undefined) await refuseOther(ctx, organisationId, row)
  else
    await audit(ctx, {
      action: 'policy.relief_report',
      subject: `policy.reported_benefit/${id}`,
      detail: { organisationId, ...input, reporter },
    })
  return getStatement(ctx, { organisationId, dataset })
}

function check(ctx: Context, { kind, title, year, basisFen }: NewRelief): void {
  const thisYear = Number(chinaDay(ctx.now).slice(0, 4))
  const problems = [
    ...((kind === 'other') === (title !== null) ? [] : [['title', 'policy.relief_title'] as const]),
    ...(year > thisYear ? [['year', 'policy.relief_year'] as const] : []),
    ...(basisFen !== null && kind !== 'rd_deduction' ? [['basisFen', 'policy.relief_basis'] as const] : []),
  ].map(([field, code]) => ({ field, code, params: { year } }))
  if (problems.length > 0)
    throw new AppError('invalid', 'policy.form_wrong', { count: problems.length }, problems)
}

type Told = Pick<
  queries.ReportedBenefit,
  'dataset' | 'kind' | 'title' | 'year' | 'reporter' | 'amountFen' | 'basisFen' | 'source'
>
/** A second telling of the same is a retry; one that differs is refused with what stands. */
async function refuseOther(ctx: Context, organisationId: string, row: Told): Promise<void> {
  const held = (await queries.listReliefs(ctx.db, { dataset: row.dataset, organisationId })).find(
    ({ kind, title, year, reporter }) =>
      kind === row.kind && title === row.title && year === row.year && reporter === row.reporter,
  )
  const isSame =
    held && held.amountFen === row.amountFen && held.basisFen === row.basisFen && held.source === row.source
  if (!isSame)
    throw new AppError('conflict', 'policy.relief_told_already', { year: row.year, by: held?.enteredName })
}

/** Takes a relief back with the reason; what was told stays in the trail. */
export async function withdrawRelief(ctx: Context, id: string, reason: string): Promise<Statement> {
  requirePermission(ctx.actor, 'reliefs.report')
  const row = await queries.findRelief(ctx.db, id)
  if (!row) throw new AppError('not_found', 'policy.no_relief', { id })
  const { dataset } = row
  const organisationId = String(row.organisationId)
  const { reporter } = await openStatement(ctx, { organisationId, dataset })
  if (!mayWithdraw(row, reporter)) throw new AppError('forbidden', 'policy.relief_of_others')
  const change = { withdrawnAt: ctx.now, withdrawnBy: ctx.actor.userName, withdrawnReason: reason }
  if (!(await queries.withdrawRelief(ctx.db, row.id, change)))
    throw new AppError('not_found', 'policy.no_relief', { id })
  await audit(ctx, {
    action: 'policy.relief_withdraw',
    subject: `policy.reported_benefit/${id}`,
    detail: { organisationId, reason },
  })
  return getStatement(ctx, { organisationId, dataset })
}
