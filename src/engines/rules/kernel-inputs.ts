/** Binds the generated code to a table: the arrays it reads, in the order of its arguments. */
import { testCell, yearOfSeries } from './cell.ts'
import { givenKeys, INSUFFICIENT, type Num, type Truth } from './core.ts'
import type { Fraction } from './fraction.ts'
import { type Code, type Selection, selectionCode } from './kernel-code.ts'
import { yearsBetween } from './quantity.ts'
import { unknownKind } from './reference.ts'
import type { RunMemory, Scratch } from './run-memory.ts'
import { rowSource, type Snapshot, type Table } from './table.ts'

/** Everything one run reads, with scratch space reused from clause to clause. */
export type RunInput = {
  readonly table: Table
  readonly snapshot: Snapshot
  readonly onDay: number
  readonly scratch: Scratch
  readonly memory: RunMemory
  /** Rows that simple questions leave over; the same question is asked once a run. */
  readonly selections: Map<string, Selected>
}
export type Selected = { readonly rows: Int32Array; readonly truths: Uint8Array }

const years = (from: number, on: number): number => (Number.isNaN(from) ? from : yearsBetween(from, on))

/** The code of a truth inside the kernels. */
const kernelTruth = [0, 1, 3, 7] as const

export const noRows = new Int32Array(0)
export const noTruths = new Uint8Array(0)
const noFen = new Float64Array(0)

export type Bound = {
  /** Runs over `count` rows, those of `list` where the code was made for a list. */
  run(
    count: number,
    list: Int32Array,
    truths: Uint8Array,
    verdicts: Uint8Array,
    rows: Int32Array,
    fen: Float64Array,
  ): number
}

/** The code with its inputs; null when a city value does not fit its unit, so the reference must do it. */
export function bind({ inputs, run }: Code, input: RunInput): Bound | null {
  const { table, snapshot, onDay, scratch } = input
  const given = inputs.given.map(({ key, scale }) => storedNumber(snapshot.given.get(key), scale))
  if (given.includes(null)) return null
  const tests = inputs.tests.map(({ cond }) =>
    Uint8Array.from(cellsOf(table, cond.fact), (cell) => {
      const answer = testCell(cond.test, cell, onDay)
      return answer === null ? 1 : answer ? 0 : 7
    }),
  )
  const yearly = inputs.years.map(({ fact, offset }) =>
    Float64Array.from(cellsOf(table, fact), (cell) => {
      const value = yearOfSeries(cell, onDay, offset)
      return value === null ? Number.NaN : Number(value)
    }),
  )
  const arrays = [
    ...columnsOf(inputs, table),
    ...tests,
    ...yearly,
    ...inputs.standings.map((key) => snapshot.standings.get(key) ?? unknownNumbers(table.ids.length)),
    ...inputs.unknowns.map((nums) => kernelTruth[unknownIn(nums, input)]),
    Float64Array.from(inputs.constants),
    Float64Array.from(given as number[]),
    onDay,
    years,
  ]
  return {
    run: (count, list, truths, verdicts, rows, fen) =>
      run(...arrays, count, list, truths, verdicts, rows, fen, scratch.big, scratch.counts),
  }
}

function columnsOf(inputs: Code['inputs'], table: Table): unknown[] {
  const count = table.ids.length
  const numbers = inputs.numbers.map((fact) => {
    const found = table.columns.get(fact)
    return found?.kind === 'number' ? found.values : unknownNumbers(count)
  })
  const flags = inputs.flags.map((fact) => {
    const found = table.columns.get(fact)
    return found?.kind === 'flag' ? found.values : new Uint8Array(count).fill(1)
  })
  const cells = inputs.cells.map((fact) => {
    const found = table.columns.get(fact)
    return found?.kind === 'cell' ? found.codes : new Int32Array(count)
  })
  return [...numbers, ...flags, ...cells]
}

const unknownNumbers = (count: number): Float64Array => new Float64Array(count).fill(Number.NaN)

function cellsOf(table: Table, fact: string) {
  const found = table.columns.get(fact)
  return found?.kind === 'cell' ? found.cells : [null]
}

const keyless = new WeakSet<readonly Num[]>()

/** What an unknown result of these numbers is called in this run. */
function unknownIn(nums: readonly Num[], { table, snapshot, onDay }: RunInput): Truth {
  if (keyless.has(nums)) return INSUFFICIENT
  const keys = givenKeys(nums)
  if (keys.size === 0) keyless.add(nums)
  return keys.size === 0 ? INSUFFICIENT : unknownKind(nums, rowSource(table, snapshot, onDay, 0))
}

/** The rows a selection leaves, worked out once a run. */
export function selectedRows(selection: Selection, input: RunInput): Selected {
  const known = input.selections.get(selection.key)
  if (known) return known
  const count = input.table.ids.length
  const rows = input.memory.rows.room(count)
  const truths = input.memory.bytes.room(count)
  // Tests of texts, titles and flags read no city value, so they always bind.
  const code = bind(selectionCode(selection.cond), input)!
  const found = code.run(count, noRows, truths, truths, rows, noFen)
  const selected = { rows: input.memory.rows.take(found), truths: input.memory.bytes.take(found) }
  input.selections.set(selection.key, selected)
  return selected
}

/** A city value in whole stored units; NaN unknown, null when it is finer than the unit. */
function storedNumber(value: Fraction | undefined, scale: bigint): number | null {
  if (value === undefined) return Number.NaN
  const scaled = value.n * scale
  if (scaled % value.d !== 0n) return null
  const whole = scaled / value.d
  return whole > 9_007_199_254_740_991n || whole < -9_007_199_254_740_991n ? null : Number(whole)
}
