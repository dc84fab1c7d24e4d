import { expect, test } from 'vitest'
import { evaluateFormula, type Known, yearBefore } from './evaluate.ts'
import { parseFormula } from './parse.ts'
import { type Formula, seriesIn } from './tree.ts'
import { isFault, unitOf } from './units.ts'

const parse = (text: string): Formula => {
  const parsed = parseFormula(text)
  if (!parsed.ok) throw new Error(`${parsed.fault.en} at ${parsed.fault.at}`)
  return parsed.formula
}
const faultOf = (text: string) => {
  const parsed = parseFormula(text)
  return parsed.ok ? null : [parsed.fault.at, parsed.fault.en]
}
const figures: Record<string, Known> = {
  'designated-firms[全部] 2019-12-31': { value: '4488', isExact: true },
  'designated-firms[中型] 2019-12-31': { value: '431', isExact: true },
  'designated-firms[小微型] 2019-12-31': { value: '3963', isExact: true },
  'designated-firms[其他] 2019-12-31': { value: null, isExact: true },
  'centres 2019-12-31': { value: '203', isExact: true },
  'centres 2020-12-31': { value: '233', isExact: true },
  'cloud 2020-12-31': { value: '9000', isExact: false },
  'nothing 2020-12-31': { value: '0', isExact: true },
}
const evaluate = (text: string, asOf: string) =>
  evaluateFormula(
    parse(text),
    asOf,
    ({ indicator, scope }, day) => figures[`${indicator}${scope ? `[${scope}]` : ''} ${day}`],
  )

test('trap 2: the share of medium, small and micro firms is 97.9 %, computed exactly', () => {
  const share = evaluate(
    'share(designated-firms[中型] + designated-firms[小微型], designated-firms[全部])',
    '2019-12-31',
  )
  // (431 + 3963) / 4488 = 4394 / 4488 = 0.97905525846…
  expect(share.value).toBe('97.905526')
  expect(share.inputs.map(({ name, value }) => [name, value])).toEqual([
    ['designated-firms[中型]', '431'],
    ['designated-firms[小微型]', '3963'],
    ['designated-firms[全部]', '4488'],
  ])
})

test('growth against a year before: 203 to 233 is 14.778325 %', () => {
  expect(evaluate('growth(centres)', '2020-12-31')).toMatchObject({ value: '14.778325', isExact: true })
  expect(evaluate('centres - before(centres)', '2020-12-31').value).toBe('30')
})

test('unknown in, unknown out; all inputs stay listed', () => {
  const result = evaluate('designated-firms[其他] + designated-firms[中型]', '2019-12-31')
  expect(result.value).toBeNull()
  expect(result.inputs).toHaveLength(2)
  expect(evaluate('growth(centres)', '2019-12-31').value).toBeNull()
  expect(evaluate('centres / nothing', '2020-12-31').value).toBeNull()
})

test('a figure that its source gives as about makes the result about', () => {
  expect(evaluate('cloud × 2', '2020-12-31')).toMatchObject({ value: '18000', isExact: false })
})

test('products before sums, brackets first, Chinese signs as well', () => {
  expect(evaluate('2 + 3 × 4 − 1', '2020-12-31').value).toBe('13')
  expect(evaluate('（2 + 3）×4÷8', '2020-12-31').value).toBe('2.5')
  expect(evaluate('10 - 4 - 3', '2020-12-31').value).toBe('3')
  expect(evaluate('1 / 3', '2020-12-31').value).toBe('0.333333')
  expect(evaluate('sum(1, 2, 3.5)', '2020-12-31').value).toBe('6.5')
})

test('what cannot be read is refused with its place', () => {
  expect(faultOf('a +')).toEqual([3, 'an indicator, a number or a bracket is expected here'])
  expect(faultOf('a $ b')).toEqual([2, '"$" is not understood'])
  expect(faultOf('(a')?.[0]).toBe(2)
  expect(faultOf('growth(1)')?.[0]).toBe(0)
  expect(faultOf('a b')).toEqual([2, '"b" is too much'])
  expect(faultOf('')?.[0]).toBe(0)
  expect(faultOf('('.repeat(60))?.[1]).toBe('nested too deeply')
})

test('units: like is added to like, growth and share are per cent, a product needs a bare number', () => {
  const units: Record<string, string> = { firms: '家', output: '亿元' }
  const unit = (text: string) => unitOf(parse(text), ({ indicator }) => units[indicator])
  expect(unit('growth(output)')).toBe('%')
  expect(unit('share(firms[大型], firms)')).toBe('%')
  expect(unit('output / firms')).toBe('亿元/家')
  expect(unit('output / output × 100')).toBe('')
  expect(unit('2 × output')).toBe('亿元')
  for (const wrong of ['output + firms', 'output × firms', 'growth(other)', 'share(output, firms)'])
    expect(isFault(unit(wrong)), wrong).toBe(true)
})

test('a year before the end of February is the end of February', () => {
  expect(yearBefore('2024-02-29')).toBe('2023-02-28')
  expect(yearBefore('2025-02-28')).toBe('2024-02-29')
  expect(yearBefore('2024-03-15')).toBe('2023-03-15')
})

test('every series of a formula is found', () => {
  expect(
    seriesIn(parse('share(sum(a, b[x]), growth(c) + before(d) + 1)')).map(({ indicator }) => indicator),
  ).toEqual(['a', 'b', 'c', 'd'])
})
