/** How a target stands against the newest value that is held of it. */
export type Stand = 'reached' | 'behind' | 'unknown'
type Comparator = '=' | '>=' | '>' | '<=' | '<' | '~' | 'range' | 'x'

/**
 * Whether a value reaches a target.
 *
 * @param value in the target's unit; null is unknown
 * @returns `unknown` without a value, and for 翻一番 (`x`), whose base the target does not tell. A bare figure (`=`) and
 *          an approximate one (`~`) of a target that grows are reached from that figure on.
 */
export function standOfTarget(
  target: { readonly comparator: Comparator; readonly value: number | readonly [number, number] },
  value: number | null,
): Stand {
  const { comparator, value: goal } = target
  if (value === null || comparator === 'x') return 'unknown'
  if (typeof goal !== 'number') return value >= goal[0] && value <= goal[1] ? 'reached' : 'behind'
  if (comparator === '<=') return value <= goal ? 'reached' : 'behind'
  if (comparator === '<') return value < goal ? 'reached' : 'behind'
  if (comparator === '>') return value > goal ? 'reached' : 'behind'
  return value >= goal ? 'reached' : 'behind'
}
