/** One clause over all subjects at once: compiles the emitted code, binds it to a table, runs it. */
import { testCell, yearOfSeries } from './cell.ts'
import { assessClause, roundingFen, type VerdictCode } from './clause-reference.ts'
import { ColumnEmitter } from './column-emitter.ts'
import type { Num } from './core.ts'
import type { Fraction } from './fraction.ts'
import { type Inputs, TooLarge } from './number-emitter.ts'
import type { Clause } from './policy.ts'
import { yearsBetween } from './quantity.ts'
import { evaluateNum, unknownKind } from './reference.ts'
import type { Awards, StackScratch } from './stack.ts'
import { rowSource, type Snapshot, type Table } from './table.ts'

/** Everything one run reads, with scratch space reused from clause to clause. */
export type RunInput = {
  readonly table: Table
  readonly snapshot: Snapshot
  readonly onDay: number
  readonly scratch: {
    readonly rows: Int32Array
    readonly fen: Float64Array
    readonly big: Int32Array
    readonly stacking: StackScratch
  }
}

export type ClauseResult = {
  /** One `VerdictCode` a row. */
  readonly verdicts: Uint8Array
  readonly gross: Awards
}

type Generated = (...args: unknown[]) => [entitled: number, tooLarge: number]
type Kernel = { readonly inputs: Inputs; readonly run: Generated; readonly columns: readonly string[] }

const kernels = new WeakMap<Clause, { plain?: Kernel | null; near?: Kernel | null }>()
const fixed = ['n', 'on', 'years', 'fd', 'V', 'R', 'F', 'B'] as const

/** ⌊a ÷ b⌋ of whole doubles, corrected where the quotient was rounded up or down. */
function floorDivide(a: number, b: number): number {
  const q = Math.floor(a / b)
  const rest = a - q * b
  return rest < 0 ? q - 1 : rest >= b ? q + 1 : q
}

const years = (from: number, on: number): number => (Number.isNaN(from) ? from : yearsBetween(from, on))

/** The verdicts and amounts of one clause for every row; `withNear` also tells 差一点 from 不符合. */
export function runClause(clause: Clause, input: RunInput, withNear: boolean): ClauseResult {
  const count = input.table.ids.length
  const verdicts = new Uint8Array(count)
  const kernel = kernelOf(clause, withNear)
  const bound = kernel && bind(kernel, input)
  if (!bound) return byReference(clause, input, verdicts, withNear)
  const { rows, fen, big } = input.scratch
  const [entitled, tooLarge] = kernel.run(
    ...bound,
    count,
    input.onDay,
    years,
    floorDivide,
    verdicts,
    rows,
    fen,
    big,
  )
  if (tooLarge > 0) return withBigRows(clause, input, verdicts, entitled, tooLarge, withNear)
  return { verdicts, gross: { rows: rows.slice(0, entitled), fen: fen.slice(0, entitled) } }
}

function kernelOf(clause: Clause, withNear: boolean): Kernel | null {
  const known = kernels.get(clause) ?? {}
  const key = withNear && clause.near ? 'near' : 'plain'
  if (known[key] === undefined) {
    known[key] = compile(clause, key === 'near')
    kernels.set(clause, known)
  }
  return known[key] ?? null
}

function compile(clause: Clause, withNear: boolean): Kernel | null {
  try {
    const emitter = new ColumnEmitter()
    const truth = emitter.cond(clause.when)
    const t = emitter.name()
    emitter.lines.push(`let ${t}=${truth};`)
    if (withNear && clause.near) {
      emitter.lines.push(`if(${t}===3){`)
      emitter.lines.push(`if(${emitter.cond(clause.near)}===0)${t}=4;`)
      emitter.lines.push('}')
    }
    emitter.lines.push(`if(${t}===0){`)
    emitAmount(emitter, clause, t)
    emitter.lines.push('}')
    return assemble(emitter, `if(over===1)B[k++]=i;V[i]=${t};`)
  } catch (error) {
    if (error instanceof TooLarge) return null
    throw error
  }
}

function emitAmount(emitter: ColumnEmitter, clause: Clause, t: string): void {
  const amount = emitter.num(clause.amount)
  const unit = roundingFen[clause.rounding]
  const whole = emitter.wholePart(amount, unit, clause.rounding.endsWith('half_up'))
  const unknown = emitter.unknownOf([clause.amount])
  const inFen = unit === 1n ? whole : `${whole}*${unit}`
  emitter.lines.push(
    `if(${whole}!==${whole})${t}=${unknown};else if(over===0){R[m]=i;F[m]=${whole}>0?${inFen}:0;m++;}`,
  )
}

function assemble(emitter: ColumnEmitter, end: string): Kernel {
  const { inputs } = emitter
  const columns = [
    ...inputs.numbers.map((_, i) => `n${i}`),
    ...inputs.flags.map((_, i) => `b${i}`),
    ...inputs.cells.map((_, i) => `c${i}`),
    ...inputs.tests.map((_, i) => `q${i}`),
    ...inputs.years.map((_, i) => `y${i}`),
    ...inputs.given.map((_, i) => `g${i}`),
    ...inputs.standings.map((_, i) => `r${i}`),
    ...inputs.unknowns.map((_, i) => `u${i}`),
  ]
  const body = [
    '"use strict";let m=0,k=0;',
    'for(let i=0;i<n;i++){let over=0;',
    ...emitter.lines,
    end,
    '}return [m,k];',
  ].join('\n')
  return { inputs, columns, run: new Function(...columns, ...fixed, body) as Generated }
}

/** The arrays the code reads; null when a city value does not fit its unit, so the reference must do it. */
function bind({ inputs }: Kernel, { table, snapshot, onDay }: RunInput): unknown[] | null {
  const given = inputs.given.map(({ key, scale }) => storedNumber(snapshot.given.get(key), scale))
  if (given.includes(null)) return null
  const count = table.ids.length
  const cellsOf = (fact: string) => {
    const found = table.columns.get(fact)
    return found?.kind === 'cell' ? found.cells : [null]
  }
  const numbers = inputs.numbers.map((fact) => {
    const found = table.columns.get(fact)
    return found?.kind === 'number' ? found.values : new Float64Array(count).fill(Number.NaN)
  })
  const flags = inputs.flags.map((fact) => {
    const found = table.columns.get(fact)
    return found?.kind === 'flag' ? found.values : new Uint8Array(count).fill(1)
  })
  const cells = inputs.cells.map((fact) => {
    const found = table.columns.get(fact)
    return found?.kind === 'cell' ? found.codes : new Int32Array(count)
  })
  const tests = inputs.tests.map(({ cond }) =>
    Uint8Array.from(cellsOf(cond.fact), (cell) => {
      const answer = testCell(cond.test, cell, onDay)
      return answer === null ? 1 : answer ? 0 : 3
    }),
  )
  const yearly = inputs.years.map(({ fact, offset }) =>
    Float64Array.from(cellsOf(fact), (cell) => {
      const value = yearOfSeries(cell, onDay, offset)
      return value === null ? Number.NaN : Number(value)
    }),
  )
  const standings = inputs.standings.map(
    (key) => snapshot.standings.get(key) ?? new Float64Array(count).fill(Number.NaN),
  )
  const none = { ...rowSource(table, snapshot, onDay, 0) }
  const unknowns = inputs.unknowns.map((nums) => unknownKind(nums, none))
  return [...numbers, ...flags, ...cells, ...tests, ...yearly, ...given, ...standings, ...unknowns]
}

/** A city value in whole stored units; NaN unknown, null when it is finer than the unit. */
function storedNumber(value: Fraction | undefined, scale: bigint): number | null {
  if (value === undefined) return Number.NaN
  const scaled = value.n * scale
  if (scaled % value.d !== 0n) return null
  const whole = scaled / value.d
  return whole > 9_007_199_254_740_991n || whole < -9_007_199_254_740_991n ? null : Number(whole)
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
  entitled: number,
  tooLarge: number,
  withNear: boolean,
): ClauseResult {
  const { rows, fen, big } = input.scratch
  const extra: [number, number][] = []
  for (const row of big.subarray(0, tooLarge)) {
    const result = oneRow(clause, input, row, withNear)
    verdicts[row] = result.verdict
    if (result.fen !== null) extra.push([row, result.fen])
  }
  const all = Array.from(rows.subarray(0, entitled), (row, i): [number, number] => [row, fen[i]!])
  all.push(...extra)
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
