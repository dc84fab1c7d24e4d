/** Whether somebody supplies every fact and city value that a policy asks for. */
import { type Cond, type Num, walkCond, walkNum } from './core.ts'
import { conditionsOf } from './lower-assessment.ts'
import type { Policy } from './policy.ts'
import type { Tell } from './static-checks.ts'

/** Every fact a clause asks for needs someone who can supply it; what nobody asks for is a reminder. */
export function checkSuppliers(policy: Policy, tell: Tell): void {
  const used = new Set<string>(
    policy.clauses.flatMap((c) => [...c.facts, ...(c.alreadyPaid ? [c.alreadyPaid] : [])]),
  )
  const see = (num: Num) => {
    if (num.op === 'fact' || num.op === 'year' || num.op === 'yearsSince') used.add(num.fact)
    if (num.op === 'standing') for (const name of num.key.split('/').slice(1, 4)) used.add(name)
  }
  for (const rule of policy.stacking) if (rule.cap) walkNum(rule.cap, see)
  for (const clause of policy.clauses) {
    walkCond(clause.when, see)
    walkNum(clause.amount, see)
  }
  for (const score of policy.scores.values()) {
    walkNum(score.most, see, (cond) => {
      if (cond.op === 'flag' || cond.op === 'cell') used.add(cond.fact)
    })
    const rules = [...score.atBest, ...score.direct].map((rule) => rule.when)
    for (const cond of [score.veto, score.directPass, ...rules])
      if (cond)
        walkCond(cond, see, (c) => {
          if (c.op === 'flag' || c.op === 'cell') used.add(c.fact)
        })
  }
  const seeCond = (cond: Cond) => {
    if (cond.op === 'flag' || cond.op === 'cell') used.add(cond.fact)
  }
  for (const nums of policy.cityNums.values())
    for (const num of [nums.of, nums.over]) if (num) walkNum(num, see, seeCond)
  for (const assessment of policy.assessments.values())
    for (const cond of conditionsOf(assessment)) walkCond(cond, see, seeCond)
  for (const [name, definition] of Object.entries(policy.facts)) {
    if (used.has(name) && !definition.supplier)
      tell(
        null,
        ['facts', name],
        `“${definition.label}”没有写由谁提供（supplier）`,
        `nobody supplies "${name}": add supplier`,
      )
    if (!used.has(name))
      tell(null, ['facts', name], `“${definition.label}”没有条款用到`, `no clause uses "${name}"`, 'warning')
  }
  for (const [name, definition] of Object.entries(policy.city))
    if (!definition.supplier && !definition.computed && !definition.values)
      tell(
        null,
        ['city', name],
        `全市数据“${definition.label}”没有写由谁提供`,
        `nobody supplies the city value "${name}"`,
      )
}
