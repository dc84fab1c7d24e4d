import type { Fraction } from '../../../engines/rules/index.ts'
import { readFraction } from './exact-figure.ts'

type Points = { readonly label: string; readonly points: string | null }
export type Difference = {
  readonly label: string
  readonly difference: Fraction | null
  readonly size: number
}

/**
 * Points after less points before, indicator by indicator (by label), the biggest first. An indicator that is unknown
 * on one side has no difference and stands behind; one that only one side has is left out, and so is what stayed.
 */
export function differences(before: readonly Points[], after: readonly Points[]): Difference[] {
  const was = new Map(before.map(({ label, points }) => [label, readFraction(points)]))
  const all = after.flatMap(({ label, points }): Difference[] => {
    const old = was.get(label)
    const now = readFraction(points)
    if (old === undefined || (old === null && now === null)) return []
    if (old === null || now === null) return [{ label, difference: null, size: 0 }]
    const difference = { n: now.n * old.d - old.n * now.d, d: now.d * old.d }
    if (difference.n === 0n) return []
    return [{ label, difference, size: Math.abs(Number(difference.n) / Number(difference.d)) }]
  })
  return all.sort((a, b) => b.size - a.size)
}
