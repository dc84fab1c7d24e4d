import { allocateBudget } from '../../../../engines/rules/index.ts'
import { chinaDay } from '../../../../kernel/china-day.ts'
import { AppError } from '../../../../kernel/errors.ts'
import {
  audit,
  type Cell,
  type Context,
  type Dataset,
  disclosable,
  holds,
  requirePermission,
} from '../../../access/index.ts'
import type { Fund, FundDetail, NewFund } from '../../model.ts'
import { yuanOf } from '../domain/chinese-amount.ts'
import * as queries from '../queries/funds.ts'

const yearOf = (ctx: Context) => Number(chinaDay(ctx.now).slice(0, 4))
const text = (fen: bigint | null) => (fen === null ? null : String(fen))

/**
 * Takes an amount out of this year's budget of a fund; refuses what the balance does not hold. The fund is locked, so
 * that two approvals at once cannot both take the last money.
 */
export async function chargeFund(
  ctx: Context,
  { fundId, amountFen, dataset }: { fundId: bigint | null; amountFen: bigint; dataset: Dataset },
): Promise<number | null> {
  if (fundId === null) return null
  const fund = await queries.lockFund(ctx.db, fundId)
  if (!fund) throw new AppError('not_found', 'policy.no_fund', { id: String(fundId) })
  const year = yearOf(ctx)
  const budget = (await queries.listBudgets(ctx.db, fundId, dataset)).find((one) => one.year === year)
  if (!budget) throw new AppError('conflict', 'policy.fund_without_budget', { fund: fund.name, year })
  const sums = await ctx.asProgram(() => queries.sumPayouts(ctx.db, { fundId, dataset, year }))
  const left = budget.amountFen - sums.reduce((sum, { committedFen }) => sum + committedFen, 0n)
  if (amountFen > left)
    throw new AppError('conflict', 'policy.fund_over_budget', {
      fund: fund.name,
      left: yuanOf(left < 0n ? 0n : left),
      amount: yuanOf(amountFen),
      rule: fund.overBudget,
    })
  return year
}

const kindsOfSum = ['committedFen', 'paidFen', 'recoveredFen'] as const

/** What the sums of a fund may tell a reader who does not see the cases: by the rule of aggregates. */
function toldSums(ctx: Context, sums: readonly queries.FundSum[]) {
  const cells: Cell[] = kindsOfSum.map((id) => ({
    id,
    contributors: new Map(sums.map((one) => [String(one.organisationId), Number(one[id])])),
  }))
  const shown = disclosable(cells)
  const isWhole = holds(ctx.actor, 'funds.manage')
  const told = (id: (typeof kindsOfSum)[number]) => {
    const sum = sums.reduce((total, one) => total + one[id], 0n)
    return isWhole || sum === 0n || shown.has(id) ? sum : null
  }
  return { committedFen: told('committedFen'), paidFen: told('paidFen'), recoveredFen: told('recoveredFen') }
}

async function describe(ctx: Context, fund: queries.Fund, dataset: Dataset): Promise<Fund> {
  const year = yearOf(ctx)
  const budget = (await queries.listBudgets(ctx.db, fund.id, dataset)).find((one) => one.year === year)
  const sums = await ctx.asProgram(() => queries.sumPayouts(ctx.db, { fundId: fund.id, dataset, year }))
  const told = toldSums(ctx, sums)
  const isKnown = budget !== undefined && told.committedFen !== null
  const balance = isKnown ? budget.amountFen - told.committedFen! : null
  const today = chinaDay(ctx.now)
  const windows = await queries.listWindows(ctx.db, fund.id, dataset)
  return {
    id: String(fund.id),
    city: fund.cityCode,
    name: fund.name,
    department: fund.department,
    purpose: fund.purpose,
    policies: fund.policies,
    overBudget: fund.overBudget,
    overBudgetSource: fund.overBudgetSource,
    source: fund.source,
    year,
    budgetFen: text(budget?.amountFen ?? null),
    budgetSource: budget?.source ?? null,
    committedFen: text(told.committedFen),
    paidFen: text(told.paidFen),
    recoveredFen: text(told.recoveredFen),
    balanceFen: text(balance),
    isOver: balance === null ? null : balance < 0n,
    windows: windows.map(({ id, title, opensOn, closesOn }) => ({
      id: String(id),
      title,
      opensOn,
      closesOn,
      isOpen: opensOn <= today && today <= closesOn,
    })),
    // The ledger tells of the held world only; the demo city has none.
    figures: dataset === 'held' ? ledgerOf(await queries.listFigures(ctx.db, fund.id)) : [],
  }
}

/** The ledger by year: leverage is what others put in for each yuan granted, (investment − granted) ÷ granted. */
export function ledgerOf(figures: readonly queries.FundFigure[]): Fund['figures'] {
  const years = [...new Set(figures.map(({ year }) => year))].sort((a, b) => b - a)
  return years.map((year) => {
    const of = (name: string) => figures.find((one) => one.year === year && one.name === name)?.value ?? null
    const [projects, investment, granted] = [of('projects'), of('investment_fen'), of('granted_fen')]
    const isKnown = investment !== null && granted !== null && granted > 0n
    const sources = figures.filter((one) => one.year === year).map(({ source }) => source)
    return {
      year,
      projects: projects === null ? null : Number(projects),
      investmentFen: text(investment),
      grantedFen: text(granted),
      leverageRatio: isKnown ? Number(((investment - granted) * 10_000n) / granted) / 10_000 : null,
      source: [...new Set(sources)].join('；'),
    }
  })
}

/** The special funds of a city with what is left of this year's budget. */
export async function listFunds(ctx: Context, { city, dataset }: { city: string; dataset: Dataset }) {
  requirePermission(ctx.actor, 'funds.read', city)
  const items: Fund[] = []
  for (const fund of await queries.listFunds(ctx.db, city)) items.push(await describe(ctx, fund, dataset))
  return { items }
}

/** One fund with budgets, projects and payments, and how what waits would be divided by its rule. */
export async function getFund(ctx: Context, id: string, dataset: Dataset): Promise<FundDetail> {
  requirePermission(ctx.actor, 'funds.read')
  const fund = await queries.findFund(ctx.db, BigInt(id))
  if (!fund) throw new AppError('not_found', 'policy.no_fund', { id })
  requirePermission(ctx.actor, 'funds.read', fund.cityCode)
  const told = await describe(ctx, fund, dataset)
  const budgets = await queries.listBudgets(ctx.db, fund.id, dataset)
  const projects = await queries.listProjects(ctx.db, fund.id, dataset)
  const waiting = await queries.listWaiting(ctx.db, { dataset, city: fund.cityCode, policies: fund.policies })
  const asked = waiting.reduce((sum, { askedFen }) => sum + askedFen, 0n)
  const left = told.balanceFen === null ? null : BigInt(told.balanceFen)
  const mode = fund.overBudget === 'refuse' ? 'firstCome' : fund.overBudget
  const claims = waiting.map(({ lifeId, askedFen }) => ({ id: String(lifeId), fen: askedFen }))
  const shares = left === null ? new Map() : allocateBudget(claims, left < 0n ? 0n : left, mode)
  return {
    ...told,
    budgets: budgets.map(({ year, amountFen, source, enteredBy, enteredAt }) => ({
      year,
      amountFen: String(amountFen),
      source,
      by: enteredBy,
      at: enteredAt.toISOString(),
    })),
    projects: projects.map((row) => ({
      ...row,
      lifeId: String(row.lifeId),
      amountFen: String(row.amountFen),
    })),
    allocation: {
      askedFen: String(asked),
      lines: waiting.map(({ lifeId, organisation, askedFen }) => ({
        applicationId: String(lifeId),
        organisation,
        askedFen: String(askedFen),
        allottedFen: String(shares.get(String(lifeId)) ?? 0n),
      })),
    },
  }
}

/** Makes a fund that no pack brings. */
export async function makeFund(ctx: Context, input: NewFund): Promise<FundDetail> {
  requirePermission(ctx.actor, 'funds.manage', input.city)
  const { city, ...rest } = input
  const id = await queries.insertFund(ctx.db, {
    ...rest,
    cityCode: city,
    pack: null,
    createdBy: ctx.actor.userName,
    createdAt: ctx.now,
  })
  await audit(ctx, { action: 'policy.fund_make', subject: `policy.fund/${id}`, detail: { ...input } })
  return getFund(ctx, String(id), 'held')
}

type BudgetInput = { dataset: Dataset; year: number; amountFen: string; source: string }
/** Enters the budget of a year; an earlier figure stays as history. */
export async function enterBudget(ctx: Context, id: string, input: BudgetInput): Promise<FundDetail> {
  const fund = await manage(ctx, id)
  await queries.insertBudget(ctx.db, {
    fundId: fund.id,
    ...input,
    amountFen: BigInt(input.amountFen),
    enteredBy: ctx.actor.displayName,
    enteredAt: ctx.now,
  })
  await audit(ctx, { action: 'policy.fund_budget', subject: `policy.fund/${id}`, detail: { ...input } })
  return getFund(ctx, id, input.dataset)
}

type WindowInput = { dataset: Dataset; title: string; opensOn: string; closesOn: string; source: string }
/** Opens a window in which one may apply to a fund. */
export async function openWindow(ctx: Context, id: string, input: WindowInput): Promise<FundDetail> {
  const fund = await manage(ctx, id)
  if (input.closesOn < input.opensOn) throw new AppError('invalid', 'policy.window_backwards')
  await queries.insertWindow(ctx.db, {
    fundId: fund.id,
    ...input,
    enteredBy: ctx.actor.displayName,
    enteredAt: ctx.now,
  })
  await audit(ctx, { action: 'policy.fund_window', subject: `policy.fund/${id}`, detail: { ...input } })
  return getFund(ctx, id, input.dataset)
}

async function manage(ctx: Context, id: string): Promise<queries.Fund> {
  requirePermission(ctx.actor, 'funds.manage')
  const fund = await queries.lockFund(ctx.db, BigInt(id))
  if (!fund) throw new AppError('not_found', 'policy.no_fund', { id })
  requirePermission(ctx.actor, 'funds.manage', fund.cityCode)
  return fund
}
