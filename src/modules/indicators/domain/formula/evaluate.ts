import {
  addFractions,
  divideFractions,
  type Fraction,
  fraction,
  multiplyFractions,
  subtractFractions,
} from '../../../../engines/rules/index.ts'
import { readDecimal, writeDecimal } from '../decimal.ts'
import type { Formula, SeriesRef } from './tree.ts'

/** One figure of a series for one day; null: unknown. */
export type Known = { readonly value: string | null; readonly isExact: boolean }
/** Looks a series up on one day; undefined: nothing is held for that day. */
export type LookUp = (series: SeriesRef, asOf: string) => Known | undefined

export type FormulaInput = { readonly name: string; readonly value: string | null; readonly asOf: string }
export type Evaluated = {
  /** Decimal of at most six decimals; null where an input is unknown or a divisor is zero. */
  readonly value: string | null
  readonly isExact: boolean
  readonly inputs: readonly FormulaInput[]
}

/**
 * The formula's value for one day, exact until it is written down. Unknown in gives unknown out, and so does a division
 * by zero; an input that its source gives as about or over makes the result about.
 */
export function evaluateFormula(formula: Formula, asOf: string, lookUp: LookUp): Evaluated {
  const inputs: FormulaInput[] = []
  let isExact = true
  const read = (series: SeriesRef, day: string): Fraction | null => {
    const known = lookUp(series, day)
    const name = series.scope === null ? series.indicator : `${series.indicator}[${series.scope}]`
    if (!inputs.some((input) => input.name === name && input.asOf === day))
      inputs.push({ name, value: known?.value ?? null, asOf: day })
    if (known && !known.isExact) isExact = false
    return known?.value == null ? null : readDecimal(known.value)
  }
  const result = amountOf(formula, asOf, read)
  return { value: result === null ? null : writeDecimal(result), isExact, inputs }
}

type Read = (series: SeriesRef, day: string) => Fraction | null

// Every part is read even when one is unknown, so that the list of inputs is complete.
function amountOf(formula: Formula, asOf: string, read: Read): Fraction | null {
  const of = (part: Formula) => amountOf(part, asOf, read)
  switch (formula.kind) {
    case 'number':
      return readDecimal(formula.text)
    case 'series':
      return read(formula, asOf)
    case 'before':
      return read(formula.of, yearBefore(asOf))
    case 'sum':
      return formula.parts.map(of).reduce(both(addFractions), fraction(0n))
    case 'share':
      return percent(both(divided)(of(formula.part), of(formula.whole)))
    case 'growth':
      return growth(read(formula.of, asOf), read(formula.of, yearBefore(asOf)))
    default:
      return both(operations[formula.operator])(of(formula.left), of(formula.right))
  }
}

type Operation = (a: Fraction, b: Fraction) => Fraction | null
const divided: Operation = (a, b) => (b.n === 0n ? null : divideFractions(a, b))
const operations = {
  '+': addFractions,
  '-': subtractFractions,
  '*': multiplyFractions,
  '/': divided,
} satisfies Record<string, Operation>
const both =
  (operation: Operation) =>
  (a: Fraction | null, b: Fraction | null): Fraction | null =>
    a === null || b === null ? null : operation(a, b)
const percent = (ratio: Fraction | null) => (ratio === null ? null : multiplyFractions(ratio, fraction(100n)))

/** In per cent; unknown from a base that is not positive, where growth says nothing. */
function growth(now: Fraction | null, before: Fraction | null): Fraction | null {
  if (now === null || before === null || before.n <= 0n) return null
  return percent(divideFractions(subtractFractions(now, before), before))
}

/** The same day a year before; the last day of February stays the last day. */
export function yearBefore(day: string): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const isMonthEnd = new Date(Date.UTC(year, month, 0)).getUTCDate() === date
  const last = new Date(Date.UTC(year - 1, month, 0)).getUTCDate()
  const to = isMonthEnd ? last : Math.min(date, last)
  return `${year - 1}-${String(month).padStart(2, '0')}-${String(to).padStart(2, '0')}`
}
