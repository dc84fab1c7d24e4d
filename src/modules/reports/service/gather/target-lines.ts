import type { BoardRow, BoardTarget } from '../../../indicators/index.ts'

const signs: Readonly<Record<string, string>> = { '>=': '≥', '>': '＞', '<=': '≤', '<': '＜', '~': '≈' }

/** A target's figure as it is written, with its unit. */
export function sayGoal({ comparator, value, unit }: BoardTarget): string {
  if (typeof value !== 'number') return `${value[0]}—${value[1]}${unit}`
  return comparator === 'x' ? `×${value}` : `${signs[comparator] ?? ''}${value}${unit}`
}

export type TargetLine = { readonly row: BoardRow; readonly target: BoardTarget }

/** Every target of a board beside what it measures, in the order of the board; each once. */
export function linesOfTargets(rows: readonly BoardRow[]): TargetLine[] {
  const seen = new Set<string>()
  return rows.flatMap((row) =>
    row.targets.flatMap((target) => {
      if (seen.has(target.id)) return []
      seen.add(target.id)
      return [{ row, target }]
    }),
  )
}

/** How many conflicts between sources nobody has decided. */
export const openConflicts = (lines: readonly TargetLine[]): number =>
  new Set(
    lines.flatMap(({ target }) =>
      target.conflict !== null && target.binds === null ? [target.conflict] : [],
    ),
  ).size
