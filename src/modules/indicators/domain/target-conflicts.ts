import type { Conflict, Target } from '../model.ts'

/**
 * Names a conflict of targets by what is said in it: when a document says another figure, it is another conflict, and a
 * decision on the old one no longer answers it.
 */
export function targetConflictKey(conflict: Conflict, targets: readonly Target[]): string {
  const { kind, indicator, chain, subject } = conflict
  const members = targets
    .filter(({ id }) => conflict.targets.includes(id))
    .map(({ id, comparator, value, unit, scope }) => [id, scope.zh, comparator, value, unit])
    .sort((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1))
  return JSON.stringify([`target_${kind}`, indicator, chain, subject, members])
}
