import type { Rung } from '../model/packs.ts'
import type { RungInfo, RungTarget } from '../model.ts'
import { type CountedTitle, holdersOf } from './title-count.ts'

type Target = {
  readonly id: string
  readonly indicator: string
  readonly name: { readonly zh: string; readonly en: string }
  readonly scope: { readonly zh: string; readonly en: string }
  readonly value: number | readonly [number, number]
  readonly unit: string
  readonly dueWritten: string | null
  readonly source: { readonly place: string | null; readonly sentence: string | null }
}
type DatedValue = {
  readonly period: string
  readonly asOf: string
  readonly value: number | null
  readonly scope: { readonly zh: string; readonly en: string } | null
  readonly document: { readonly title: string } | null
}
type Conflict = { readonly kind: 'value' | 'scope'; readonly targets: readonly string[] }

/**
 * The targets of one rung beside what the register counts for their scope: a target whose scope word the ladder names
 * is counted by the titles named there, any other by those without a scope. No titles at all: no difference, since
 * nothing was handed in.
 */
export function targetsBeside(
  rung: Pick<Rung, 'targets'>,
  input: {
    readonly targets: readonly Target[]
    readonly conflicts: readonly Conflict[]
    readonly titles: readonly CountedTitle[]
    readonly nameOf: (code: string) => string
    /** What documents say of an indicator at some time. */
    readonly valuesOf: (indicator: string) => readonly DatedValue[]
  },
): RungInfo['targets'] {
  return input.targets.flatMap((target): RungTarget[] => {
    const rules = rung.targets.filter(({ indicator }) => indicator === target.indicator)
    const rule =
      rules.find(({ scope }) => scope === target.scope.zh) ?? rules.find(({ scope }) => scope === undefined)
    if (!rule || typeof target.value !== 'number') return []
    const { held, unknown } = holdersOf(input.titles, rule.titles)
    return [
      {
        indicator: target.indicator,
        name: { ...target.name },
        scope: { ...target.scope },
        value: target.value,
        unit: target.unit,
        due: target.dueWritten,
        place: target.source.place,
        sentence: target.source.sentence,
        conflict: input.conflicts.find(({ targets }) => targets.includes(target.id))?.kind ?? null,
        counted: held,
        countedUnknown: unknown,
        titles: rule.titles.map(input.nameOf),
        told: newestByScope(input.valuesOf(target.indicator)),
        difference: input.titles.length === 0 ? null : held - target.value,
      },
    ]
  })
}

/** The newest known figure of each scope, the newest of all first; a figure that nobody knows says nothing. */
function newestByScope(values: readonly DatedValue[]): RungTarget['told'] {
  const newest = new Map<string, DatedValue & { value: number }>()
  for (const one of values) {
    const { value, scope, asOf } = one
    const before = newest.get(scope?.zh ?? '')
    if (value !== null && (!before || before.asOf <= asOf)) newest.set(scope?.zh ?? '', { ...one, value })
  }
  return [...newest.values()]
    .sort((a, b) => b.asOf.localeCompare(a.asOf))
    .map(({ value, period, scope, document }) => ({
      value,
      period,
      scope: scope && { ...scope },
      document: document?.title ?? null,
    }))
}
