/** What stacking took from one subject, worked out again for its explanation. */
import type { StackingRule } from './policy.ts'
import { stackContext } from './restack.ts'
import type { Run } from './run.ts'
import { type Awards, type OnTake, stack } from './stack.ts'

export type Taken = { readonly rule: StackingRule | null; readonly fen: bigint }

/** What stacking took from one row, by clause and rule; worked out again from the rows that share its limits. */
export function takenFrom(run: Run, row: number): ReadonlyMap<string, readonly Taken[]> {
  const clauses = run.outcomes.map((o) => o.clause)
  const near = rowsSharingLimits(run, row)
  const gross = run.outcomes.map((o) => subset(o.gross, near))
  const taken = new Map<string, Taken[]>()
  const onTake: OnTake = (rule, clause, entry, fen) => {
    if (gross[clause]!.rows[entry] !== row || Number.isNaN(fen)) return
    const list = taken.get(clauses[clause]!.key) ?? []
    taken.set(clauses[clause]!.key, [...list, { rule, fen: BigInt(fen) }])
  }
  stack(stackContext(clauses, run.rules, run.input), gross, onTake)
  return taken
}

/** The row itself and those in a group with it under any scope, rising. */
function rowsSharingLimits(run: Run, row: number): Int32Array {
  const rows = new Set([row])
  for (const names of run.input.table.scopes.values())
    if (names[row] !== '')
      names.forEach((name, other) => {
        if (name === names[row]) rows.add(other)
      })
  return Int32Array.from(rows).sort()
}

function subset(awards: Awards, rows: Int32Array): Awards {
  const entries: number[] = []
  for (const row of rows) {
    const at = entryOf(awards.rows, row)
    if (at >= 0) entries.push(at)
  }
  return {
    rows: Int32Array.from(entries, (at) => awards.rows[at]!),
    fen: Float64Array.from(entries, (at) => awards.fen[at]!),
  }
}

/** Where a row stands in a rising list, or -1. */
export function entryOf(rows: Int32Array, row: number): number {
  let low = 0
  let high = rows.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const found = rows[middle]!
    if (found === row) return middle
    if (found < row) low = middle + 1
    else high = middle - 1
  }
  return -1
}
