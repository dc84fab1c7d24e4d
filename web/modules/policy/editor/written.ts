import { isMap } from './amount-forms.ts'

/** The written form of a policy as the form edits it. What the form has no field for stays as it is. */
export type Written = Record<string, unknown>
export type Clause = Written & {
  id: string
  title: string
  text: string
  benefit: 'entitlement' | 'ceiling'
  when: unknown
  amount: unknown
  cases?: Case[]
}
export type Case = {
  name: string
  on?: string
  facts: Record<string, unknown>
  expect: Record<string, unknown>
}
export type Parameter = {
  label: string
  type: string
  values: { from: string; value: string | number; source?: string }[]
}
export type Policy = Written & {
  policy: string
  title: string
  facts: Record<string, Written>
  parameters?: Record<string, Parameter>
  clauses: Clause[]
  stacking?: Written[]
}

export const limitKeys = ['atLeast', 'above', 'atMost', 'below', 'equals'] as const
export type LimitKey = (typeof limitKeys)[number]

export type Condition =
  | { kind: 'group'; how: 'all' | 'any'; parts: unknown[] }
  | { kind: 'limit'; fact: string; is: LimitKey; value: string }
  | { kind: 'flag'; fact: string; wanted: boolean }
  | { kind: 'in'; fact: string; values: string[] }
  | { kind: 'title'; how: 'holds' | 'newly'; titles: string[] }
  | { kind: 'kept' }

const texts = (value: unknown): string[] => [value].flat().map(String)
/** Keys that a simple comparison may carry beside its limit without being more than that. */
const beside = new Set(['fact', 'changeable', 'near'])

/** What a condition is, as far as the form can edit it. */
export function readCondition(node: unknown): Condition {
  if (typeof node === 'string') return { kind: 'flag', fact: node, wanted: true }
  if (!isMap(node)) return { kind: 'kept' }
  const keys = Object.keys(node)
  if (Array.isArray(node.all) && keys.length === 1) return { kind: 'group', how: 'all', parts: node.all }
  if (Array.isArray(node.any) && keys.length === 1) return { kind: 'group', how: 'any', parts: node.any }
  if (typeof node.is === 'string' && keys.length === 1) return { kind: 'flag', fact: node.is, wanted: true }
  if (typeof node.isNot === 'string' && keys.length === 1)
    return { kind: 'flag', fact: node.isNot, wanted: false }
  if (node.holds !== undefined && keys.length === 1)
    return { kind: 'title', how: 'holds', titles: texts(node.holds) }
  if (node.newly !== undefined && node.withinMonths === 12 && keys.length === 2)
    return { kind: 'title', how: 'newly', titles: texts(node.newly) }
  if (typeof node.fact !== 'string') return { kind: 'kept' }
  if (node.in !== undefined && keys.length === 2)
    return { kind: 'in', fact: node.fact, values: texts(node.in) }
  const limits = limitKeys.filter((key) => key in node)
  const [is] = limits
  const isSimple = limits.length === 1 && keys.every((key) => key === is || beside.has(key))
  if (!is || !isSimple || isMap(node[is]) || Array.isArray(node[is])) return { kind: 'kept' }
  return { kind: 'limit', fact: node.fact, is, value: String(node[is]) }
}

/** The condition as it is written; `old` keeps what the form does not show. */
export function writeCondition(condition: Condition, old: unknown): unknown {
  switch (condition.kind) {
    case 'group':
      return { [condition.how]: condition.parts }
    case 'flag':
      return condition.wanted ? { is: condition.fact } : { isNot: condition.fact }
    case 'in':
      return { fact: condition.fact, in: condition.values }
    case 'title':
      return condition.how === 'holds'
        ? { holds: condition.titles }
        : { newly: condition.titles, withinMonths: 12 }
    case 'limit': {
      const kept = isMap(old)
        ? Object.fromEntries(Object.entries(old).filter(([key]) => key === 'near' || key === 'changeable'))
        : {}
      return { fact: condition.fact, [condition.is]: condition.value, ...kept }
    }
    case 'kept':
      return old
  }
}

/** The facts that a clause names, for the columns of its cases. */
export function factsOfClause(clause: Clause, declared: Readonly<Record<string, Written>>): string[] {
  const names = new Set<string>()
  const titles = Object.keys(declared).find((name) => declared[name]?.type === 'titles')
  const see = (node: unknown, key = ''): void => {
    if (typeof node === 'string' && node in declared) names.add(node)
    if ((key === 'holds' || key === 'newly' || key === 'firstTime') && titles) names.add(titles)
    if (Array.isArray(node)) for (const part of node) see(part)
    else if (isMap(node)) for (const [inner, part] of Object.entries(node)) see(part, inner)
  }
  see(clause.when)
  see(clause.amount)
  for (const one of clause.cases ?? [])
    for (const name of Object.keys(one.facts)) if (name in declared) names.add(name)
  return [...names]
}

/** A clause to begin with. */
export const newClause = (taken: readonly string[]): Clause => {
  const next =
    [...Array(100).keys()].map((at) => `clause-${at + 1}`).find((id) => !taken.includes(id)) ?? 'clause'
  return { id: next, title: '', text: '', benefit: 'entitlement', when: { all: [] }, amount: '', cases: [] }
}
