/** Sentences of an explanation: what to change, and which limit took something away. */
import type { Change } from './cheapest-change.ts'
import { numericUnit } from './lowering.ts'
import type { StackingRule } from './policy.ts'
import { formatQuantity, scaleOf } from './quantity.ts'
import type { Run } from './run.ts'
import type { Names } from './text.ts'

/** “设备投入还差420万元（现为 4,580万元，需达 5,000万元）”. */
export function changeText(change: Change, run: Run, names: Names): string {
  const label = names.fact(change.fact)
  if (change.kind === 'flag') return `${label}改为${change.to ? '是' : '否'}`
  if (change.kind === 'title') return `取得${change.titles.join('或')}`
  const definition = run.library.facts.get(change.fact)!
  const unit = numericUnit(definition)!
  const show = (x: bigint) => formatQuantity(unit, { n: x, d: scaleOf[unit] })
  const move =
    change.to > change.from
      ? `还差${show(change.to - change.from)}`
      : `要减少${show(change.from - change.to)}`
  return `${label}${move}（现为 ${show(change.from)}，需达 ${show(change.to)}）`
}

/** What a stacking rule does, in words; null is the clause's own limit. */
export function stackingWords(rule: StackingRule | null): string {
  switch (rule?.rule) {
    case undefined:
      return '本条的累计上限'
    case 'highestOne':
      return '同类奖励就高不重复'
    case 'topUp':
      return '只补足与已享的差额'
    case 'excludes':
      return `与${rule!.clauses[0]}不能同时享受`
    case 'sumCap':
      return '几条合计的上限'
    case 'portfolioCap':
      return '本政策全部奖补的总上限'
  }
}
