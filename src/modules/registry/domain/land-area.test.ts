import { expect, test } from 'vitest'
import { areaUnitOf, readAreaM2 } from './land-area.ts'

test.each([
  ['1,200亩', null, 800_000], // 15 亩 = 10,000 m²
  ['1亩', null, 666.67],
  ['3.5平方公里', null, 3_500_000],
  ['12.5', '万平方米', 125_000],
  ['12.5公顷', '万平方米', 125_000], // the cell's own unit counts
  ['８０００㎡', null, 8_000],
  ['0', '亩', 0],
  ['', '亩', null],
  ['/', '亩', null],
])('%s under a header of %s is %s square metres', (text, unit, expected) =>
  expect(readAreaM2(text, unit)).toBe(expected),
)

test.each([
  ['1200', null, 'no_unit'],
  ['约1200亩', null, 'bad'],
  ['-5', '亩', 'bad'],
  ['1e9', '亩', 'bad'],
  ['999999999999', '平方公里', 'bad'],
  ['5', '吨', 'bad'],
])('%s under %s is %s', (text, unit, expected) => expect(readAreaM2(text, unit)).toBe(expected))

test.each([
  ['可供土地（亩）', '亩'],
  ['土地总面积(单位：平方公里)', '平方公里'],
  ['标准厂房总面积（㎡）', 'm2'],
  ['空闲厂房', null],
  ['万平方米厂房', null],
])('the header %s names %s', (header, unit) => expect(areaUnitOf(header)).toBe(unit))
