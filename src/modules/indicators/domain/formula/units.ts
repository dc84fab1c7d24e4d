import type { Formula, SeriesRef } from './tree.ts'

/** A unit as definitions write it; '' is a bare number. */
type Unit = string
export type UnitFault = { readonly zh: string; readonly en: string }

/**
 * The unit in which a formula comes out, or why it has none: only like may be added to like, and a product needs a bare
 * number on one side.
 */
export function unitOf(
  formula: Formula,
  ofSeries: (series: SeriesRef) => Unit | undefined,
): Unit | UnitFault {
  const of = (part: Formula) => unitOf(part, ofSeries)
  switch (formula.kind) {
    case 'number':
      return ''
    case 'series':
      return named(formula, ofSeries)
    case 'before':
      return named(formula.of, ofSeries)
    case 'growth': {
      const unit = named(formula.of, ofSeries)
      return isFault(unit) ? unit : '%'
    }
    case 'share': {
      const unit = alike([of(formula.part), of(formula.whole)])
      return isFault(unit) ? unit : '%'
    }
    case 'sum':
      return alike(formula.parts.map(of))
    default:
      return combined(formula.operator, of(formula.left), of(formula.right))
  }
}

export const isFault = (unit: Unit | UnitFault): unit is UnitFault => typeof unit !== 'string'

function named(series: SeriesRef, ofSeries: (series: SeriesRef) => Unit | undefined): Unit | UnitFault {
  const unit = ofSeries(series)
  const zh = `没有指标 ${series.indicator}`
  return unit ?? { zh, en: `there is no indicator ${series.indicator}` }
}

function alike(units: readonly (Unit | UnitFault)[]): Unit | UnitFault {
  const fault = units.find(isFault)
  if (fault) return fault
  const [first, other] = [...new Set(units as Unit[])]
  if (other === undefined) return first ?? ''
  return {
    zh: `单位不同的数不能相加减或求占比（${first || '数'} 与 ${other || '数'}）`,
    en: `numbers in other units (${first || 'none'} and ${other || 'none'}) are neither added nor compared`,
  }
}

function combined(operator: string, left: Unit | UnitFault, right: Unit | UnitFault): Unit | UnitFault {
  if (isFault(left)) return left
  if (isFault(right)) return right
  if (operator === '+' || operator === '-') return alike([left, right])
  if (operator === '/') return left === right ? '' : right === '' ? left : `${left}/${right}`
  if (left === '' || right === '') return left || right
  return { zh: '相乘时须有一边是没有单位的数', en: 'a product needs a bare number on one side' }
}
