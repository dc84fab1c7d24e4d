import { chinaDay } from '../../../kernel/china-day.ts'
import { AppError } from '../../../kernel/errors.ts'
import { audit, type Context, requirePermission } from '../../access/index.ts'
import { countVerdicts, rowsWith } from '../domain/forecast.ts'
import type { EntitledList, RunDetail, RunSummary } from '../model.ts'
import * as queries from '../queries/runs.ts'
import { type CityRun, computeCity } from './city-run.ts'
import type { CityScope } from './city-table.ts'
import { totalOf } from './forecast.ts'

type Input = Omit<CityScope, 'on'> & { readonly on?: string | undefined }

/** Computes every clause over every firm of a city and keeps the result with what it rests on. */
export async function runCity(ctx: Context, input: Input): Promise<RunSummary> {
  requirePermission(ctx.actor, 'policy.run', input.city)
  const city = await computeCity(ctx, { ...input, on: input.on ?? chinaDay(ctx.now) })
  const { run, scope, rules, table } = city
  const row = {
    dataset: scope.dataset,
    areaCode: scope.city,
    onDay: scope.on,
    firms: table.rows.ids.length,
    elapsedMs: city.elapsedMs,
    policies: JSON.stringify([...rules.versions].map(([policy, version]) => ({ policy, version }))),
    city: JSON.stringify(recordsOf(city)),
    amountFen: String(run.totals.amountFen),
    ceilingFen: String(run.totals.ceilingFen),
    computedBy: ctx.actor.displayName,
    computedAt: ctx.now,
  }
  const clauses = clauseRows(city)
  const id = await queries.insertRun(ctx.db, row, clauses)
  await audit(ctx, {
    action: 'policy.run',
    subject: `policy.run/${id}`,
    confidential: true,
    detail: {
      city: scope.city,
      dataset: scope.dataset,
      on: scope.on,
      firms: row.firms,
      amountFen: row.amountFen,
    },
  })
  return summaryOf({ ...row, id, clauses: clauses.length })
}

const recordsOf = ({ run }: CityRun) =>
  run.records.map(({ name, value, origin, known, all }) => ({
    name,
    value: value === null ? null : value.d === 1n ? String(value.n) : `${value.n}/${value.d}`,
    origin,
    known,
    all,
  }))

function clauseRows({ run, rules, table }: CityRun) {
  return run.outcomes.map((outcome) => {
    const { clause, gross, net } = outcome
    const entries = rowsWith(outcome, 0)
    const at = new Map<number, number>()
    for (const [entry, row] of gross.rows.entries()) at.set(row, entry)
    const idOf = (row: number) => BigInt(table.rows.ids[row]!)
    return {
      policyId: clause.policy,
      version: rules.versions.get(clause.policy)!,
      clauseId: clause.id,
      isCeiling: clause.isCeiling,
      ...countVerdicts(outcome),
      totalFen: totalOf(net),
      organisationIds: entries.map(idOf),
      fen: entries.map((row) => {
        const fen = net[at.get(row)!]!
        return Number.isNaN(fen) ? null : BigInt(fen)
      }),
      nearIds: rowsWith(outcome, 4).map(idOf),
    }
  })
}

type SummaryRow = Awaited<ReturnType<typeof queries.listRuns>>[number]

const summaryOf = ({
  id,
  onDay,
  firms,
  clauses,
  amountFen,
  ceilingFen,
  elapsedMs,
  computedBy,
  computedAt,
}: SummaryRow): RunSummary => ({
  id: String(id),
  on: onDay,
  firms,
  clauses,
  amountFen: String(amountFen),
  ceilingFen: String(ceilingFen),
  elapsedMs,
  computedBy,
  computedAt: computedAt.toISOString(),
})

/** The runs kept of a city, newest first. */
export async function listRuns(ctx: Context, { city, dataset }: Input): Promise<RunSummary[]> {
  requirePermission(ctx.actor, 'policy.run', city)
  return (await queries.listRuns(ctx.db, dataset, city)).map(summaryOf)
}

/** One run with its clauses and the city values it rests on. */
export async function getRun(ctx: Context, id: string): Promise<RunDetail> {
  requirePermission(ctx.actor, 'policy.run')
  const run = await openRun(ctx, id)
  const clauses = await queries.listRunClauses(ctx.db, id)
  return {
    ...summaryOf({ ...run, clauses: clauses.length }),
    policies: run.policies as RunDetail['policies'],
    cityValues: run.city as RunDetail['cityValues'],
    lines: clauses.map(({ runId: _run, policyId, clauseId, version: _version, ...counts }) => ({
      policy: policyId,
      clause: clauseId,
      ...counts,
      totalFen: String(counts.totalFen),
    })),
  }
}

async function openRun(ctx: Context, id: string) {
  const run = await queries.findRun(ctx.db, id)
  if (!run) throw new AppError('not_found', 'policy.no_run', { id })
  requirePermission(ctx.actor, 'policy.run', run.areaCode)
  return run
}

/** Who is entitled under one clause of a run; a reading of confidential facts, audited. */
export async function listEntitled(
  ctx: Context,
  input: { runId: string; policy: string; clause: string; after?: string | undefined; limit: number },
): Promise<EntitledList> {
  requirePermission(ctx.actor, 'policy.run')
  await openRun(ctx, input.runId)
  const line = (await queries.listRunClauses(ctx.db, input.runId)).find(
    ({ policyId, clauseId }) => policyId === input.policy && clauseId === input.clause,
  )
  if (!line) throw new AppError('not_found', 'policy.no_clause_in_run', { clause: input.clause })
  const rows = await queries.listEntitled(ctx.db, input)
  await audit(ctx, {
    action: 'policy.read_run',
    subject: `policy.run/${input.runId}`,
    confidential: true,
    detail: { clause: input.clause },
  })
  const last = rows.length === input.limit ? rows.at(-1) : undefined
  return {
    total: line.entitled,
    items: rows.map(({ organisationId, name, fen }) => ({
      organisationId: String(organisationId),
      name,
      fen: fen?.toString() ?? null,
    })),
    nextAfter: last ? String(last.organisationId) : null,
  }
}
