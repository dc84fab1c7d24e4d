// The statement of one firm's benefits over the years, for the firm itself and for those who may read its cases.
import { chinaDay } from '../../../../kernel/china-day.ts'
import { AppError } from '../../../../kernel/errors.ts'
import { translate } from '../../../../platform/words.ts'
import { audit, type Context, type Dataset, holds, requirePermission } from '../../../access/index.ts'
import type { Relief, Statement, StatementCase } from '../../model.ts'
import {
  byPolicy,
  byYear,
  countingReliefs,
  isWithin,
  type Movement,
  reliefSum,
  type Span,
  type Sums,
  sumsOf,
  type ToldRelief,
} from '../domain/statement.ts'
import { findOrganisation } from '../queries/departments.ts'
import * as lives from '../queries/lives.ts'
import * as queries from '../queries/statement.ts'
import { listDocuments } from './documents.ts'
import { currentCycle, readLiving } from './lives.ts'

export type StatementInput = {
  organisationId: string
  dataset: Dataset
  from?: number | undefined
  to?: number | undefined
}

/** The firm of a statement and how the asker stands to it; a firm is told that there is nothing of its own elsewhere. */
export async function openStatement(
  ctx: Context,
  { organisationId, dataset }: Pick<StatementInput, 'organisationId' | 'dataset'>,
) {
  const isOwn = ctx.actor.organisationId === organisationId
  const isOffice = holds(ctx.actor, 'applications.decide')
  if (!isOwn && !isOffice && !holds(ctx.actor, 'applications.check'))
    throw new AppError('not_found', 'policy.not_own_firm', { organisationId })
  const organisation = await findOrganisation(ctx.db, dataset, organisationId)
  if (!organisation) throw new AppError('not_found', 'policy.no_firm', { organisationId })
  const { cityCode } = organisation
  if (cityCode !== null && !isOwn) requirePermission(ctx.actor, 'applications.read', cityCode)
  const isTaxOffice =
    !isOwn && cityCode !== null && (await queries.doesTaxPart(ctx.db, { dataset, cityCode }))
  const reporter = isOwn ? 'firm' : isOffice ? 'office' : isTaxOffice ? 'department' : null
  return { organisation, isOwn, isWhole: isOwn || isOffice, reporter } as const
}

/**
 * What a firm was granted, paid and asked back, by year and policy, with payments and documents; and the reliefs that tax
 * office, office or firm told, which the house does not compute. A department sees the cases in which it holds a part,
 * and the statement says so. Amounts are whole fen; a relief whose amount was not told is counted as unknown.
 */
export async function getStatement(ctx: Context, input: StatementInput): Promise<Statement> {
  requirePermission(ctx.actor, 'applications.read')
  const { organisation, isOwn, isWhole, reporter } = await openStatement(ctx, input)
  if (!isOwn && ctx.actor.role !== 'system')
    await audit(ctx, {
      action: 'policy.statement_read',
      subject: `registry.organisation/${input.organisationId}`,
      confidential: true,
    })
  const span: Span = { from: input.from ?? null, to: input.to ?? null }
  if (span.from !== null && span.to !== null && span.from > span.to)
    throw new AppError('invalid', 'policy.years_backwards', { from: span.from, to: span.to })
  const found = await listCases(ctx, input)
  const kept = found.filter(({ movements }) => movements.some(({ year }) => isWithin(year, span)))
  const movements = kept.flatMap((one) => one.movements).filter(({ year }) => isWithin(year, span))
  const told = (await queries.listReliefs(ctx.db, input)).filter(({ year }) => isWithin(year, span))
  const reliefs = told.map(reliefOf)
  const counting = countingReliefs(reliefs.map(({ relief }) => relief))
  return {
    asOf: chinaDay(ctx.now),
    dataset: input.dataset,
    organisation: {
      id: input.organisationId,
      name: organisation.name,
      creditCode: organisation.creditCode,
    },
    isWhole,
    ...span,
    totals: {
      ...written(sumsOf(movements)),
      openFen: String(found.reduce((sum, { openFen }) => sum + openFen, 0n)),
      ...reliefTotals(counting),
    },
    years: yearsOf(movements, [...counting]),
    policies: byPolicy(movements).map(({ title, movements: of }) => ({
      title,
      ...written(sumsOf(of)),
      years: byYear(of).map(({ year, movements: in_ }) => ({ year, ...written(sumsOf(in_)) })),
    })),
    cases: kept.map((one) => one.shown),
    reliefs: reliefs.map(({ row, relief }) => describeRelief(ctx, row, counting.has(relief), reporter)),
    mayReport: reporter !== null,
  }
}

const written = ({ granted, paid, recovered }: Sums) => ({
  grantedFen: String(granted),
  paidFen: String(paid),
  recoveredFen: String(recovered),
})

function reliefTotals(counting: Iterable<ToldRelief>) {
  const { sum, unknown } = reliefSum(counting)
  return { reliefFen: sum === null ? null : String(sum), reliefsUnknown: unknown }
}

function yearsOf(movements: readonly Movement[], reliefs: readonly ToldRelief[]): Statement['years'] {
  const years = new Map(byYear(movements).map(({ year, movements: of }) => [year, of]))
  for (const { year } of reliefs) if (!years.has(year)) years.set(year, [])
  return [...years]
    .sort(([a], [b]) => (b ?? 0) - (a ?? 0))
    .map(([year, of]) => ({
      year,
      ...written(sumsOf(of)),
      ...reliefTotals(reliefs.filter((one) => one.year === year)),
    }))
}

function reliefOf(row: queries.ReportedBenefit) {
  const { kind, title, year, reporter, amountFen } = row
  const relief: ToldRelief = { kind, title, year, reporter, amount: amountFen }
  return { row, relief }
}

const fen = (amount: bigint | null): string | null => (amount === null ? null : String(amount))

function describeRelief(
  ctx: Context,
  row: queries.ReportedBenefit,
  counts: boolean,
  reporter: 'firm' | 'office' | 'department' | null,
): Relief {
  return {
    id: String(row.id),
    kind: row.kind,
    title: row.title ?? translate(ctx.lang, `policy.relief.${row.kind}`),
    year: row.year,
    amountFen: fen(row.amountFen),
    basisFen: fen(row.basisFen),
    reporter: row.reporter,
    by: row.enteredName,
    on: chinaDay(row.enteredAt),
    source: row.source,
    counts,
    mayWithdraw: mayWithdraw(row, reporter),
  }
}

/** Who told it takes it back; the office also what the tax office told, but never what the firm tells of itself. */
export const mayWithdraw = (
  { reporter: told }: Pick<queries.ReportedBenefit, 'reporter'>,
  asker: 'firm' | 'office' | 'department' | null,
): boolean => asker !== null && (told === asker || (asker === 'office' && told === 'department'))

type Payout = Awaited<ReturnType<typeof queries.listPayoutsTo>>[number]
type Recovery = Awaited<ReturnType<typeof queries.listRecoveries>>[number]
type FoundCase = { movements: Movement[]; openFen: bigint; shown: StatementCase }

const yearOf = (day: string | null): number | null => (day === null ? null : Number(day.slice(0, 4)))

/** The cases of a firm that gave something, each with its movements of money. */
async function listCases(ctx: Context, of: StatementInput): Promise<FoundCase[]> {
  const payouts = await queries.listPayoutsTo(ctx.db, of)
  const recoveries = await queries.listRecoveries(
    ctx.db,
    payouts.filter(({ recoveredFen }) => recoveredFen > 0n).map(({ id }) => id),
  )
  const own = await queries.listGrantedCases(ctx.db, of)
  const lines = await queries.listAcceptedLines(ctx.db, of)
  const heads = await ctx.asProgram(() =>
    queries.listHeads(
      ctx.db,
      lines.map(({ lifeId }) => lifeId),
    ),
  )
  const granted: queries.GrantedCase[] = lines.map(({ lifeId, lineId, acceptedAt, amountFen }) => ({
    lifeId,
    lineId,
    kind: 'grant',
    title: heads.get(lifeId)?.title ?? '',
    policyTitle: heads.get(lifeId)?.policyTitle ?? null,
    grantedAt: acceptedAt,
    grantedFen: amountFen,
  }))
  const cases: FoundCase[] = []
  for (const one of [...own, ...granted]) {
    const paid = payouts.filter(({ lifeId, lineId }) => lifeId === one.lifeId && lineId === one.lineId)
    const ids = new Set(paid.map(({ id }) => id))
    const back = recoveries.filter(({ payoutId }) => ids.has(payoutId))
    cases.push(await describeCase(ctx, one, paid, back))
  }
  return cases
}

async function describeCase(
  ctx: Context,
  one: queries.GrantedCase,
  payouts: readonly Payout[],
  recoveries: readonly Recovery[],
): Promise<FoundCase> {
  const policyTitle = one.policyTitle ?? one.title
  const grantedOn = one.grantedAt === null ? null : chinaDay(one.grantedAt)
  const back = [
    ...recoveries.map(({ amountFen, receivedOn, reason }) => ({ amountFen, receivedOn, reason })),
    ...withoutDay(payouts, recoveries),
  ]
  const paid = payouts.filter(({ status }) => status === 'paid')
  const movements: Movement[] = [
    { kind: 'granted', policyTitle, year: yearOf(grantedOn), fen: one.grantedFen },
    ...paid.map(({ paidOn, amountFen }) => ({
      kind: 'paid' as const,
      policyTitle,
      year: yearOf(paidOn),
      fen: amountFen,
    })),
    ...back.map(({ receivedOn, amountFen }) => ({
      kind: 'recovered' as const,
      policyTitle,
      year: yearOf(receivedOn),
      fen: amountFen,
    })),
  ]
  const open = payouts.filter(({ status }) => status === 'planned' || status === 'ordered')
  const { stateTitle, documents } = await standingOf(ctx, one)
  return {
    movements,
    openFen: open.reduce((sum, { amountFen }) => sum + amountFen, 0n),
    shown: {
      id: String(one.lifeId),
      kind: one.kind,
      title: one.title,
      policyTitle,
      stateTitle,
      path: one.kind === 'grant' ? null : `/policies/${one.kind}s/${one.lifeId}`,
      grantedOn,
      grantedFen: String(one.grantedFen),
      payments: payouts.map(({ label, amountFen, status, dueOn, paidOn, voucher }) => ({
        ...{ label, status, dueOn, paidOn, voucher },
        amountFen: String(amountFen),
      })),
      recoveries: back.map(({ amountFen, receivedOn, reason }) => ({
        amountFen: String(amountFen),
        receivedOn,
        reason,
      })),
      documents,
    },
  }
}

/** Money that came back before its days were kept: what the payments say less what stands with a day. */
function withoutDay(payouts: readonly Payout[], recoveries: readonly Recovery[]) {
  const all = payouts.reduce((sum, { recoveredFen }) => sum + recoveredFen, 0n)
  const rest = all - recoveries.reduce((sum, { amountFen }) => sum + amountFen, 0n)
  return rest > 0n ? [{ amountFen: rest, receivedOn: null, reason: null }] : []
}

/** Where a case stands and its documents; a line of a list has none of its own. */
async function standingOf(ctx: Context, { lifeId, lineId, kind }: queries.GrantedCase) {
  if (lineId !== null) {
    const state = await ctx.asProgram(() => lives.findLife(ctx.db, String(lifeId), 'grant'))
    const { cycle } = await currentCycle(ctx, state!.lifeCycleId, state!.cityCode)
    return { stateTitle: cycle.states[state!.state]?.title[ctx.lang] ?? '', documents: [] }
  }
  const living = await readLiving(ctx, (await lives.findLife(ctx.db, String(lifeId), kind))!)
  const documents = (await listDocuments(ctx, living)).map(({ id, kind: of, fileName }) => ({
    id,
    kind: of,
    fileName,
    address: `/api/policy/${kind}s/${lifeId}/documents/${id}`,
  }))
  return { stateTitle: living.cycle.states[living.instance.state]?.title[ctx.lang] ?? '', documents }
}
