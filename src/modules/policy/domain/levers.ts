import type { WrittenPolicy } from '../../../engines/rules/index.ts'
import type { Lever } from '../model.ts'
import { datedValueOn } from './dated-value.ts'

const isMoney = (text: string) => /[元万亿]\s*$/u.test(text)
const isRate = (text: string) => /[%‰]\s*$/u.test(text)

type Found = Pick<Lever, 'path' | 'clause' | 'label' | 'kind' | 'type' | 'value'>

/**
 * What a sandbox may turn in a policy on a day: dated parameters, and the caps, rates and fixed awards written as plain
 * quantities. Paths are those of the engine's reforms.
 */
export function leversOf(written: WrittenPolicy, on: string): Lever[] {
  const about = { policy: written.policy, policyTitle: written.title }
  const parameters = Object.entries(written.parameters ?? {}).flatMap(([name, parameter]): Found[] => {
    const value = datedValueOn(parameter.values, on)
    if (value === undefined) return []
    const path = `${written.policy}/parameters/${name}`
    return [
      {
        path,
        clause: null,
        label: parameter.label,
        kind: 'parameter',
        type: parameter.type,
        value: String(value),
      },
    ]
  })
  const clauses = written.clauses.flatMap((clause): Found[] => {
    const base = `${written.policy}/clauses/${clause.id}`
    const limit = clause.limit ? [quantity(`${base}/limit/cap`, clause, 'limit', clause.limit.cap)] : []
    return [...walk(`${base}/amount`, clause, clause.amount, 'award'), ...limit.filter((one) => one !== null)]
  })
  return [...parameters, ...clauses].map((found) => ({ ...about, ...found }))
}

type Clause = WrittenPolicy['clauses'][number]
const kindWords: Readonly<Record<string, Lever['kind']>> = {
  cap: 'cap',
  limits: 'cap',
  rate: 'rate',
  minimum: 'cap',
}

function walk(path: string, clause: Clause, node: unknown, kind: Lever['kind']): Found[] {
  if (typeof node === 'string' || typeof node === 'number') {
    const found = quantity(path, clause, kind, node)
    return found ? [found] : []
  }
  if (Array.isArray(node)) return node.flatMap((part, i) => walk(`${path}/${i}`, clause, part, kind))
  if (typeof node !== 'object' || node === null) return []
  // A condition inside a choice is not turned, only what it gives.
  return Object.entries(node).flatMap(([key, part]) =>
    key === 'when' || key === 'of' || key === 'label'
      ? []
      : walk(`${path}/${key}`, clause, part, kindWords[key] ?? kind),
  )
}

function quantity(path: string, clause: Clause, kind: Lever['kind'], raw: string | number): Found | null {
  const value = String(raw)
  const type = isMoney(value) ? ('money' as const) : isRate(value) ? ('rate' as const) : null
  if (type === null || !/^[\d.,]+/u.test(value)) return null
  return {
    path,
    clause: clause.id,
    label: clause.title,
    kind: type === 'rate' && kind === 'award' ? 'rate' : kind,
    type,
    value,
  }
}
