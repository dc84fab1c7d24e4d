import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { targetRuleSchema } from '../model/target-rule.ts'
import { forecastTrend } from './forecast.ts'
import { type JudgedTarget, judgeTarget } from './judge-target.ts'
import type { Point, Statement } from './series.ts'
import { staleFrom } from './stale.ts'

const rule = targetRuleSchema.parse(parse(readFileSync('packs/national/target-rules/default.yaml', 'utf8')))
const point = (asOf: string, value: string | null, conflict: string | null = null): Point => ({
  asOf,
  value,
  isExact: true,
  binding: null,
  statements: [],
  conflict,
})
const target = (change: Partial<JudgedTarget>): JudgedTarget => ({
  comparator: '>=',
  value: 100,
  dueDate: '2024-12-31',
  ...change,
})
const judge = (
  of: Partial<JudgedTarget>,
  points: Point[],
  onDate = '2024-06-30',
  direction: 'up' | 'down' = 'up',
) => judgeTarget(target(of), points, direction, onDate, rule)

test('a figure that its source gives as over or under is held against the target as it was told', () => {
  const told = (comparator: Statement['comparator'], of: Partial<JudgedTarget>, value = '100') => {
    const statement: Statement = {
      ...{ id: 'document:a', origin: 'document', indicator: 'x', chain: null, subject: null, scope: null },
      ...{ period: '2023', asOf: '2023-12-31', comparator, value },
    }
    const judged = judge(of, [{ ...point('2023-12-31', value), binding: statement, statements: [statement] }])
    return [judged.light, judged.reason, judged.gap]
  }
  const reached = ['reached', 'reached', '0']
  // 超过100 held against “more than 100”; plain 100 falls short of it.
  expect(told('>', { comparator: '>' })).toEqual(reached)
  expect(told('=', { comparator: '>' })[0]).toBe('unknown')
  expect(told('=', { comparator: '>' })[1]).toBe('too_few_values')
  // 不足100 is no 100; 不足150 may be or not; 至多 100 may be just 100.
  expect(told('<', {})[1]).toBe('too_few_values')
  expect(told('<', {}, '150')).toEqual(['unknown', 'only_bound', null])
  expect(told('<=', {})).toEqual(['unknown', 'only_bound', null])
  expect(told('<=', { comparator: '>' })[1]).toBe('too_few_values')
  // Where less is better it is the other way round.
  expect(told('<', { comparator: '<' })).toEqual(reached)
  expect(told('>', { comparator: '<=' }, '90')).toEqual(['unknown', 'only_bound', null])
  expect(told('>', { comparator: '<=' })[1]).toBe('too_few_values')
  expect(told('~', {})).toEqual(reached)
  expect(told('>', { comparator: 'range', value: [50, 200] })).toEqual(['unknown', 'only_bound', null])
})

test('a line through 1, 2, 3 comes to 4 without any interval; scatter opens it', () => {
  const line = [0, 1, 2].map((day) => ({ day, value: day + 1 }))
  const exact = forecastTrend(line, 3)!
  expect([exact.value, exact.low, exact.high].map((x) => Math.round(x * 1e9) / 1e9)).toEqual([4, 4, 4])
  // 1, 3, 2 on days 0, 1, 2: slope 0.5, mean 2; residuals -0.5, 1, -0.5, so s² = 1.5 / 1; on day 3: 3 and
  // 3.078 × √1.5 × √(1 + 1/3 + 4/2) = 3.078 × 1.224745 × 1.825742 = 6.882617.
  const scattered = forecastTrend(
    [
      { day: 0, value: 1 },
      { day: 1, value: 3 },
      { day: 2, value: 2 },
    ],
    3,
  )!
  expect(scattered.value).toBeCloseTo(3, 9)
  expect(scattered.high - scattered.value).toBeCloseTo(6.882617, 4)
  expect(scattered.value - scattered.low).toBeCloseTo(6.882617, 4)
})

test('no forecast under three figures, nor for a day within the series', () => {
  expect(
    forecastTrend(
      [
        { day: 0, value: 1 },
        { day: 1, value: 2 },
      ],
      3,
    ),
  ).toBeNull()
  const three = [0, 1, 2].map((day) => ({ day, value: day }))
  expect(forecastTrend(three, 2)).toBeNull()
})

test('reached: nothing is lacking; > asks for more than the figure', () => {
  expect(judge({}, [point('2024-03-31', '100')])).toMatchObject({
    light: 'reached',
    gap: '0',
    progressRatio: 1,
  })
  expect(judge({ comparator: '>', value: 30 }, [point('2024-03-31', '30')])).toMatchObject({
    light: 'unknown',
    reason: 'too_few_values',
    gap: '0',
  })
  expect(judge({ comparator: '=', value: 40 }, [point('2024-03-31', '42')]).light).toBe('reached')
})

test('less is better: the way round', () => {
  const days = judge({ comparator: '<=', value: 20 }, [point('2024-03-31', '25')])
  expect(days).toMatchObject({ gap: '5', progressRatio: 0.8 })
  expect(judge({ comparator: '<=', value: 20 }, [point('2024-03-31', '19')]).light).toBe('reached')
  expect(judge({ comparator: '=', value: 20 }, [point('2024-03-31', '19')], '2024-06-30', 'down').light).toBe(
    'reached',
  )
})

test('a range is reached within it; the nearer border tells what is lacking', () => {
  const of = (value: string) => judge({ comparator: 'range', value: [10, 20] }, [point('2024-03-31', value)])
  expect(of('15')).toMatchObject({ light: 'reached', gap: '0', progressRatio: null })
  expect(of('8').gap).toBe('2')
  expect(of('23').gap).toBe('3')
})

test('a multiple counts from the first figure, and has no meaning without one', () => {
  const doubled = { comparator: 'x' as const, value: 2 }
  expect(judge(doubled, [point('2023-03-31', '5'), point('2024-03-31', '10')]).light).toBe('reached')
  expect(judge(doubled, [point('2024-03-31', '10')])).toMatchObject({ light: 'unknown', reason: 'no_base' })
})

test('with three figures the trend decides: on course, at risk within the interval, off course', () => {
  const of = (...values: string[]) =>
    judge(
      {},
      values.map((value, i) => point(`202${i + 1}-12-31`, value)),
    )
  expect(of('60', '75', '90')).toMatchObject({ light: 'on_course', reason: 'forecast' })
  expect(of('60', '80', '84')).toMatchObject({ light: 'at_risk', reason: 'forecast' })
  expect(of('60', '61', '62')).toMatchObject({ light: 'off_course', reason: 'forecast', gap: '38' })
})

test('with two figures the pace decides', () => {
  // A year of two gone by (2022-12-31 to 2023-12-31 of 731 days): half the way is on course.
  const of = (now: string) => judge({}, [point('2022-12-31', '0'), point('2023-12-31', now)])
  expect(of('50')).toMatchObject({ light: 'on_course', reason: 'pace' })
  expect(of('45').light).toBe('at_risk')
  expect(of('30').light).toBe('off_course')
})

test('a figure of the last day that is too small is a miss; without one nobody knows', () => {
  expect(judge({}, [point('2024-12-31', '90')], '2025-03-01')).toMatchObject({
    light: 'off_course',
    reason: 'missed',
  })
  expect(judge({}, [point('2023-12-31', '90')], '2025-03-01')).toMatchObject({
    light: 'unknown',
    reason: 'no_value_since_due',
    gap: '10',
  })
})

test('unknown in, unknown out: no figure, sources that disagree, no deadline', () => {
  expect(judge({}, [])).toMatchObject({
    light: 'unknown',
    reason: 'no_value',
    gap: null,
    progressRatio: null,
  })
  expect(judge({}, [point('2024-03-31', null, 'key')]).reason).toBe('disputed')
  expect(judge({ dueDate: null }, [point('2024-03-31', '50')])).toMatchObject({
    light: 'unknown',
    reason: 'no_deadline',
    gap: '50',
  })
  expect(judge({}, [point('2024-09-30', '100')]).reason).toBe('no_value')
})

test('a yearly figure of 2019 is stale from the middle of 2021 on, a figure told once never', () => {
  expect(staleFrom('2019-12-31', 'year', rule)).toBe('2021-06-29')
  expect(staleFrom('2019-12-31', 'once', rule)).toBeNull()
  expect(staleFrom('2019-12-31', null, rule)).toBeNull()
})
