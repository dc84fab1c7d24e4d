import type { HeldTarget } from '../model.ts'
import { convert, isOne, type UnitChanges } from './unit-changes.ts'

/** Targets in the units in which their indicators are counted now; one beyond a break stays as written, apart. */
export function targetsNow(targets: readonly HeldTarget[], changes: UnitChanges): HeldTarget[] {
  return targets.map((target) => {
    const { indicator, value, unit, comparator } = target
    const now = changes.unitNow(indicator)
    if (now === undefined || now === unit || comparator === 'x') return target
    const factor = changes.factor(indicator, unit)
    // A unit that the definition never had is the source's own, as before.
    if (factor === null) return changes.had(indicator, unit) ? { ...target, isApart: true } : target
    if (isOne(factor)) return target
    const times = (figure: number) => Number(convert(plainText(figure), factor))
    return {
      ...target,
      value: Array.isArray(value) ? [times(value[0]), times(value[1])] : times(value),
      unit: now,
      asWritten: { value, unit },
    }
  })
}

const plainText = (value: number): string =>
  value.toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 12 })
