/** What stacking took from one subject, worked out again for its explanation. */
import type { Clause, StackingRule } from './policy.ts'
import { stackContext } from './restack.ts'
import type { Run } from './run.ts'
import { type Awards, type Grouping, type OnTake, type StackContext, stack, stackScratch } from './stack.ts'
import { scopeGroups, type Table } from './table.ts'
import type { Scope } from './written.ts'

export type Taken = { readonly rule: StackingRule | null; readonly fen: bigint }

/** What stacking took from one row, by clause and rule; worked out again from the rows that share its limits. */
export function takenFrom(run: Run, row: number): ReadonlyMap<string, readonly Taken[]> {
  const clauses = run.outcomes.map((o) => o.clause)
  const near = rowsSharingLimits(run, row)
  const gross = run.outcomes.map((o) => subset(o.gross, near))
  const own = near.indexOf(row)
  const taken = new Map<string, Taken[]>()
  const onTake: OnTake = (rule, clause, entry, fen) => {
    if (gross[clause]!.rows[entry] !== own || Number.isNaN(fen)) return
    const list = taken.get(clauses[clause]!.key) ?? []
    taken.set(clauses[clause]!.key, [...list, { rule, fen: BigInt(fen) }])
  }
  stack(contextOf(run, clauses, near), gross, onTake)
  return taken
}

/** Stacking among a few rows, numbered from 0: nothing in it is as long as the city. */
function contextOf(run: Run, clauses: readonly Clause[], near: Int32Array): StackContext {
  const whole = stackContext(clauses, run.rules, run.input)
  const { table } = run.input
  const few: Table = {
    ids: Array.from(near, (row) => table.ids[row]!),
    columns: new Map(),
    scopes: new Map(
      [...table.scopes].map(([scope, names]) => [scope, Array.from(near, (row) => names[row]!)]),
    ),
  }
  const groupings = new Map<Scope, Grouping>()
  return {
    ...whole,
    scratch: stackScratch(near.length),
    grouping(scope) {
      const grouping = groupings.get(scope) ?? scopeGroups(few, scope) ?? { groups: null, count: near.length }
      groupings.set(scope, grouping)
      return grouping
    },
    capOf: (rule, at) => whole.capOf(rule, near[at]!),
    copy: (fen) => (fen.length === 0 ? fen : fen.slice()),
  }
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

/** Most clauses give a subject nothing. */
const noAwards: Awards = { rows: new Int32Array(0), fen: new Float64Array(0) }

/** The awards of some rows, which are numbered from 0. */
function subset(awards: Awards, rows: Int32Array): Awards {
  const own: number[] = []
  const fen: number[] = []
  for (let i = 0; i < rows.length; i++) {
    const at = entryOf(awards.rows, rows[i]!)
    if (at < 0) continue
    own.push(i)
    fen.push(awards.fen[at]!)
  }
  return own.length === 0 ? noAwards : { rows: Int32Array.from(own), fen: Float64Array.from(fen) }
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
