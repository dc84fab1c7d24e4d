/** What computed city values add up over the subjects of a run. */
import { type Num, walkNum } from './core.ts'
import type { Lowering } from './lowering.ts'

export type CityNums = { readonly of: Num | null; readonly over: Num | null }

/** The numbers under the computed city values; they may rest on facts and parameters, not on other city values. */
export function lowerCityNums(ctx: Lowering): ReadonlyMap<string, CityNums> {
  const nums = new Map<string, CityNums>()
  for (const [name, { computed }] of Object.entries(ctx.city)) {
    if (!computed) continue
    const read = (key: 'of' | 'over'): Num | null => {
      const node = computed[key]
      if (node === undefined) return null
      const path = ['city', name, 'computed', key]
      const num = ctx.number(node, path)
      walkNum(num, (part) => {
        const isOfCity = part.op === 'standing' || (part.op === 'given' && part.key.startsWith('c/'))
        if (isOfCity)
          ctx.report(
            path,
            '全市数据只能由各主体的指标和参数算出，不能再用全市数据或名次',
            'a city value is computed from facts and parameters only, not from city values or ranks',
          )
      })
      return num
    }
    nums.set(name, { of: read('of'), over: read('over') })
  }
  return nums
}
