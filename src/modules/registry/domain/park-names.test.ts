import { expect, test } from 'vitest'
import { evenParkName, LOOKS_ALIKE_FROM, likenessOfParks } from './park-names.ts'

const places = ['湖南省', '株洲市', '株洲', '天元区', '石峰区']

test('width, brackets and spaces make no other name', () => {
  expect(evenParkName('中以（常州） 产业园')).toBe(evenParkName('中以(常州)产业园'))
})

test.each([
  ['株洲高新技术产业开发区', '株洲国家级高新区', 1],
  ['湖南省株洲市经济开发区', '株洲经开区', 1],
  // 轨道 道科 科技 技城 | 轨道 道交 交通 通科 科技 技城: 3 shared of 4 + 6
  ['株洲轨道科技城', '株洲轨道交通科技城', 0.6],
  ['株洲高新区', '株洲经开区', 0],
])('%s and %s resemble each other by %s', (a, b, expected) =>
  expect(likenessOfParks(a, b, places)).toBeCloseTo(expected, 5),
)

test('two parks of other trades are not asked about', () => {
  expect(likenessOfParks('株洲航空产业园', '株洲陶瓷产业园', places)).toBeLessThan(LOOKS_ALIKE_FROM)
})
