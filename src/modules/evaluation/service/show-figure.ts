import { formatQuantity, type Policy, scaleOf } from '../../../engines/rules/index.ts'
import { readFraction } from '../domain/exact-figure.ts'
import type { FrozenFact } from '../domain/frozen-facts.ts'

/** A city value as people write it; null is unknown. */
export function showBenchmark(policy: Policy, name: string, value: string | null): string | null {
  const x = readFraction(value)
  const type = policy.city[name]?.type
  return x && type ? formatQuantity(type, x) : null
}

/** A frozen fact as people write it; null is unknown. */
export function showFact(policy: Policy, name: string, value: FrozenFact): string | null {
  const definition = policy.facts[name]
  if (value === null || !definition) return null
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (typeof value === 'object') return value.titles.map(({ title }) => title).join('、') || '无'
  const { type } = definition
  if (type === 'text' || type === 'bool' || type === 'titles' || type === 'series') return value
  const shown = formatQuantity(type, { n: BigInt(value), d: scaleOf[type] })
  return definition.unit && type !== 'money' && type !== 'rate' ? `${shown} ${definition.unit}` : shown
}
