import { expect, test } from 'vitest'
import { fraction } from '../../../engines/rules/index.ts'
import { classMovement, directionOf, distribution, histogram } from './class-movement.ts'
import { decimalText, fractionText, readFraction } from './exact-figure.ts'

const standings = (text: string) =>
  new Map(
    text.split(' ').map((pair) => {
      const [id = '', level = ''] = pair.split(':')
      return [id, { level: level === '?' ? null : level }]
    }),
  )
const levels = ['A', 'B', 'C']

test('moves are counted over the subjects that stand in both runs, unknown apart', () => {
  const movement = classMovement(
    standings('1:A 2:B 3:C 4:? 5:B 6:A'),
    standings('1:B 2:A 3:C 4:A 5:? 7:A'),
    levels,
  )
  expect(movement).toEqual({
    levels: ['A', 'B', 'C', null],
    cells: [
      [0, 1, 0, 0],
      [1, 0, 0, 1],
      [0, 0, 1, 0],
      [1, 0, 0, 0],
    ],
    up: 1,
    down: 1,
    same: 1,
    unknown: 2,
  })
})

test('a class outside the ladder is neither better nor worse', () => {
  expect(directionOf('T', 'A', levels)).toBe('unknown')
  expect(directionOf('C', 'B', levels)).toBe('up')
  expect(classMovement(standings('1:T'), standings('1:A'), levels).levels).toEqual(['A', 'B', 'C', 'T', null])
})

test('a class with nobody in it is shown as nobody, unknown always last', () => {
  expect(distribution([{ level: 'B' }, { level: null }, { level: 'T' }], levels)).toEqual([
    { level: 'A', count: 0 },
    { level: 'B', count: 1 },
    { level: 'C', count: 0 },
    { level: 'T', count: 1 },
    { level: null, count: 1 },
  ])
})

test('scores are counted in tenths, full marks in the last', () => {
  const counts = histogram([0, 9.99, 10, 100, null], 100).map(({ count }) => count)
  expect(counts).toEqual([2, 1, 0, 0, 0, 0, 0, 0, 0, 1])
})

test('exact figures are kept in lowest terms and shown cut, never rounded up', () => {
  expect(fractionText(fraction(50n, 100n))).toBe('1/2')
  expect(readFraction('2/3')).toEqual({ n: 2n, d: 3n })
  expect(decimalText(fraction(2n, 3n))).toBe('0.6666')
  expect(decimalText(fraction(599_999n, 10_000n), 2)).toBe('59.99')
  expect(decimalText(fraction(-1n, 3n), 2)).toBe('-0.33')
  expect([decimalText(null), fractionText(null), readFraction(null)]).toEqual([null, null, null])
})
