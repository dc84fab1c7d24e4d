/**
 * The meaning of the tree, written as plainly as possible with exact whole numbers. The columns are tested
 * against it, explanations are made with it, and rows too large for the columns are computed by it.
 */
import { type CellValue, testCell, yearOfSeries } from './cell.ts'
import {
  type Comparison,
  type Cond,
  FALSE,
  givenKeys,
  INSUFFICIENT,
  NOT_COMPUTABLE,
  type Num,
  negate,
  partsOf,
  TRUE,
  type Truth,
} from './core.ts'
import { add, compare, divide, type Fraction, floor, fraction, multiply, subtract } from './fraction.ts'
import { scaleOf, yearsBetween } from './quantity.ts'

/** Where one subject's values come from; null is unknown. Stored units as in `scaleOf`. */
export type Source = {
  readonly onDay: number
  number(fact: string): bigint | null
  flag(fact: string): boolean | null
  cell(fact: string): CellValue | null
  given(key: string): Fraction | null
  standing(key: string): bigint | null
  /** Whether the ranking was made at all: without it the answer is 暂不可算, not 数据不足. */
  hasStanding(key: string): boolean
}

/** The value of a number for one subject, null when unknown. A quotient needs a positive divisor. */
export function evaluateNum(num: Num, source: Source): Fraction | null {
  switch (num.op) {
    case 'const':
      return { n: num.n, d: num.d }
    case 'fact':
      return stored(source.number(num.fact), scaleOf[num.unit])
    case 'year':
      return stored(yearOfSeries(source.cell(num.fact), source.onDay, num.offset), scaleOf[num.unit])
    case 'yearsSince': {
      const from = source.number(num.fact)
      return from === null ? null : fraction(BigInt(yearsBetween(Number(from), source.onDay)))
    }
    case 'given':
      return source.given(num.key)
    case 'standing':
      return stored(source.standing(num.key), 1n)
    case 'known':
      return evaluateNum(num.of, source) ?? evaluateNum(num.otherwise, source)
    case 'choose':
      return evaluateChoice(num, source)
    case 'floor': {
      const x = evaluateNum(num.of, source)
      return x && fraction(floor(x))
    }
    default:
      return combine(num, source)
  }
}

const stored = (x: bigint | null, scale: bigint): Fraction | null => (x === null ? null : fraction(x, scale))

function evaluateChoice(num: Extract<Num, { op: 'choose' }>, source: Source): Fraction | null {
  for (const choice of num.cases) {
    const truth = evaluateCond(choice.when, source)
    if (truth === TRUE) return evaluateNum(choice.give, source)
    if (truth !== FALSE) return null
  }
  return num.otherwise && evaluateNum(num.otherwise, source)
}

function combine(num: Num, source: Source): Fraction | null {
  const parts: Fraction[] = []
  for (const part of partsOf(num)) {
    const x = evaluateNum(part, source)
    if (x === null) return null
    parts.push(x)
  }
  const [a, b] = parts as [Fraction, Fraction]
  if (num.op === 'add') return parts.reduce(add)
  if (num.op === 'min') return parts.reduce((x, y) => (compare(y, x) < 0 ? y : x))
  if (num.op === 'max') return parts.reduce((x, y) => (compare(y, x) > 0 ? y : x))
  if (num.op === 'sub') return subtract(a, b)
  if (num.op === 'mul') return multiply(a, b)
  return b.n <= 0n ? null : divide(a, b)
}

/** The truth of a condition for one subject, with the two kinds of unknown. */
export function evaluateCond(cond: Cond, source: Source): Truth {
  switch (cond.op) {
    case 'all':
      return worst(cond.of.map((c) => evaluateCond(c, source)))
    case 'any':
      return negate(worst(cond.of.map((c) => negate(evaluateCond(c, source)))))
    case 'not':
      return negate(evaluateCond(cond.of, source))
    case 'atLeast':
      return atLeast(
        cond.count,
        cond.of.map((c) => evaluateCond(c, source)),
      )
    case 'flag':
      return known(source.flag(cond.fact))
    case 'cell':
      return known(testCell(cond.test, source.cell(cond.fact), source.onDay))
    case 'undecided':
      return unknownKind(cond.needs, source)
    case 'compare': {
      const a = evaluateNum(cond.a, source)
      const b = evaluateNum(cond.b, source)
      if (a === null || b === null) return unknownKind([cond.a, cond.b], source)
      return holds(cond.is, compare(a, b)) ? TRUE : FALSE
    }
  }
}

const known = (x: boolean | null): Truth => (x === null ? INSUFFICIENT : x ? TRUE : FALSE)
const worst = (parts: readonly Truth[]): Truth => Math.max(TRUE, ...parts) as Truth

/** At least so many of the parts hold, whatever the unknown ones turn out to be. */
function atLeast(count: number, parts: readonly Truth[]): Truth {
  const sure = parts.filter((p) => p === TRUE).length
  const open = parts.filter((p) => p === INSUFFICIENT || p === NOT_COMPUTABLE)
  if (sure >= count) return TRUE
  if (sure + open.length < count) return FALSE
  return worst(open)
}

/** Why something is unknown: 暂不可算 if a city value or parameter under it is missing, else 数据不足. */
export function unknownKind(nums: readonly Num[], source: Source): Truth {
  for (const key of givenKeys(nums)) {
    const isMissing = key.startsWith('s/') ? !source.hasStanding(key) : source.given(key) === null
    if (isMissing) return NOT_COMPUTABLE
  }
  return INSUFFICIENT
}

/** Whether an ordering satisfies a comparison. */
export function holds(is: Comparison, order: -1 | 0 | 1): boolean {
  switch (is) {
    case '>=':
      return order >= 0
    case '>':
      return order > 0
    case '<=':
      return order <= 0
    case '<':
      return order < 0
    case '==':
      return order === 0
    case '!=':
      return order !== 0
  }
}
