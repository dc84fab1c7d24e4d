/** Which stacking rules cannot be applied one after another without losing money for the firm. */
import type { StackingRule } from './policy.ts'

/** Rules that share clauses, directly or over others, in the order they apply. */
export type Component = {
  readonly rules: readonly StackingRule[]
  /** Whether a limit crosses a choice, so that combinations must be tried. */
  readonly isCrossing: boolean
}

const order: readonly StackingRule['rule'][] = ['excludes', 'highestOne', 'topUp', 'sumCap', 'portfolioCap']

/** Rules in the order they apply. */
export const orderedRules = (rules: readonly StackingRule[]): StackingRule[] =>
  [...rules].sort((a, b) => order.indexOf(a.rule) - order.indexOf(b.rule))

/** The most combinations of choices that are tried for one group of lines. */
export const mostCombinations = 65_536

const known = new WeakMap<readonly StackingRule[], readonly Component[]>()

/**
 * A choice (就高) may be made first, by the larger amount, when every other rule that speaks of one of its
 * clauses speaks of all of them alike, and the limits around it lie inside each other, the inner one first: the
 * sum then rises with the amount chosen. Elsewhere the largest sum may come from another choice, and the whole
 * group of rules is searched.
 */
export function stackingComponents(rules: readonly StackingRule[]): readonly Component[] {
  const found = known.get(rules)
  if (found) return found
  const components = connected(rules).map((component) => {
    const choices = component.filter((rule) => rule.rule === 'highestOne')
    const isCrossing =
      choices.some((choice) => isCrossed(choice, component)) || (choices.length > 0 && !isNested(component))
    return { rules: orderedRules(component), isCrossing }
  })
  known.set(rules, components)
  return components
}

function isCrossed(choice: StackingRule, component: readonly StackingRule[]): boolean {
  return component.some((rule) => {
    if (rule === choice || !choice.clauses.some((key) => rule.clauses.includes(key))) return false
    if (rule.rule === 'topUp' || rule.scope !== choice.scope) return true
    const alike = rule.rule === 'excludes' ? rule.clauses.slice(1) : rule.clauses
    const isHead = rule.rule === 'excludes' && choice.clauses.includes(rule.clauses[0]!)
    return isHead || !choice.clauses.every((key) => alike.includes(key))
  })
}

/** Of any two limits, either they share no clause, or the one applied first lies inside the other. */
function isNested(component: readonly StackingRule[]): boolean {
  const limits = [
    ...component.filter((rule) => rule.rule === 'sumCap'),
    ...component.filter((rule) => rule.rule === 'portfolioCap'),
  ]
  return limits.every((first, i) =>
    limits
      .slice(i + 1)
      .every(
        (second) =>
          (first.clauses.every((key) => second.clauses.includes(key)) && first.scope === second.scope) ||
          !first.clauses.some((key) => second.clauses.includes(key)),
      ),
  )
}

/** Rules in groups that share no clause with each other. */
function connected(rules: readonly StackingRule[]): StackingRule[][] {
  const groups: { keys: Set<string>; rules: StackingRule[] }[] = []
  for (const rule of rules) {
    const mine = { keys: new Set(rule.clauses), rules: [rule] }
    for (let i = groups.length - 1; i >= 0; i--) {
      const group = groups[i]!
      if (!rule.clauses.some((key) => group.keys.has(key))) continue
      for (const key of group.keys) mine.keys.add(key)
      mine.rules.unshift(...group.rules)
      groups.splice(i, 1)
    }
    groups.push(mine)
  }
  // The written order decides between rules of one kind.
  return groups.map((group) => rules.filter((rule) => group.rules.includes(rule)))
}
