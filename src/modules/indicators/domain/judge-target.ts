import {
  compareFractions,
  divideFractions,
  type Fraction,
  fraction,
  multiplyFractions,
  subtractFractions,
} from '../../../engines/rules/index.ts'
import type { JudgeReason, TargetLight } from '../model/board.ts'
import type { TargetRule } from '../model/target-rule.ts'
import type { Target } from '../model.ts'
import { readDecimal, writeDecimal } from './decimal.ts'
import { type Forecast, forecastTrend } from './forecast.ts'
import type { Point } from './series.ts'

export type Judged = {
  readonly light: TargetLight
  readonly reason: JudgeReason
  /** Value over target, 0 upwards; the other way round where less is better; null where that says nothing. */
  readonly progressRatio: number | null
  /** What is still lacking, in the unit, never negative; null unknown. */
  readonly gap: string | null
  /** For the last day of the target. */
  readonly forecast: Forecast | null
}
export type JudgedTarget = Pick<Target, 'comparator' | 'value'> & { readonly dueDate: string | null }
type Bound = { readonly at: Fraction; readonly isUp: boolean; readonly isStrict: boolean }

/** A target of which nothing can be said, and why. */
export const unknown = (reason: JudgeReason): Judged => ({
  light: 'unknown',
  reason,
  progressRatio: null,
  gap: null,
  forecast: null,
})

/**
 * How a target stands on one day: what is lacking, how far it has come, where the trend leads, and its light.
 *
 * @param points    the series that measures it, oldest first; what lies after `onDate` is left out
 * @param direction of the definition: for a target written as a plain figure, whether more or less is better
 *
 * Method: docs/methods/indicator-forecast.md.
 */
export function judgeTarget(
  target: JudgedTarget,
  points: readonly Point[],
  direction: 'up' | 'down' | 'none',
  onDate: string,
  rule: TargetRule | undefined,
): Judged {
  const past = points.filter(({ asOf }) => asOf <= onDate)
  const last = past.at(-1)
  if (last === undefined || last.value === null)
    return unknown(last?.conflict != null ? 'disputed' : 'no_value')
  const known = past.filter(({ value }) => value !== null)
  const bounds = boundsOf(target, direction, known)
  if (bounds === null) return unknown('no_base')
  if (rule === undefined) return unknown('no_rule')
  const value = readDecimal(last.value)
  const told = last.binding?.comparator ?? '='
  const standing = bounds.map((bound) => ({ bound, reach: reachOf(value, told, bound) }))
  const lacking = standing.find(({ reach }) => reach === 'short')?.bound
  if (lacking === undefined && standing.some(({ reach }) => reach === 'open')) return unknown('only_bound')
  const progressRatio = bounds.length === 1 ? progressOf(value, bounds[0]!) : null
  if (lacking === undefined)
    return { light: 'reached', reason: 'reached', progressRatio, gap: '0', forecast: null }
  const gap = writeDecimal(absolute(subtractFractions(lacking.at, value)))
  const course = courseOf(known, last.asOf, target.dueDate, lacking, onDate, rule)
  return { ...course, progressRatio, gap }
}

type Course = Pick<Judged, 'light' | 'reason' | 'forecast'>

function courseOf(
  known: readonly Point[],
  lastDay: string,
  dueDate: string | null,
  bound: Bound,
  onDate: string,
  rule: TargetRule,
): Course {
  const plain = (light: TargetLight, reason: JudgeReason): Course => ({ light, reason, forecast: null })
  if (dueDate === null) return plain('unknown', 'no_deadline')
  if (lastDay >= dueDate) return plain('off_course', 'missed')
  const forecast = forecastTrend(
    known.map(({ asOf, value }) => ({ day: dayOf(asOf), value: Number(value) })),
    dayOf(dueDate),
  )
  // The day has passed and nobody has told the figure of that day: neither reached nor missed.
  if (dueDate < onDate) return { light: 'unknown', reason: 'no_value_since_due', forecast }
  if (forecast) return { light: lightOfForecast(forecast, bound, rule), reason: 'forecast', forecast }
  const pace = paceOf(known, dueDate, bound)
  if (pace === null) return plain('unknown', 'too_few_values')
  if (pace >= Number(rule.paceOnCourseFrom)) return plain('on_course', 'pace')
  return plain(pace >= Number(rule.paceAtRiskFrom) ? 'at_risk' : 'off_course', 'pace')
}

function lightOfForecast(forecast: Forecast, bound: Bound, rule: TargetRule): TargetLight {
  const at = toNumber(bound.at)
  const from = Number(rule.onCourseFrom)
  const meets = (value: number) => (bound.isUp ? value >= at * from : value * from <= at)
  if (meets(forecast.value)) return 'on_course'
  return meets(bound.isUp ? forecast.high : forecast.low) ? 'at_risk' : 'off_course'
}

/** Share done over share of time gone by, from the first figure on; null with one figure only. */
function paceOf(known: readonly Point[], dueDate: string, bound: Bound): number | null {
  const [first, last] = [known[0]!, known.at(-1)!]
  const time = (dayOf(last.asOf) - dayOf(first.asOf)) / (dayOf(dueDate) - dayOf(first.asOf))
  const way = toNumber(bound.at) - Number(first.value)
  if (time <= 0 || way === 0) return null
  return (Number(last.value) - Number(first.value)) / way / time
}

/** The borders that a figure must reach; null where a multiple has no base. */
function boundsOf(
  { comparator, value }: JudgedTarget,
  direction: 'up' | 'down' | 'none',
  known: readonly Point[],
): Bound[] | null {
  if (Array.isArray(value))
    return [
      { at: readDecimal(plainText(value[0])), isUp: true, isStrict: false },
      { at: readDecimal(plainText(value[1])), isUp: false, isStrict: false },
    ]
  const at = readDecimal(plainText(value))
  const isUp =
    comparator === '<' || comparator === '<=' ? false : direction !== 'down' || comparator.startsWith('>')
  if (comparator !== 'x') return [{ at, isUp, isStrict: comparator === '>' || comparator === '<' }]
  const base = known[0]
  if (base === undefined || known.length < 2) return null
  return [{ at: multiplyFractions(readDecimal(base.value!), at), isUp: true, isStrict: false }]
}

/**
 * Whether a figure as it was told reaches a border: 超过100 reaches “more than 100”, 不足100 never reaches 100, and of 不足150
 * nobody can tell whether it does.
 */
function reachOf(value: Fraction, told: string, { at, isUp, isStrict }: Bound): 'reached' | 'short' | 'open' {
  const order = isUp ? compareFractions(value, at) : compareFractions(at, value)
  const [beyond, short] = isUp ? ['>', '<'] : ['<', '>']
  if (told === short) return order > 0 ? 'open' : 'short'
  if (told === `${short}=`) return order > 0 || (order === 0 && !isStrict) ? 'open' : 'short'
  return order > 0 || (order === 0 && (!isStrict || told === beyond)) ? 'reached' : 'short'
}

function progressOf(value: Fraction, { at, isUp }: Bound): number | null {
  if (value.n < 0n || at.n <= 0n || (!isUp && value.n === 0n)) return null
  return toNumber(isUp ? divideFractions(value, at) : divideFractions(at, value))
}

/** A JSON number as its shortest decimal; 1e21 and the like do not occur in targets. */
const plainText = (value: number): string =>
  value.toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 12 })
const absolute = (x: Fraction): Fraction => fraction(x.n < 0n ? -x.n : x.n, x.d)
const toNumber = (x: Fraction): number => Number(x.n) / Number(x.d)
const dayOf = (day: string): number => Date.parse(`${day}T00:00:00Z`) / 86_400_000
