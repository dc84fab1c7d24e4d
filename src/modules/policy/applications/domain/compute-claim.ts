import {
  type Clause,
  type Column,
  evaluate,
  explainOne,
  type Library,
  QuantityError,
  type Run,
  readFactValue,
  tableOf,
} from '../../../../engines/rules/index.ts'
import { withRow } from '../../domain/city-table.ts'

export type Computed = {
  readonly verdict: string
  readonly computedFen: bigint | null
  readonly ceilingFen: bigint | null
  readonly arithmetic: readonly string[]
  readonly missing: readonly string[]
}
export type Unreadable = { readonly key: string; readonly label: string; readonly reason: string }

/** The facts that one clause asks for, in the order of the library. */
export const factsOfClause = (library: Library, clause: Clause) =>
  [...library.facts].filter(([name]) => clause.facts.has(name)).map(([key, fact]) => ({ key, fact }))

/** What is stated as columns of one row; what cannot be read is told by key, in words for whoever fills the form. */
export function readStated(
  library: Library,
  stated: Readonly<Record<string, string | null>>,
): { columns: Map<string, Column>; unreadable: Unreadable[] } {
  const columns = new Map<string, Column>()
  const unreadable: Unreadable[] = []
  for (const [key, raw] of Object.entries(stated)) {
    const fact = library.facts.get(key)
    if (!fact) {
      unreadable.push({ key, label: key, reason: '这一条款不问这一项 · this clause does not ask for it' })
      continue
    }
    try {
      const one = tableOf(
        [{ id: '1', facts: new Map([[key, readFactValue(fact, raw)]]) }],
        new Map([[key, fact]]),
      )
      columns.set(key, one.columns.get(key)!)
    } catch (error) {
      if (!(error instanceof QuantityError)) throw error
      unreadable.push({ key, label: fact.label, reason: error.message })
    }
  }
  return { columns, unreadable }
}

/**
 * What a clause gives one firm for what it states, beside everything else that it gets in the city's run, after stacking:
 * entitlement and ceiling apart, whole fen, null where facts are missing.
 *
 * @param run     the city's run on the day of application
 * @param columns what is stated, from `readStated`; a fact that is not stated stays as the city holds it
 */
export function computeClaim(
  run: Run,
  row: number,
  clause: Clause,
  columns: ReadonlyMap<string, Column>,
): Computed {
  const table = withRow(run.input.table, row, columns)
  const told = explainOne(evaluate(run.library, { ...run.options, table }), row, clause.key)
  if (!told)
    return { verdict: 'not_in_force', computedFen: null, ceilingFen: null, arithmetic: [], missing: [] }
  return {
    verdict: told.verdict,
    computedFen: told.amountFen === null ? null : BigInt(told.amountFen),
    ceilingFen: told.ceilingFen === null ? null : BigInt(told.ceilingFen),
    arithmetic: told.arithmetic,
    missing: told.missing,
  }
}
