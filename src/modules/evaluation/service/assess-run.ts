import {
  type Assessed,
  type AssessedLine,
  assess,
  cityContributions,
  type Fraction,
  type Policy,
  parseDay,
  type Row,
  readValue,
  type Table,
  tableOf,
} from '../../../engines/rules/index.ts'
import { AppError } from '../../../kernel/errors.ts'
import { disclosable } from '../../access/index.ts'
import { fractionText } from '../domain/exact-figure.ts'
import type { FrozenFact } from '../domain/frozen-facts.ts'
import { freeze, thaw } from '../domain/frozen-facts.ts'
import type { GroupBasis, NamedResult, ResultRowIn } from '../queries/runs.ts'

export type Frozen = { readonly id: string; readonly facts: Readonly<Record<string, FrozenFact>> }

/** City values as handed in, exact; a value that cannot be read is told by its name. */
export function readGiven(
  policy: Policy,
  given: Readonly<Record<string, string | null>>,
): Map<string, Fraction | null> {
  const city = new Map<string, Fraction | null>()
  for (const [name, raw] of Object.entries(given)) {
    const definition = policy.city[name]
    if (!definition) throw new AppError('invalid', 'evaluation.no_city_value', { name })
    try {
      city.set(name, raw === null || raw.trim() === '' ? null : readValue(definition.type, raw, true))
    } catch (error) {
      // The engine's words name the value and how to write it; anything else is a fault of ours.
      if (!(error instanceof Error) || error.name !== 'QuantityError') throw error
      throw new AppError('invalid', 'evaluation.city_value_bad', {
        name: definition.label,
        reason: error.message,
      })
    }
  }
  return city
}

/** The facts of a run as the engine's table again. */
export function tableOfFrozen(policy: Policy, frozen: readonly Frozen[]): Table {
  const rows = frozen.map(({ id, facts }): Row => thaw(id, facts, policy.facts))
  return tableOf(rows, new Map(Object.entries(policy.facts)))
}

export const freezeTable = (table: Table): Frozen[] =>
  table.ids.map((id, row) => ({ id, facts: freeze(table, row) }))

/** Assesses frozen facts by one version of a scorecard. */
export function assessFrozen(
  policy: Policy,
  assessment: string,
  input: {
    readonly frozen: readonly Frozen[]
    readonly on: string
    readonly city: ReadonlyMap<string, Fraction | null>
  },
): { assessed: Assessed; groups: GroupBasis[] } {
  const table = tableOfFrozen(policy, input.frozen)
  const assessed = assess(policy, assessment, { table, onDay: parseDay(input.on), city: input.city })
  return { assessed, groups: groupBasis(policy, assessed, table, parseDay(input.on)) }
}

/** City values with whether the rule for aggregates lets them be shown to those who may not see single figures. */
function groupBasis(policy: Policy, assessed: Assessed, table: Table, onDay: number): GroupBasis[] {
  return assessed.groups.map(({ group, count, records }) => ({
    group,
    count,
    records: records.map(({ name, value, origin, known, all }) => {
      const isComputed = origin === 'computed'
      const weights = isComputed ? contributorsOf(policy, name, assessed.lines, group, table, onDay) : null
      return {
        name,
        value: fractionText(value),
        origin,
        known,
        all,
        isDisclosable: weights === null || disclosable([{ id: name, contributors: weights }]).has(name),
      }
    }),
  }))
}

function contributorsOf(
  policy: Policy,
  name: string,
  lines: readonly AssessedLine[],
  group: string,
  table: Table,
  onDay: number,
): Map<string, number> {
  const isAcross = policy.city[name]?.computed?.across === 'all'
  const values = cityContributions(policy, name, table, onDay)
  const weights = new Map<string, number>()
  lines.forEach((line, row) => {
    const takesPart = line.group !== null && line.excludedBy === null && (isAcross || line.group === group)
    const value = values[row] ?? Number.NaN
    if (takesPart && !Number.isNaN(value)) weights.set(line.id, Math.abs(value))
  })
  return weights
}

/** The lines of an assessment as rows to keep. */
export function resultRows(
  run: { id: bigint; dataset: 'held' | 'demo' },
  assessed: Assessed,
  frozen: readonly Frozen[],
  corrections: ReadonlyMap<string, unknown[]> = new Map(),
): ResultRowIn[] {
  return assessed.lines.map((line, row) => ({
    runId: run.id,
    dataset: run.dataset,
    organisationId: BigInt(line.id),
    groupId: line.group,
    card: line.card,
    score: fractionText(line.score),
    scoreAtMost: fractionText(line.scoreAtMost),
    coverage: fractionText(line.coverage),
    level: line.level,
    place: line.place,
    reason: line.reason,
    excludedBy: line.excludedBy,
    indicators: line.byIndicator.map(({ label, points, max }) => ({
      label,
      points: fractionText(points),
      max: fractionText(max)!,
    })),
    facts: { ...frozen[row]!.facts },
    corrections: corrections.get(line.id) ?? [],
  }))
}

export const frozenOf = (results: readonly NamedResult[]): Frozen[] =>
  results.map(({ organisationId, facts }) => ({ id: String(organisationId), facts }))
