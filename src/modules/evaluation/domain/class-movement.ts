/** How subjects move between the classes of two runs, or of one run under two sets of rules. */

export type Standing = { readonly level: string | null }
export type Movement = {
  readonly levels: readonly (string | null)[]
  /** Row: class before; column: class after; the last of both is unknown. */
  readonly cells: readonly (readonly number[])[]
  readonly up: number
  readonly down: number
  readonly same: number
  /** In both, but unknown in one. */
  readonly unknown: number
}

/**
 * Counts the moves of the subjects that stand in both. `levels` goes from the best to the last; a class that is not
 * among them (an exclusion) stands behind, in the order of first appearance, and counts as neither up nor down.
 */
export function classMovement(
  before: ReadonlyMap<string, Standing>,
  after: ReadonlyMap<string, Standing>,
  levels: readonly string[],
): Movement {
  const all = [...before.values(), ...after.values()].flatMap(({ level }) => (level === null ? [] : [level]))
  const named = [...new Set([...levels, ...all])]
  const order: (string | null)[] = [...named, null]
  const at = new Map(order.map((level, i) => [level, i]))
  const cells = order.map(() => order.map(() => 0))
  const counts = { up: 0, down: 0, same: 0, unknown: 0 }
  for (const [id, { level: was }] of before) {
    const now = after.get(id)
    if (!now) continue
    cells[at.get(was)!]![at.get(now.level)!]!++
    counts[directionOf(was, now.level, levels)]++
  }
  return { levels: order, cells, ...counts }
}

/** Whether a class is better than another; unknown where one is unknown or stands outside the ladder. */
export function directionOf(
  was: string | null,
  is: string | null,
  levels: readonly string[],
): 'up' | 'down' | 'same' | 'unknown' {
  if (was === is) return was === null ? 'unknown' : 'same'
  if (was === null || is === null) return 'unknown'
  const [a, b] = [levels.indexOf(was), levels.indexOf(is)]
  if (a < 0 || b < 0) return 'unknown'
  return b < a ? 'up' : 'down'
}

/** How many stand in each class, best first, then those outside the ladder, then unknown. */
export function distribution(
  lines: readonly Standing[],
  levels: readonly string[],
): { level: string | null; count: number }[] {
  const counts = new Map<string | null, number>(levels.map((level) => [level, 0]))
  for (const { level } of lines) if (level !== null) counts.set(level, (counts.get(level) ?? 0) + 1)
  counts.set(null, lines.filter(({ level }) => level === null).length)
  return [...counts].map(([level, count]) => ({ level, count }))
}

/** Scores counted in ten equal steps of the largest possible score; unknown scores are left out. */
export function histogram(
  scores: readonly (number | null)[],
  max: number,
): { from: number; count: number }[] {
  const steps = Array.from({ length: 10 }, (_, i) => ({ from: (max * i) / 10, count: 0 }))
  for (const score of scores)
    if (score !== null) steps[Math.min(9, Math.max(0, Math.floor((score / max) * 10)))]!.count++
  return steps
}
