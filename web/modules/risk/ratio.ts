import { percent } from '../../ui/format.ts'
import { t } from './words.ts'

/** A loss in percent as one text: small ones with more digits; null where unknown. */
export function lossText(ratio: number | null): string | null {
  const shown = percent(
    ratio,
    ratio !== null && ratio > 0 && ratio < 0.001 ? 3 : ratio !== null && ratio < 0.1 ? 2 : 1,
  )
  return shown && `${shown.text}%`
}

/** An interval of losses as one text; says so where nothing is estimated. */
export function rangeText(range: { low: number; high: number } | null): string {
  return range
    ? t('range', { low: lossText(range.low) ?? '', high: lossText(range.high) ?? '' })
    : t('rangeNone')
}

/** For tables: percent with two digits, so that a column lines up. */
export const points = (ratio: number | null) => (ratio === null ? null : Math.round(ratio * 1e5) / 1e3)
