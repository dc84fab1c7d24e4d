import { evaluate, libraryOf, parseDay, type Table } from '../../../engines/rules/index.ts'
import { type RuleSet, wholeClause } from './rule-set.ts'

export type ItemState = 'met' | 'unmet' | 'unknown'
export type Standing = {
  readonly verdict: 'reached' | 'near' | 'short' | 'unknown'
  readonly met: number
  readonly unknown: number
  /** Titles of the items that are surely not met. */
  readonly unmet: readonly string[]
}

/** What the engine's codes of a verdict mean here: holds, unknown, not computable, does not hold, near. */
const verdictOf: readonly Standing['verdict'][] = ['reached', 'unknown', 'unknown', 'short', 'near']
const itemOf: readonly ItemState[] = ['met', 'unknown', 'unknown', 'unmet', 'unmet']

/**
 * Where every firm of a table stands by one rule set on a day: the verdict, and item by item what is met, not met or
 * unknown. One run over columns; the rows are those of the table.
 */
export function standingsBy({ policy }: RuleSet, table: Table, on: string): Standing[] {
  const { library } = libraryOf([{ file: policy.file, policy, problems: [], lineOf: () => null }])
  const { outcomes } = evaluate(library, { table, onDay: parseDay(on), withNear: true })
  const whole = outcomes.find(({ clause }) => clause.id === wholeClause)
  const items = outcomes.filter(({ clause }) => clause.id !== wholeClause)
  return table.ids.map((_, row) => {
    const states = items.map(({ clause, verdicts }) => ({
      title: clause.title,
      state: itemOf[verdicts[row]!]!,
    }))
    return {
      verdict: whole ? verdictOf[whole.verdicts[row]!]! : 'unknown',
      met: states.filter(({ state }) => state === 'met').length,
      unknown: states.filter(({ state }) => state === 'unknown').length,
      unmet: states.filter(({ state }) => state === 'unmet').map(({ title }) => title),
    }
  })
}

/** 差一项: all items known, exactly one not met; null otherwise, else the title of that item. */
export const lacksOnly = ({ unmet, unknown }: Standing): string | null =>
  unknown === 0 && unmet.length === 1 ? unmet[0]! : null
