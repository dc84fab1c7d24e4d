import {
  allocateBudget,
  applyReform,
  compareRuns,
  evaluate,
  libraryOf,
  parseDay,
  type Run,
} from '../../../engines/rules/index.ts'
import { chinaDay } from '../../../kernel/china-day.ts'
import { AppError } from '../../../kernel/errors.ts'
import { audit, type Context, requirePermission } from '../../access/index.ts'
import { sumBy } from '../domain/forecast.ts'
import { leversOf } from '../domain/levers.ts'
import type { Lever, Sandbox, SandboxInput, TryInput, TryResult } from '../model.ts'
import { insertSandbox, listSandboxes as querySandboxes } from '../queries/runs.ts'
import { type CityRun, computeCity } from './city-run.ts'
import type { CityScope } from './city-table.ts'

type Input = Omit<CityScope, 'on'> & { readonly on?: string | undefined }
const mostShown = 50

/** What may be turned in the policies of a city. */
export async function listLevers(ctx: Context, input: Input): Promise<Lever[]> {
  requirePermission(ctx.actor, 'policy.run', input.city)
  const on = input.on ?? chinaDay(ctx.now)
  const { rules } = await computeCity(ctx, { ...input, on })
  return rules.library.policies.flatMap(({ written }) => leversOf(written, on))
}

/** A reform over the whole city: totals before and after, who wins and loses, what a budget would pay. Stores nothing. */
export async function tryReform(ctx: Context, input: TryInput): Promise<TryResult> {
  requirePermission(ctx.actor, 'policy.run', input.city)
  const started = performance.now()
  const scope = { city: input.city, dataset: input.dataset, on: input.on ?? chinaDay(ctx.now) }
  const city = await computeCity(ctx, scope)
  const after = reformed(city, input)
  const { before: was, after: is, difference, winners, losers } = compareRuns(city.run, after)
  const money = ({ amountFen, ceilingFen }: { amountFen: bigint; ceilingFen: bigint }) => ({
    amountFen: String(amountFen),
    ceilingFen: String(ceilingFen),
  })
  const shiftsOf = (shifts: typeof winners) =>
    [...shifts]
      .sort((a, b) => (worth(abs(b.difference)) > worth(abs(a.difference)) ? 1 : -1))
      .slice(0, mostShown)
      .map((shift) => ({
        organisationId: shift.id,
        name: city.table.firms[city.table.rows.rowOf.get(BigInt(shift.id))!]!.name,
        beforeFen: String(worth(shift.before)),
        afterFen: String(worth(shift.after)),
        differenceFen: String(worth(shift.difference)),
      }))
  return {
    on: scope.on,
    firms: city.table.rows.ids.length,
    elapsedMs: Math.round(performance.now() - started),
    recomputedClauses: after.recomputed,
    before: money(was),
    after: money(is),
    difference: money(difference),
    winners: winners.length,
    losers: losers.length,
    mostWon: shiftsOf(winners),
    mostLost: shiftsOf(losers),
    byPolicy: byPolicy(city, after),
    allocation: allocate(city, after, input),
  }
}

type Money = { readonly amountFen: bigint; readonly ceilingFen: bigint }
const worth = ({ amountFen, ceilingFen }: Money): bigint => amountFen + ceilingFen
const abs = ({ amountFen, ceilingFen }: Money): Money => ({
  amountFen: amountFen < 0n ? -amountFen : amountFen,
  ceilingFen: ceilingFen < 0n ? -ceilingFen : ceilingFen,
})

/** The run after the changes; a path or value that does not fit is told, and nothing is computed. */
function reformed({ run, rules, scope }: CityRun, { changes }: TryInput): Run {
  if (changes.length === 0) return run
  const { texts, problems } = applyReform(
    rules.texts,
    { reform: '试算', changes: changes.map(({ path, value }) => ({ path, value })) },
    parseDay(scope.on),
    '试算',
  )
  const joined = libraryOf(texts)
  const wrong = [...problems, ...joined.problems].filter(({ severity }) => severity === 'error')
  if (wrong.length > 0) {
    const [reason = ''] = wrong[0]!.message.split(' · ')
    throw new AppError('invalid', 'policy.change_refused', { reason }, [
      { field: 'changes', code: 'policy.change_refused', params: { reason } },
    ])
  }
  return evaluate(joined.library, run.options, run)
}

function byPolicy({ run, rules }: CityRun, after: Run): TryResult['byPolicy'] {
  const sumsOf = (of: Run) =>
    new Map(sumBy(of, (_, { clause }) => clause.policy).map((sum) => [sum.key, sum]))
  const [was, is] = [sumsOf(run), sumsOf(after)]
  const money = (sum: Money | undefined) => ({
    amountFen: String(sum?.amountFen ?? 0n),
    ceilingFen: String(sum?.ceilingFen ?? 0n),
  })
  return rules.library.policies
    .filter(({ id }) => was.has(id) || is.has(id))
    .map(({ id, title }) => ({ policy: id, title, before: money(was.get(id)), after: money(is.get(id)) }))
}

/** Divides the budget over what firms ask for, exact to the fen; null where no budget was given. */
function allocate(city: CityRun, after: Run, input: TryInput): TryResult['allocation'] {
  if (input.budgetFen === null || input.budgetFen === undefined) return null
  const score = scoreOf(city, input)
  const asked = new Map<string, bigint>()
  const { ids } = after.input.table
  for (const { clause, gross, net } of after.outcomes) {
    if (clause.isCeiling && input.basis === 'amount') continue
    gross.rows.forEach((row, entry) => {
      const fen = net[entry]!
      if (!Number.isNaN(fen) && fen > 0) asked.set(ids[row]!, (asked.get(ids[row]!) ?? 0n) + BigInt(fen))
    })
  }
  const order = [...asked.keys()].sort((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1))
  const claims = order.map((id) => ({ id, fen: asked.get(id)!, score: score.of(id) }))
  const budgetFen = BigInt(input.budgetFen)
  const paid = allocateBudget(claims, budgetFen, input.mode)
  const sum = (amounts: Iterable<bigint>) => [...amounts].reduce((total, fen) => total + fen, 0n)
  const [askedFen, paidFen] = [sum(asked.values()), sum(paid.values())]
  const count = (test: (paidOne: bigint, askedOne: bigint) => boolean) =>
    claims.filter(({ id, fen }) => test(paid.get(id)!, fen)).length
  return {
    mode: input.mode,
    budgetFen: String(budgetFen),
    askedFen: String(askedFen),
    paidFen: String(paidFen),
    shortFen: String(askedFen - paidFen),
    paidInFull: count((got, fen) => got === fen),
    paidInPart: count((got, fen) => got > 0n && got < fen),
    paidNothing: count((got) => got === 0n),
    paidRatio: askedFen === 0n ? null : Number((paidFen * 10_000n) / askedFen) / 10_000,
    orderedBy: score.label,
  }
}

function scoreOf({ run, rules }: CityRun, { mode, rankBy }: TryInput) {
  if (mode !== 'ranking') return { label: mode === 'firstCome' ? 'register' : 'none', of: () => 0 }
  const column = rankBy ? run.input.table.columns.get(rankBy) : undefined
  if (column?.kind !== 'number')
    throw new AppError('invalid', 'policy.rank_by_number', { name: rankBy ?? '' }, [
      { field: 'rankBy', code: 'policy.rank_by_number', params: { name: rankBy ?? '' } },
    ])
  const rows = new Map(run.input.table.ids.map((id, row) => [id, row]))
  const of = (id: string) => {
    const value = column.values[rows.get(id)!]!
    return Number.isNaN(value) ? Number.NEGATIVE_INFINITY : value
  }
  return { label: rules.library.facts.get(rankBy!)?.label ?? rankBy!, of }
}

/** Keeps what was tried, with its result, under a title. */
export async function saveSandbox(ctx: Context, input: SandboxInput): Promise<Sandbox> {
  const result = await tryReform(ctx, input)
  const { title, city, dataset, on: _on, ...tried } = input
  const row = {
    dataset,
    areaCode: city,
    title,
    onDay: result.on,
    changes: JSON.stringify(tried),
    result: JSON.stringify(result),
    createdBy: ctx.actor.displayName,
    createdAt: ctx.now,
  }
  const id = await insertSandbox(ctx.db, row)
  await audit(ctx, {
    action: 'policy.save_sandbox',
    subject: `policy.sandbox/${id}`,
    detail: { title, city, dataset },
  })
  return {
    id: String(id),
    title,
    on: result.on,
    input: tried,
    result,
    createdBy: row.createdBy,
    createdAt: ctx.now.toISOString(),
  }
}

/** What was tried for a city, newest first. */
export async function listSandboxes(ctx: Context, { city, dataset }: Input): Promise<Sandbox[]> {
  requirePermission(ctx.actor, 'policy.run', city)
  return (await querySandboxes(ctx.db, dataset, city)).map((row) => ({
    id: String(row.id),
    title: row.title,
    on: row.onDay,
    input: row.changes as Sandbox['input'],
    result: row.result as TryResult,
    createdBy: row.createdBy,
    createdAt: row.createdAt.toISOString(),
  }))
}
