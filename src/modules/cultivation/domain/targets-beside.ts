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
        difference: input.titles.length === 0 ? null : held - target.value,
      },
    ]
  })
}
