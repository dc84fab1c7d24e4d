/** Lowers assessments: who takes part, in which group, scored by which card. */
import type { Cond } from './core.ts'
import { lowerScore } from './lower-score.ts'
import { type LevelRule, type Lowering, literal, reportUnknown } from './lowering.ts'
import type { WrittenAssessment, WrittenPolicy } from './written.ts'

export type AssessmentGroup = {
  readonly id: string
  readonly label: string
  readonly when: Cond | null
  readonly card: string
}

export type Assessment = {
  readonly name: string
  readonly label: string
  /** 0 to 1 as an exact fraction. */
  readonly minCoverage: { readonly n: bigint; readonly d: bigint }
  readonly excluded: readonly LevelRule[]
  readonly groups: readonly AssessmentGroup[]
  readonly written: WrittenAssessment
}

/** All assessments of a policy; a group without `when` takes whoever is left and must come last. */
export function lowerAssessments(ctx: Lowering, policy: WrittenPolicy): ReadonlyMap<string, Assessment> {
  const all = new Map<string, Assessment>()
  for (const [name, written] of Object.entries(policy.assessments ?? {})) {
    const at = ['assessments', name]
    const least = literal(ctx, written.minCoverage, [...at, 'minCoverage'], 'rate')
    const groups = written.groups.map((group, i): AssessmentGroup => {
      const path = [...at, 'groups', i]
      if (lowerScore(ctx, group.card, [...path, 'card']) && !policy.scorecards?.[group.card]?.classes)
        reportUnknown(ctx, [...path, 'card'], group.card, [], `scorecards.${group.card}.classes`)
      if (group.when === undefined && i < written.groups.length - 1)
        ctx.report(path, '没有条件的组要放在最后', 'a group without a condition must come last')
      const when = group.when === undefined ? null : ctx.condition(group.when, [...path, 'when'])
      return { id: group.id, label: group.label, card: group.card, when }
    })
    const excluded = (written.excluded ?? []).map((rule, i) => ({
      label: rule.label,
      level: rule.level,
      when: ctx.condition(rule.when, [...at, 'excluded', i, 'when']),
    }))
    const minCoverage = least.op === 'const' ? { n: least.n, d: least.d } : { n: 1n, d: 1n }
    all.set(name, { name, label: written.label, minCoverage, excluded, groups, written })
  }
  return all
}

/** Every condition under which a subject takes part or falls into a group. */
export function conditionsOf({ excluded, groups }: Assessment): Cond[] {
  return [...excluded.map(({ when }) => when), ...groups.flatMap(({ when }) => (when ? [when] : []))]
}
