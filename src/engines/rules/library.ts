/** Several policies together: their facts and city values share one set of names. */
import { type Num, walkCond, walkNum } from './core.ts'
import type { CityNums } from './lower-city.ts'
import type { Clause, Policy, StackingRule } from './policy.ts'
import { type PolicyText, type Problem, problemAt } from './read-policy.ts'
import type { CityDefinition, FactDefinition } from './written.ts'

export type Library = {
  readonly policies: readonly Policy[]
  readonly clauses: readonly Clause[]
  readonly stacking: readonly StackingRule[]
  readonly facts: ReadonlyMap<string, FactDefinition>
  readonly city: ReadonlyMap<string, CityDefinition>
  readonly cityNums: ReadonlyMap<string, CityNums>
}

/** Joins policies; the same name with another type, or the same policy twice, is a problem. */
export function libraryOf(texts: readonly PolicyText[]): { library: Library; problems: Problem[] } {
  const problems: Problem[] = []
  const facts = new Map<string, FactDefinition>()
  const city = new Map<string, CityDefinition>()
  const policies = new Map<string, Policy>()
  for (const { policy, file, lineOf } of texts) {
    if (!policy) continue
    const other = policies.get(policy.id)
    if (other)
      problems.push(
        problemAt(
          file,
          lineOf(['policy']),
          `政策“${policy.id}”在 ${other.file} 中已经有了 · the policy "${policy.id}" also stands in ${other.file}`,
        ),
      )
    policies.set(policy.id, policy)
    for (const [name, definition] of Object.entries(policy.facts)) {
      const known = facts.get(name)
      if (known && (known.type !== definition.type || known.of !== definition.of))
        problems.push(
          problemAt(
            file,
            lineOf(['facts', name]),
            `指标“${name}”在别处的类型是 ${known.type}，这里是 ${definition.type} · the fact "${name}" is ${known.type} elsewhere and ${definition.type} here`,
          ),
        )
      facts.set(name, known ? mergeFact(known, definition) : definition)
    }
    for (const [name, definition] of Object.entries(policy.city)) {
      const known = city.get(name)
      if (known && known.type !== definition.type)
        problems.push(
          problemAt(
            file,
            lineOf(['city', name]),
            `全市数据“${name}”在别处的类型是 ${known.type} · the city value "${name}" is ${known.type} elsewhere`,
          ),
        )
      city.set(name, known ? { ...definition, ...known } : definition)
    }
  }
  const list = [...policies.values()]
  const library = {
    policies: list,
    clauses: list.flatMap((p) => p.clauses),
    stacking: list.flatMap((p) => p.stacking),
    facts,
    city,
    cityNums: new Map(list.flatMap((p) => [...p.cityNums])),
  }
  return { library, problems: [...problems, ...checkStacking(library, texts)] }
}

/** What two policies say of the same fact: the values of both are allowed. */
function mergeFact(known: FactDefinition, other: FactDefinition): FactDefinition {
  const values = known.values && other.values ? [...new Set([...known.values, ...other.values])] : undefined
  return { ...other, ...known, values }
}

function checkStacking(library: Library, texts: readonly PolicyText[]): Problem[] {
  const keys = new Set(library.clauses.map((c) => c.key))
  const known = new Set(library.policies.map((p) => p.id))
  return library.stacking.flatMap((rule) =>
    rule.clauses
      .filter((key) => !keys.has(key) && known.has(key.split('/')[0]!))
      .map((key) => {
        const file = texts.find((t) => t.policy?.id === rule.policy)?.file ?? ''
        return problemAt(
          file,
          null,
          `叠加规则里的条款“${key}”不存在 · the stacking rule names no clause "${key}"`,
        )
      }),
  )
}

/** The clauses in force on a day: the rule set goes by the date of application. */
export const clausesInForce = (library: Library, onDay: number): Clause[] =>
  library.clauses.filter((c) => c.validFromDay <= onDay && (c.validToDay === null || onDay <= c.validToDay))

const rankingsOf = new WeakMap<Clause, readonly string[]>()

function clauseRankings(clause: Clause): readonly string[] {
  const known = rankingsOf.get(clause)
  if (known) return known
  const keys: string[] = []
  const see = (num: Num) => {
    if (num.op === 'standing') keys.push(num.key)
  }
  walkCond(clause.when, see)
  walkNum(clause.amount, see)
  rankingsOf.set(clause, keys)
  return keys
}

/** The rankings that clauses ask for, by key. */
export function standingKeys(clauses: readonly Clause[], stacking: readonly StackingRule[]): Set<string> {
  const keys = new Set(clauses.flatMap(clauseRankings))
  const see = (num: Num) => {
    if (num.op === 'standing') keys.add(num.key)
  }
  for (const rule of stacking) if (rule.cap) walkNum(rule.cap, see)
  return keys
}
