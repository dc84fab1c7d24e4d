import { coreOf } from './indicator-words.ts'
import type { Conflict, Target } from './model.ts'
import { sameMeasure } from './targets.ts'

/** A target with where it stands: in the running text (null) or in the n-th list. */
export type PlacedTarget = { target: Target; list: number | null }

const written = ({ comparator, value }: Target) => JSON.stringify([comparator, value])

/** The dates differ only where both are known: 到2024年 and 2024.12 are one day, a figure without a date may be either. */
function mayShareDate(a: Target, b: Target): boolean {
  return (
    a.due === b.due || (a.due === null && a.dueWritten === null) || (b.due === null && b.dueWritten === null)
  )
}

/** Two places that give the same bundle of figures: at least one other measure stands in both sentences. */
function isSameBundle(a: Target, b: Target, all: readonly PlacedTarget[]): boolean {
  const beside = (one: Target) =>
    all.map(({ target }) => target).filter((other) => other !== one && other.sentence === one.sentence)
  return beside(a).some((x) => beside(b).some((y) => sameMeasure(x, y)))
}

const levels = (scope: string | null) => new Set((scope ?? '').match(/国|省|市/g) ?? [])

/** 国家和省级 counts what 国家 counts and more: a joint scope gives the measure a second time by its own words. */
function joins(joint: string | null, single: string | null): boolean {
  const [many, one] = [levels(joint), levels(single)]
  return many.size > 1 && one.size > 0 && one.size < many.size && [...one].every((level) => many.has(level))
}

function compare(a: PlacedTarget, b: PlacedTarget, all: readonly PlacedTarget[]): Conflict['kind'] | null {
  const [one, two] = [a.target, b.target]
  if (one.sentence === two.sentence || !mayShareDate(one, two)) return null
  if (written(one) === written(two)) return null
  if (one.scope === two.scope) return 'value'
  if (joins(one.scope, two.scope) || joins(two.scope, one.scope)) return 'scope'
  const isElsewhere = a.list !== b.list || isSameBundle(one, two, all)
  return isElsewhere ? 'scope' : null
}

/**
 * Places that state one measure for one date differently: `value` under the same scope words, `scope` where the
 * scope words differ too (国家 15 against 国省级 20), which a document only means when it gives the measure a
 * second time: in a list, under a joint scope, or in a sentence that repeats other measures of the first.
 */
export function findConflicts(placed: readonly PlacedTarget[]): Conflict[] {
  const groups = new Map<string, PlacedTarget[]>()
  for (const one of placed) {
    const key = `${one.target.unit} ${coreOf(one.target.indicator)}`
    groups.set(key, [...(groups.get(key) ?? []), one])
  }
  const conflicts: Conflict[] = []
  for (const group of groups.values()) {
    group.forEach((a, i) => {
      for (const b of group.slice(i + 1)) {
        const kind = compare(a, b, placed)
        if (!kind) continue
        const items = [a, b].map(({ target: { dueWritten: _, ...item } }) => item)
        conflicts.push({ kind, items })
      }
    })
  }
  return conflicts
}
