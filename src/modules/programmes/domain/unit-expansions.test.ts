import { expect, test } from 'vitest'
import { expansionsOf } from './unit-expansions.ts'

const zhuzhou = { city: '株洲市', province: '湖南省' }
const shorts = [
  { short: '科技局', full: '科学技术局' },
  { short: '政府', full: '人民政府' },
]

test('市科技局 of a paper of Zhuzhou can be the bureau of Zhuzhou, short or in full', () => {
  expect(expansionsOf('市科技局', zhuzhou, shorts)).toEqual([
    '市科技局',
    '株洲市科技局',
    '中共株洲市科技局',
    '市科学技术局',
    '株洲市科学技术局',
    '中共株洲市科学技术局',
  ])
})

test('a district’s government is looked for with and without its city; a firm’s name stays as it is', () => {
  expect(expansionsOf('石峰区政府', zhuzhou, shorts)).toContain('株洲市石峰区人民政府')
  expect(expansionsOf('中车株洲电力机车有限公司', zhuzhou, shorts)).toEqual([
    '中车株洲电力机车有限公司',
    '株洲市中车株洲电力机车有限公司',
  ])
})

test('where the city is not known only the written name is left', () => {
  expect(expansionsOf('市科技局', { city: null, province: null }, [])).toEqual(['市科技局'])
})
