import {
  type Clause,
  evaluate,
  explainOne,
  type Library,
  readFactValue,
  tableOf,
} from '../../../../engines/rules/index.ts'

type FactValue = ReturnType<typeof readFactValue>

export type Computed = {
  readonly verdict: string | null
  readonly computedFen: bigint | null
  readonly ceilingFen: bigint | null
  readonly arithmetic: readonly string[]
  readonly missing: readonly string[]
}

/** The facts that one clause asks for, in the order of the library. */
export function factsOfClause(library: Library, clause: Clause) {
  const wanted = new Set(clause.facts)
  return [...library.facts].filter(([name]) => wanted.has(name)).map(([key, fact]) => ({ key, fact }))
}

/** What cannot be read, by key, in words for whoever fills the form. */
export function unreadable(
  library: Library,
  values: Readonly<Record<string, string | null>>,
): { key: string; label: string; reason: string }[] {
  return Object.entries(values).flatMap(([key, value]) => {
    const fact = library.facts.get(key)
    if (!fact) return [{ key, label: key, reason: '这一条款不问这一项 · this clause does not ask for it' }]
    try {
      readFactValue(fact, value)
      return []
    } catch (error) {
      return [{ key, label: fact.label, reason: (error as Error).message }]
    }
  })
}

/**
 * What a clause gives for what is stated: entitlement and ceiling apart, whole fen, null where facts are missing. The
 * clause alone is computed, without stacking: what other grants take away is the office's to see when it decides.
 *
 * @param onDay days since 1970 of the application; the rules of that day count
 */
export function computeClaim(
  library: Library,
  clause: Clause,
  values: Readonly<Record<string, string | null>>,
  onDay: number,
): Computed {
  const alone: Library = { ...library, clauses: [clause], stacking: [] }
  const facts = new Map<string, FactValue>()
  for (const [key, fact] of library.facts) facts.set(key, readFactValue(fact, values[key] ?? null))
  const run = evaluate(alone, { table: tableOf([{ id: 'case', facts }], library.facts), onDay })
  const told = explainOne(run, 0, clause.key)
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
