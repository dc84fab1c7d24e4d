import {
  type Column,
  evaluate,
  explainRow,
  factLines,
  QuantityError,
  type Run,
  readFactValue,
  tableOf,
} from '../../../engines/rules/index.ts'
import { chinaDay } from '../../../kernel/china-day.ts'
import { AppError, type FieldProblem } from '../../../kernel/errors.ts'
import { audit, type Context, type Dataset, holds, requirePermission } from '../../access/index.ts'
import { withRow } from '../domain/city-table.ts'
import { toClauseAssessment } from '../domain/clause-assessment.ts'
import { factText } from '../domain/fact-text.ts'
import type { AskedFact, FirmAssessment, WhatIfInput } from '../model.ts'
import { findFirmPlace, listExampleIds } from '../queries/firms.ts'
import { listWindows } from '../queries/library.ts'
import { type CityRun, computeCity } from './city-run.ts'

type Input = { readonly organisationId: string; readonly dataset: Dataset; readonly on?: string | undefined }

/**
 * What one firm is entitled to on a day, clause by clause, with what it lacks. The firm sees its own; others only those
 * who read figures whole, and that reading is audited.
 */
export async function assessFirm(ctx: Context, input: Input): Promise<FirmAssessment> {
  const { city, row, on } = await openFirm(ctx, input)
  return describe(ctx, input, { city, run: city.run, row, on })
}

/** The same with some facts set to other values. Stores nothing. */
export async function simulateFirm(
  ctx: Context,
  input: WhatIfInput & { organisationId: string },
): Promise<FirmAssessment> {
  const { city, row, on } = await openFirm(ctx, input)
  const changes = readChanges(city, input.facts)
  const table = withRow(city.run.input.table, row, changes)
  const run = evaluate(city.rules.library, { ...city.run.options, table })
  return describe(ctx, input, { city, run, row, on })
}

/** The firm's row in its city's run, for whoever may see it. */
export async function openFirm(
  ctx: Context,
  { organisationId, dataset, on: asked }: Input,
): Promise<{ city: CityRun; row: number; on: string }> {
  requirePermission(ctx.actor, 'policy.assess')
  const isOwn = ctx.actor.organisationId === organisationId
  if (!isOwn && !holds(ctx.actor, 'policy.run'))
    throw new AppError('not_found', 'policy.not_own_firm', { organisationId })
  const place = await findFirmPlace(ctx.db, organisationId, dataset)
  if (!place) throw new AppError('not_found', 'policy.no_firm', { organisationId })
  if (place.cityCode === null)
    throw new AppError('conflict', 'policy.firm_without_city', { name: place.name })
  if (!isOwn) requirePermission(ctx.actor, 'policy.assess', place.cityCode)
  const on = asked ?? chinaDay(ctx.now)
  const city = await computeCity(ctx, { city: place.cityCode, dataset, on })
  const row = city.table.rows.rowOf.get(BigInt(organisationId))
  if (row === undefined) throw new AppError('conflict', 'policy.not_a_firm', { name: place.name })
  if (!isOwn && ctx.actor.role !== 'system')
    await audit(ctx, {
      action: 'policy.assess',
      subject: `registry.organisation/${organisationId}`,
      confidential: true,
    })
  return { city, row, on }
}

/** Values as people wrote them, read as the engine reads a cell; every bad one is told with its field. */
function readChanges({ rules }: CityRun, written: WhatIfInput['facts']): Map<string, Column> {
  const problems: FieldProblem[] = []
  const columns = new Map<string, Column>()
  for (const [name, raw] of Object.entries(written)) {
    const definition = rules.library.facts.get(name)
    if (!definition) {
      problems.push({ field: `facts.${name}`, code: 'policy.no_such_fact', params: { name } })
      continue
    }
    try {
      const value = readFactValue(definition, raw)
      const one = tableOf([{ id: '1', facts: new Map([[name, value]]) }], new Map([[name, definition]]))
      columns.set(name, one.columns.get(name)!)
    } catch (error) {
      if (!(error instanceof QuantityError)) throw error
      const [reason = error.message] = error.message.split(' · ')
      problems.push({
        field: `facts.${name}`,
        code: 'policy.fact_unreadable',
        params: { label: definition.label, reason },
      })
    }
  }
  if (problems.length > 0)
    throw new AppError('invalid', 'policy.facts_unreadable', { count: problems.length }, problems)
  return columns
}

async function describe(
  ctx: Context,
  { organisationId, dataset }: Input,
  { city, run, row, on }: { city: CityRun; run: Run; row: number; on: string },
): Promise<FirmAssessment> {
  const windows = await listWindows(ctx.db, dataset)
  const examples = new Set(await listExampleIds(ctx.db))
  const clauses = explainRow(run, row, { cheapest: 'all' }).map((told) =>
    toClauseAssessment(told, { rules: city.rules, windows, on, isExample: examples.has(told.policy) }),
  )
  const sum = (key: 'amountFen' | 'ceilingFen') =>
    String(
      clauses.reduce(
        (total, { verdict, [key]: fen }) => (verdict === 'entitled' ? total + BigInt(fen ?? 0) : total),
        0n,
      ),
    )
  return {
    organisationId,
    name: city.table.firms[row]!.name,
    city: city.scope.city,
    dataset,
    on,
    totals: { amountFen: sum('amountFen'), ceilingFen: sum('ceilingFen') },
    clauses,
    facts: factsOf(run, row, new Set(clauses.map(({ policy, clause }) => `${policy}/${clause}`))),
  }
}

/** The facts that the clauses in force ask for, with what is held of the firm. */
function factsOf(run: Run, row: number, inForce: ReadonlySet<string>): AskedFact[] {
  return factLines(run.library)
    .filter(({ scope, usedBy }) => scope === 'entity' && usedBy.some((key) => inForce.has(key)))
    .map(({ name, label, type, unit, supplier, changeable, values, usedBy }) => ({
      name,
      label,
      type,
      unit,
      supplier,
      changeable,
      values: values === null ? null : [...values],
      value: factText(run.library.facts.get(name)!, run.input.table.columns.get(name), row),
      usedBy: usedBy.filter((key) => inForce.has(key)),
    }))
}
