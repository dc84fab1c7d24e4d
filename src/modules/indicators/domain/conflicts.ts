import { lastDayOf } from '../model/partial-date.ts'
import type { Conflict, Target } from '../model.ts'

/**
 * Where the sources do not say the same about one indicator for one day: with the same scope and another figure the
 * conflict is one of value, with other scope words it is one of scope, because the figures then count different things.
 *
 * Targets whose figures and scopes agree are no conflict, nor are steps for different days. What binds is decided by a
 * person; nothing is chosen here.
 */
export function findConflicts(targets: readonly Target[]): Conflict[] {
  const conflicts: Conflict[] = []
  for (const group of groupBySubject(targets)) {
    const { indicator, chain, subject } = group[0]!
    const scopes = new Map<string, Target[]>()
    for (const target of group) scopes.set(target.scope.zh, [...(scopes.get(target.scope.zh) ?? []), target])
    for (const sameScope of scopes.values()) {
      if (new Set(sameScope.map(figureOf)).size > 1)
        conflicts.push({ kind: 'value', indicator, chain, subject, targets: idsOf(sameScope) })
    }
    if (scopes.size > 1) conflicts.push({ kind: 'scope', indicator, chain, subject, targets: idsOf(group) })
  }
  return conflicts
}

/** Targets of one indicator, chain, subject and last day; in the order in which the first of each was given. */
function groupBySubject(targets: readonly Target[]): Target[][] {
  const groups = new Map<string, Target[]>()
  for (const target of targets) {
    const day = target.due === null ? null : lastDayOf(target.due)
    const key = JSON.stringify([target.indicator, target.chain, target.subject, day])
    groups.set(key, [...(groups.get(key) ?? []), target])
  }
  return [...groups.values()]
}

const figureOf = (target: Target): string => JSON.stringify([target.comparator, target.value, target.unit])
const idsOf = (targets: readonly Target[]): string[] => targets.map((target) => target.id).sort()
