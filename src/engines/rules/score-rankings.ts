/** The rankings that a scorecard asks for. */
import { type Num, walkCond, walkNum } from './core.ts'
import type { Score } from './lowering.ts'

/** Keys of all rankings under a card's indicators, bonuses, vetoes and class rules. */
export function rankingsOf(score: Score): ReadonlySet<string> {
  const keys = new Set<string>()
  const see = (num: Num) => {
    if (num.op === 'standing') keys.add(num.key)
  }
  walkNum(score.most, see)
  const rules = [...score.atBest, ...score.direct].map(({ when }) => when)
  for (const cond of [score.veto, score.directPass, ...rules]) if (cond) walkCond(cond, see)
  return keys
}
