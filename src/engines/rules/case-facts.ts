/** Reads the facts and city values of worked cases; what cannot be read is told at its place. */
import { type FactValue, readFactValue } from './fact-value.ts'
import type { Fraction } from './fraction.ts'
import type { Library } from './library.ts'
import { QuantityError } from './quantity.ts'
import { readValue } from './snapshot.ts'
import { type Row, type ScopeColumn, scopeColumns } from './table.ts'

export type Fail = (
  expected: string | null,
  actual: string | null,
  message: string,
  at?: (string | number)[],
) => void
export type CaseTools = { readonly library: Library; readonly fail: Fail }

/** Runs a reading; gives whether it could be read. */
export function guarded(fail: Fail, at: (string | number)[], read: () => void): boolean {
  try {
    read()
    return true
  } catch (error) {
    if (!(error instanceof QuantityError)) throw error
    fail(null, null, error.message, at)
    return false
  }
}

/** City values of a case: exact, null where the case says that they are missing. */
export function readCity(
  { library, fail }: CaseTools,
  written: Readonly<Record<string, string | number | null>>,
): Map<string, Fraction | null> {
  const city = new Map<string, Fraction | null>()
  for (const [name, raw] of Object.entries(written)) {
    const definition = library.city.get(name)
    if (!definition)
      fail(null, null, `全市数据“${name}”没有声明 · the city value "${name}" is not declared`, ['city', name])
    else
      guarded(fail, ['city', name], () => {
        city.set(name, raw === null ? null : readValue(definition.type, raw, true))
      })
  }
  return city
}

/** One subject of a case; null when a fact cannot be read. */
export function readRow(
  { library, fail }: CaseTools,
  facts: Record<string, unknown>,
  index: number,
  at: (string | number)[],
): Row | null {
  const values = new Map<string, FactValue>()
  const scopes = new Map<ScopeColumn, string>()
  let isGood = true
  for (const [name, raw] of Object.entries(facts)) {
    const definition = library.facts.get(name)
    if (definition)
      isGood = guarded(fail, [...at, name], () => values.set(name, readFactValue(definition, raw))) && isGood
    else if ((scopeColumns as readonly string[]).includes(name)) scopes.set(name as ScopeColumn, String(raw))
    else {
      fail(null, null, `指标“${name}”没有在 facts 下声明 · the fact "${name}" is not declared under facts`, [
        ...at,
        name,
      ])
      isGood = false
    }
  }
  return isGood ? { id: String(index + 1), facts: values, scopes } : null
}
