/** 免申即享: which clauses can be granted without an application, and what stands in the way of the others. */
import { factsOf, givenKeys, type Num, walkCond, walkNum } from './core.ts'
import type { Library } from './library.ts'
import type { Clause } from './policy.ts'

export type Obstacle = {
  readonly kind: 'fact_not_held' | 'city_value_not_held' | 'discretion' | 'ceiling' | 'account_unknown'
  /** The fact, city value or clause concerned. */
  readonly name: string
  readonly message: string
}
export type Readiness = {
  readonly policy: string
  readonly clause: string
  readonly isReady: boolean
  readonly obstacles: readonly Obstacle[]
}

/** What the city holds without asking the firm. */
export type Holdings = {
  readonly facts: ReadonlySet<string>
  readonly city: ReadonlySet<string>
  /** Whether the bank account of the subject is known. */
  readonly hasAccount: boolean
}

/**
 * A clause is ready when every fact and city value of its conditions, its amount and the stacking rules around
 * it is held, nothing is left to discretion, the amount is an entitlement and the account is known. Facts of
 * clauses that share a stacking rule count too: without them what is taken away cannot be computed.
 */
export function readinessOf(library: Library, holdings: Holdings): Readiness[] {
  return library.clauses.map((clause) => {
    const obstacles = [
      ...missingFacts(library, clause, holdings),
      ...missingCity(library, clause, holdings),
      ...ownObstacles(clause, holdings),
    ]
    return { policy: clause.policy, clause: clause.id, isReady: obstacles.length === 0, obstacles }
  })
}

/** The clause itself, those whose awards can reduce it, and the limits in numbers. */
function around(library: Library, clause: Clause): { clauses: readonly Clause[]; caps: readonly Num[] } {
  const rules = library.stacking.filter((rule) => rule.clauses.includes(clause.key))
  const keys = new Set([clause.key, ...rules.flatMap((rule) => rule.clauses)])
  return {
    clauses: library.clauses.filter((other) => keys.has(other.key)),
    caps: rules.flatMap((rule) => (rule.cap ? [rule.cap] : [])),
  }
}

function missingFacts(library: Library, clause: Clause, holdings: Holdings): Obstacle[] {
  const { clauses, caps } = around(library, clause)
  const names = new Set([...clauses.flatMap((c) => [...c.facts]), ...factsOf([], caps)])
  return [...names]
    .filter((name) => !holdings.facts.has(name))
    .map((name) => {
      const fact = library.facts.get(name)
      const [label, supplier] = [fact?.label ?? name, fact?.supplier]
      return {
        kind: 'fact_not_held',
        name,
        message: `还没有掌握“${label}”${supplier ? `，需由${supplier}提供` : ''} · "${name}" is not held${supplier ? `; it comes from ${supplier}` : ''}`,
      }
    })
}

function missingCity(library: Library, clause: Clause, holdings: Holdings): Obstacle[] {
  const { clauses, caps } = around(library, clause)
  const keys = givenKeys([...clauses.map((c) => c.amount), ...caps])
  for (const { when } of clauses)
    walkCond(when, (num) =>
      walkNum(num, (n) => {
        if (n.op === 'given') keys.add(n.key)
      }),
    )
  const names = new Set(
    [...keys].flatMap((key) => (key.startsWith('c/') ? [key.slice(2).replace('+', '')] : [])),
  )
  return [...names]
    .filter(
      (name) =>
        !holdings.city.has(name) && !library.city.get(name)?.computed && !library.city.get(name)?.values,
    )
    .map((name) => ({
      kind: 'city_value_not_held',
      name,
      message: `还没有全市数据“${library.city.get(name)?.label ?? name}” · the city value "${name}" is not held`,
    }))
}

function ownObstacles(clause: Clause, holdings: Holdings): Obstacle[] {
  const out: Obstacle[] = []
  if (clause.written.discretion)
    out.push({
      kind: 'discretion',
      name: clause.id,
      message: '本条由部门酌情决定，不能自动兑现 · the clause leaves room for discretion',
    })
  if (clause.isCeiling)
    out.push({
      kind: 'ceiling',
      name: clause.id,
      message: '金额只是上限，须先批准 · the amount is only a ceiling and must be approved first',
    })
  if (!holdings.hasAccount)
    out.push({
      kind: 'account_unknown',
      name: 'account',
      message: '收款账户未知，请企业确认账户 · the account is unknown; ask the firm to confirm it',
    })
  return out
}
