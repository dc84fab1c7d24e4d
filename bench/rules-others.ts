/** The same rules in the three other engines; each gives the sum over firms and rules, in 分 as doubles. */

import { ZenEngine } from '@gorules/zen-engine'
import { Environment } from '@marcbachmann/cel-js'
import { LogicEngine } from 'json-logic-engine'
import type { Firm, NeutralRule } from './rules-city.ts'

type Run = (firms: readonly Firm[]) => number | Promise<number>

export function jsonLogic(rules: readonly NeutralRule[]): Run {
  const engine = new LogicEngine()
  const v = (name: string) => ({ var: name })
  const built = rules.map((r) => {
    const cap = r.capYuan * 100
    const share = (of: unknown, percent: number) => ({ min: [{ '/': [{ '*': [of, percent] }, 100] }, cap] })
    const forms = {
      rate: [
        {
          and: [
            { '===': [v('industry'), r.industry] },
            v('is_listed'),
            { '>=': [v('equipment'), r.atLeastYuan * 100] },
          ],
        },
        share({ '+': [v('equipment'), v('software')] }, r.percent),
      ],
      growth: [
        {
          and: [
            { '===': [v('industry'), r.industry] },
            { '>': [v('revenue_last'), 0] },
            { '>=': [{ '*': [v('revenue'), 100] }, { '*': [v('revenue_last'), 100 + r.percent] }] },
          ],
        },
        share({ '-': [v('revenue'), v('revenue_last')] }, 1),
      ],
      fixed: [
        {
          and: [
            { '===': [v('industry'), r.industry] },
            v('is_listed'),
            { '>=': [v('rd'), r.atLeastYuan * 100] },
          ],
        },
        cap,
      ],
      excess: [
        { '>=': [v('tax'), r.atLeastYuan * 100] },
        share({ max: [{ '-': [v('tax'), v('tax_last')] }, 0] }, r.percent),
      ],
    }
    const [when, amount] = forms[r.kind]
    return engine.build({ if: [when, amount, 0] } as never) as (data: unknown) => number
  })
  return (firms) => {
    let sum = 0
    for (const firm of firms) for (const rule of built) sum += Math.floor(rule(firm))
    return sum
  }
}

/** One expression in the shared part of CEL and ZEN: comparisons, arithmetic, the ternary. */
function expression(r: NeutralRule, n: (x: number) => string, and: string): string {
  const cap = n(r.capYuan * 100)
  const share = (of: string, percent: number) => {
    const x = `(${of}) * ${n(percent)} / ${n(100)}`
    return `(${x} < ${cap} ? ${x} : ${cap})`
  }
  const at = n(r.atLeastYuan * 100)
  const forms = {
    rate: [
      `industry == "${r.industry}" ${and} is_listed ${and} equipment >= ${at}`,
      share('equipment + software', r.percent),
    ],
    growth: [
      `industry == "${r.industry}" ${and} revenue_last > ${n(0)} ${and} revenue * ${n(100)} >= revenue_last * ${n(100 + r.percent)}`,
      share('revenue - revenue_last', 1),
    ],
    fixed: [`industry == "${r.industry}" ${and} is_listed ${and} rd >= ${at}`, cap],
    excess: [`tax >= ${at}`, `(tax > tax_last ? ${share('tax - tax_last', r.percent)} : ${n(0)})`],
  }
  const [when, amount] = forms[r.kind]
  return `${when} ? ${amount} : ${n(0)}`
}

export function cel(rules: readonly NeutralRule[]): Run {
  const environment = new Environment()
    .registerVariable('is_listed', 'bool')
    .registerVariable('industry', 'string')
  for (const name of ['equipment', 'software', 'revenue', 'revenue_last', 'tax', 'tax_last', 'rd'])
    environment.registerVariable(name, 'double')
  const parsed = rules.map((r) => environment.parse(expression(r, (x) => x.toFixed(1), '&&')))
  return (firms) => {
    let sum = 0
    for (const firm of firms) for (const rule of parsed) sum += Math.floor(Number(rule(firm)))
    return sum
  }
}

export function zen(rules: readonly NeutralRule[]): Run {
  const engine = new ZenEngine()
  const node = (id: string, type: string, content?: object) => ({
    id,
    type,
    name: id,
    position: { x: 0, y: 0 },
    ...(content && { content }),
  })
  const expressions = rules.map((r) => ({ id: r.id, key: r.id, value: expression(r, String, 'and') }))
  const decision = engine.createDecision({
    nodes: [
      node('in', 'inputNode'),
      node('rules', 'expressionNode', { expressions }),
      node('out', 'outputNode'),
    ],
    edges: [
      { id: 'a', sourceId: 'in', targetId: 'rules', type: 'edge' },
      { id: 'b', sourceId: 'rules', targetId: 'out', type: 'edge' },
    ],
  })
  return async (firms) => {
    let sum = 0
    for (const firm of firms) {
      const { result } = await decision.evaluate(firm)
      for (const rule of rules) sum += Math.floor((result as Record<string, number>)[rule.id]!)
    }
    return sum
  }
}
