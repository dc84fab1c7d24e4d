import { evaluate, formatDay, libraryOf, parseDay, type Row, tableOf } from '../../../engines/rules/index.ts'
import { type RuleSet, wholeClause } from './rule-set.ts'

const yearsAhead = 15

/** A day so many years after another; an anniversary on 29 February falls on 1 March, as in the engine. */
function yearsAfter(day: string, years: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(Date.UTC(year + years, month - 1, date)).toISOString().slice(0, 10)
}

/**
 * The first day (ISO) from `on` at which a rule set holds if nothing changes but time: today, or an anniversary of one
 * of its dates (years in the market, years of the product), fifteen years ahead at most. Null where waiting alone does
 * not reach it.
 */
export function firstDayReached({ policy }: RuleSet, row: Row, on: string): string | null {
  const dates = Object.entries(policy.facts).flatMap(([name, { type }]) => {
    const value = row.facts.get(name)
    return type === 'date' && typeof value === 'bigint' ? [formatDay(Number(value))] : []
  })
  const days = new Set([on])
  for (const date of dates)
    for (let years = 1; years <= 60; years++) {
      const day = yearsAfter(date, years)
      if (day > on && day <= yearsAfter(on, yearsAhead)) days.add(day)
    }
  const { library } = libraryOf([{ file: policy.file, policy, problems: [], lineOf: () => null }])
  const table = tableOf([row], library.facts)
  const holdsOn = (day: string) =>
    evaluate(library, { table, onDay: parseDay(day) }).outcomes.find(
      ({ clause }) => clause.id === wholeClause,
    )?.verdicts[0] === 0
  return [...days].sort().find(holdsOn) ?? null
}

export type OpenWindow = { readonly opensOn: string; readonly closesOn: string }

/** The first window that can still be used from a day on, and the first day inside it; null where none is held. */
export function firstWindow<W extends OpenWindow>(
  windows: readonly W[],
  from: string,
): { window: W; day: string } | null {
  const [window] = windows
    .filter(({ closesOn }) => closesOn >= from)
    .sort((a, b) => a.opensOn.localeCompare(b.opensOn))
  return window ? { window, day: window.opensOn > from ? window.opensOn : from } : null
}
