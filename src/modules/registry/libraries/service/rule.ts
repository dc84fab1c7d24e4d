// Rules of libraries as data: a policy of the rules engine with one clause, asked whether it holds, never for money.
import {
  type ConditionLine,
  evaluate,
  explainOne,
  type Library,
  libraryOf,
  readData,
  resultLines,
  type Table,
} from '../../../../engines/rules/index.ts'
import type { RuleCondition } from '../../model.ts'

export type LibraryRule = { readonly library: Library; readonly clause: string }

/** A written rule, compiled; the problems in words where it cannot be. */
export function compileRule(
  written: unknown,
  file: string,
): LibraryRule | { readonly problems: readonly string[] } {
  const text = readData(written, file, () => null)
  const { library, problems } = libraryOf([text])
  const all = [...text.problems, ...problems].filter(({ severity }) => severity === 'error')
  const clause = library.clauses[0]
  if (all.length > 0 || !clause) return { problems: all.map(({ message }) => message) }
  return { library, clause: clause.key }
}

const daysSinceEpoch = (iso: string): number => Math.floor(Date.parse(`${iso}T00:00:00Z`) / 86_400_000)

export type Judged = {
  readonly verdict: 'entitled' | 'not' | 'missing'
  readonly conditions: readonly RuleCondition[]
}

/** The subjects of a table for which the rule holds, by row, and a way to have any row explained. */
export function runRule({ library, clause }: LibraryRule, table: Table, on: string) {
  const run = evaluate(library, { table, onDay: daysSinceEpoch(on) })
  const rowOf = new Map(table.ids.map((id, row) => [id, row]))
  const holds = new Set(
    [...resultLines(run)].filter(({ verdict }) => verdict === 'entitled').map(({ id }) => id),
  )
  const explain = (id: string): Judged => {
    const explained = explainOne(run, rowOf.get(id)!, clause)
    if (!explained) return { verdict: 'missing', conditions: [] }
    const { verdict, condition } = explained
    const isMissing = verdict === 'insufficient_data' || verdict === 'not_computable'
    return {
      verdict: verdict === 'entitled' ? 'entitled' : isMissing ? 'missing' : 'not',
      conditions: leaves(condition).map(({ text, status, actual, required, asks }) => ({
        text,
        status,
        actual,
        required,
        asks: asks.map(({ name, label }) => ({ name, label })),
      })),
    }
  }
  return { holds, explain }
}

const leaves = (line: ConditionLine): ConditionLine[] =>
  line.parts.length === 0 ? [line] : line.parts.flatMap((part) => leaves(part))
