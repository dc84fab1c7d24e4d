import { expect, test } from 'vitest'
import type { Definition } from '../model/definitions.ts'
import { applyFormulas } from './apply-formulas.ts'
import { effectiveVersions } from './effective-definitions.ts'
import { pointOn, type Statement, seriesOf } from './series.ts'

const said = (
  id: string,
  asOf: string,
  value: string | null,
  change: Partial<Statement> = {},
): Statement => ({
  id,
  origin: 'document',
  indicator: 'centres',
  chain: null,
  subject: null,
  scope: null,
  period: asOf.slice(0, 4),
  asOf,
  comparator: '=',
  value,
  ...change,
})
const none = new Map<string, string>()

test('trap 3: figures of two days are a series and stand beside each other', () => {
  const [series, ...rest] = seriesOf([said('a', '2020-12-31', '233'), said('a', '2019-12-31', '203')], none)
  expect(rest).toEqual([])
  expect(series!.points.map(({ asOf, value, conflict }) => [asOf, value, conflict])).toEqual([
    ['2019-12-31', '203', null],
    ['2020-12-31', '233', null],
  ])
  expect(pointOn(series!, '2020-06-30')?.value).toBe('203')
})

test('sources that agree are one figure, those that disagree none until a person decides', () => {
  const agreed = seriesOf([said('a', '2019-12-31', '203'), said('b', '2019-12-31', '203.0')], none)
  expect(agreed[0]!.points[0]).toMatchObject({ value: '203', conflict: null })
  const sources = [said('a', '2019-12-31', '203'), said('b', '2019-12-31', '210')]
  const open = seriesOf(sources, none)[0]!.points[0]!
  expect(open).toMatchObject({ value: null, binding: null })
  const decided = seriesOf(sources, new Map([[open.conflict!, 'b']]))[0]!.points[0]!
  expect(decided).toMatchObject({ value: '210', conflict: open.conflict })
  // The decision was on 203 against 210; another figure is another conflict.
  const changed = [sources[0]!, said('b', '2019-12-31', '211')]
  expect(seriesOf(changed, new Map([[open.conflict!, 'b']]))[0]!.points[0]!.value).toBeNull()
})

test('a computed figure that rounds to the stated one agrees with it; two stated ones must be the same', () => {
  const computed = said('formula', '2019-12-31', '97.905526', { origin: 'formula' })
  const of = (...statements: Statement[]) => seriesOf(statements, none)[0]!.points[0]!
  expect(of(said('a', '2019-12-31', '97.9'), computed)).toMatchObject({ value: '97.9', conflict: null })
  expect(of(said('a', '2019-12-31', '97.8'), computed).value).toBeNull()
  expect(of(said('a', '2019-12-31', '97.9'), said('b', '2019-12-31', '97.905526')).value).toBeNull()
})

test('other scope words and other chains are other series', () => {
  const scope = (zh: string) => ({ scope: { zh, en: zh } })
  const series = seriesOf(
    [
      said('a', '2021-12-31', '4', scope('国家级')),
      said('a', '2021-12-31', '16', scope('省级')),
      said('a', '2021-12-31', '9', { chain: 'rail' }),
    ],
    none,
  )
  expect(series.map(({ points }) => points[0]!.value)).toEqual(['4', '16', '9'])
})

const definition = (id: string, expression?: string): Definition => ({
  id,
  version: 1,
  name: { zh: id, en: id },
  unit: '家',
  direction: 'up',
  formula: null,
  fiveChains: ['innovation'],
  ...(expression === undefined ? {} : { expression }),
})

test('a formula is computed for each day of its series; a formula over a formula comes after it', () => {
  const held = seriesOf([said('a', '2019-12-31', '203'), said('a', '2020-12-31', '233')], none)
  const statements = applyFormulas(
    [definition('twice', 'growth-of-centres × 2'), definition('growth-of-centres', 'growth(centres)')],
    held,
  )
  expect(statements.map(({ indicator, asOf, value }) => [indicator, asOf, value])).toEqual([
    ['growth-of-centres', '2019-12-31', null],
    ['growth-of-centres', '2020-12-31', '14.778325'],
    ['twice', '2020-12-31', '29.55665'],
  ])
  expect(statements[1]!.inputs.map(({ name, value, asOf }) => [name, value, asOf])).toEqual([
    ['centres', '233', '2020-12-31'],
    ['centres', '203', '2019-12-31'],
  ])
})

test('formulas that lead back to themselves give nothing', () => {
  const held = seriesOf([said('a', '2019-12-31', '203')], none)
  expect(applyFormulas([definition('x', 'y + centres'), definition('y', 'x')], held)).toEqual([])
})

test('the highest version holds; with equal numbers the later one', () => {
  const version = (id: string, number: number, by: string) => ({ definition: { id, version: number }, by })
  const held = effectiveVersions([
    version('a', 1, 'pack'),
    version('b', 3, 'pack'),
    version('a', 2, 'office'),
    version('b', 3, 'office'),
    version('b', 2, 'office'),
  ])
  expect(held.map(({ definition: { id, version: number }, by }) => [id, number, by])).toEqual([
    ['a', 2, 'office'],
    ['b', 3, 'office'],
  ])
})
