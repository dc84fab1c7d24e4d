import type { Clause } from '../../../../engines/rules/index.ts'
import { chinaDay } from '../../../../kernel/china-day.ts'
import { AppError } from '../../../../kernel/errors.ts'
import type { Context, Dataset } from '../../../access/index.ts'
import { listFigures } from '../../../registry/index.ts'
import { factText } from '../../domain/fact-text.ts'
import type { ApplicationItem } from '../../model.ts'
import { type CityRun, computeCity } from '../../service/city-run.ts'
import { factsOfClause } from '../domain/compute-claim.ts'
import { findOrganisation } from '../queries/departments.ts'

export type OpenClause = {
  readonly city: CityRun
  readonly row: number
  readonly clause: Clause & { readonly title: string; readonly text: string }
  readonly policyTitle: string
  readonly version: number | null
  readonly held: readonly (Pick<ApplicationItem, 'key' | 'value' | 'origin'> & { heldValue: string | null })[]
}

type Asked = {
  city: string
  dataset: Dataset
  policyId: string
  clauseId: string
  /** The day whose facts and rules count; today where it is left out. */
  on?: string | undefined
}

/** A clause in the rules of a city, with its words; refuses one that is not published there. */
export async function findClause(ctx: Context, { city, dataset, policyId, clauseId, on }: Asked) {
  const run = await computeCity(ctx, { city, dataset, on: on ?? chinaDay(ctx.now) })
  const policy = run.rules.library.policies.find(({ id }) => id === policyId)
  const clause = policy?.clauses.find(({ id }) => id === clauseId)
  if (!policy || !clause)
    throw new AppError('not_found', 'policy.clause_not_published', { policy: policyId, clause: clauseId })
  const { title, text } = clause.written
  return {
    city: run,
    clause: { ...clause, title, text: text ?? title },
    policyTitle: policy.written.title,
    version: run.rules.versions.get(policyId) ?? null,
    written: policy.written,
  }
}

export type FoundClause = Awaited<ReturnType<typeof findClause>>

/** A clause with what the city holds of one firm about it, each value with where it comes from. */
export async function openClause(ctx: Context, asked: Asked, organisationId: string): Promise<OpenClause> {
  const found = await findClause(ctx, asked)
  const { city, clause } = found
  const row = city.table.rows.rowOf.get(BigInt(organisationId))
  if (row === undefined) {
    const organisation = await findOrganisation(ctx.db, asked.dataset, organisationId)
    if (!organisation) throw new AppError('not_found', 'policy.organisation_unknown', { id: organisationId })
    throw new AppError('conflict', 'policy.not_a_firm', { name: organisation.name })
  }
  const held = factsOfClause(city.rules.library, clause).map(({ key, fact }) => {
    const heldValue = factText(fact, city.table.table.columns.get(key), row)
    const origin =
      heldValue === null
        ? null
        : { kind: 'held' as const, source: fact.supplier ?? 'register', asOf: city.scope.on }
    return { key, value: heldValue, heldValue, origin }
  })
  return { city, row, clause, policyTitle: found.policyTitle, version: found.version, held }
}

/**
 * The same with the record that each held value stands in: the source as it was recorded and the day it speaks for. Reads
 * confidential figures of the firm, which is audited where somebody else asks.
 */
export async function openWithSources(
  ctx: Context,
  asked: Asked,
  organisationId: string,
): Promise<OpenClause> {
  const open = await openClause(ctx, asked, organisationId)
  const names = open.held.flatMap(({ key, value }) => (value === null ? [] : [key]))
  const figures =
    names.length === 0 ? [] : await listFigures(ctx, { organisationIds: [organisationId], names })
  const records = new Map(figures.filter(({ counts }) => counts).map((figure) => [figure.name, figure]))
  const held = open.held.map((item) => {
    const record = records.get(item.key)
    if (!record || item.origin === null) return item
    const source = record.period === null ? record.source : `${record.source} · ${record.period}`
    return { ...item, origin: { kind: 'held' as const, source, asOf: record.asOf } }
  })
  return { ...open, held }
}
