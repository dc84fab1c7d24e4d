/** One clause over all subjects at once: selected rows, then conditions, then amounts of the entitled ones. */
import { assessClause, type VerdictCode } from './clause-reference.ts'
import { FALSE, type Num } from './core.ts'
import { compileClause, type Kernel } from './kernel-code.ts'
import { bind, noRows, noTruths, type RunInput, selectedRows } from './kernel-inputs.ts'
import type { Clause } from './policy.ts'
import { evaluateNum } from './reference.ts'
import { RunMemory } from './run-memory.ts'
import type { Awards } from './stack.ts'
import { rowSource, type Snapshot, type Table } from './table.ts'

export type ClauseResult = {
  /** One `VerdictCode` a row. */
  readonly verdicts: Uint8Array
  readonly gross: Awards
}

const kernels = new WeakMap<Clause, { plain?: Kernel | null; near?: Kernel | null }>()

/** What clauses of a run read: `memory` is taken over, and its earlier arrays are overwritten. */
export function runInput(
  table: Table,
  snapshot: Snapshot,
  onDay: number,
  memory = new RunMemory(table.ids.length),
): RunInput {
  return { table, snapshot, onDay, memory, selections: new Map(), scratch: memory.scratch(table.ids.length) }
}

/** The verdicts and amounts of one clause for every row; `withNear` also tells 差一点 from 不符合. */
export function runClause(clause: Clause, input: RunInput, withNear: boolean): ClauseResult {
  const count = input.table.ids.length
  const { memory, scratch } = input
  const verdicts = memory.bytes.take(count)
  const kernel = kernelOf(clause, withNear)
  const conditions = kernel && bind(kernel.conditions, input)
  const amount = kernel && bind(kernel.amount, input)
  if (!conditions || !amount) return byReference(clause, input, verdicts, withNear)
  const selected = kernel.selection && selectedRows(kernel.selection, input)
  if (selected) verdicts.fill(FALSE)
  const rows = memory.rows.room(count)
  const fen = memory.fen.room(count)
  const listed = selected?.rows ?? noRows
  const held = conditions.run(
    selected ? listed.length : count,
    listed,
    selected?.truths ?? noTruths,
    verdicts,
    rows,
    fen,
  )
  const entitled = amount.run(held, listed, noTruths, verdicts, rows, fen)
  const tooLarge = scratch.counts[0]!
  if (tooLarge > 0)
    return withBigRows(clause, input, verdicts, rows.subarray(0, entitled), fen, tooLarge, withNear)
  return { verdicts, gross: { rows: memory.rows.take(entitled), fen: memory.fen.take(entitled) } }
}

function kernelOf(clause: Clause, withNear: boolean): Kernel | null {
  const known = kernels.get(clause) ?? {}
  const key = withNear && clause.near ? 'near' : 'plain'
  if (known[key] === undefined) {
    known[key] = compileClause(clause, key === 'near')
    kernels.set(clause, known)
  }
  return known[key] ?? null
}

function byReference(clause: Clause, input: RunInput, verdicts: Uint8Array, withNear: boolean): ClauseResult {
  const rows: number[] = []
  const fen: number[] = []
  for (let row = 0; row < verdicts.length; row++) {
    const result = oneRow(clause, input, row, withNear)
    verdicts[row] = result.verdict
    if (result.fen !== null) {
      rows.push(row)
      fen.push(result.fen)
    }
  }
  return { verdicts, gross: { rows: Int32Array.from(rows), fen: Float64Array.from(fen) } }
}

function oneRow(
  clause: Clause,
  input: RunInput,
  row: number,
  withNear: boolean,
): { verdict: VerdictCode; fen: number | null } {
  const source = rowSource(input.table, input.snapshot, input.onDay, row)
  const { verdict, fen } = assessClause(clause, source)
  if (fen !== null && fen > 9_007_199_254_740_991n)
    throw new RangeError(`${clause.key}: amount of ${input.table.ids[row]} is beyond 2^53 fen`)
  return { verdict: verdict === 4 && !withNear ? 3 : verdict, fen: fen === null ? null : Number(fen) }
}

/** Joins the rows computed exactly by hand with those of the columns, in row order. */
function withBigRows(
  clause: Clause,
  input: RunInput,
  verdicts: Uint8Array,
  rows: Int32Array,
  fen: Float64Array,
  tooLarge: number,
  withNear: boolean,
): ClauseResult {
  const all = Array.from(rows, (row, i): [number, number] => [row, fen[i]!])
  for (const row of input.scratch.big.subarray(0, tooLarge)) {
    const result = oneRow(clause, input, row, withNear)
    verdicts[row] = result.verdict
    if (result.fen !== null) all.push([row, result.fen])
  }
  all.sort((a, b) => a[0] - b[0])
  return {
    verdicts,
    gross: { rows: Int32Array.from(all, (x) => x[0]), fen: Float64Array.from(all, (x) => x[1]) },
  }
}

/** One number for one row, in whole 分 rounded down; null when unknown. Used for the limits of stacking. */
export function capFen(cap: Num, input: Pick<RunInput, 'table' | 'snapshot' | 'onDay'>, row: number): number {
  const x = evaluateNum(cap, rowSource(input.table, input.snapshot, input.onDay, row))
  return x === null ? Number.NaN : Number(x.n / x.d)
}
