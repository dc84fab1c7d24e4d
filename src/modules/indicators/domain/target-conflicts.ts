import type { Conflict, HeldTarget } from '../model.ts'

/**
 * Names a conflict of targets by what is said in it: when a document says another figure, it is another conflict, and a
 * decision on the old one no longer answers it.
 */
export function targetConflictKey(conflict: Conflict, targets: readonly HeldTarget[]): string {
  const { kind, indicator, chain, subject } = conflict
  const members = targets
    .filter(({ id }) => conflict.targets.includes(id))
    .map(({ id, comparator, value, unit, scope, asWritten }) => [
      id,
      scope.zh,
      comparator,
      asWritten?.value ?? value,
      asWritten?.unit ?? unit,
    ])
    .sort((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1))
  return JSON.stringify([`target_${kind}`, indicator, chain, subject, members])
}
