import { expect, test } from 'vitest'
import { mayMean } from './resembling-names.ts'

test('a name passes the sieve where it shares two characters of brand and trade, place and form not counted', () => {
  const came = ['株洲时代新材料科技股份有限公司']
  const waiting = ['时代新材', '株洲甲机械有限公司', '时新', '长沙新奥燃气有限公司']
  expect(mayMean(waiting, came)).toEqual([true, false, true, false])
  expect(mayMean(['株洲股份有限公司'], came)).toEqual([false])
})

test('names too many to name let everything pass, none lets nothing pass', () => {
  expect(mayMean(['甲', '乙'], null)).toEqual([true, true])
  expect(mayMean(['甲', '乙'], [])).toEqual([false, false])
})
