import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { drawReviewers } from './draw-reviewers.ts'

const pool = ['li.wei', 'zhao.min', 'sun.hao', 'qian.yu', 'zhou.lan']

test('I04: whoever has the seed and the list draws the same people by the rule alone', () => {
  const lots = pool
    .map((name) => [createHash('sha256').update(`5eed/${name}`).digest('hex'), name] as const)
    .sort()
  expect(drawReviewers(pool, 3, '5eed')).toEqual(lots.slice(0, 3).map(([, name]) => name))
  expect(drawReviewers([...pool].reverse(), 3, '5eed')).toEqual(drawReviewers(pool, 3, '5eed'))
})

test('another seed draws otherwise, and everybody is drawn about as often', () => {
  const times = new Map(pool.map((name) => [name, 0]))
  for (let seed = 0; seed < 1000; seed++)
    for (const name of drawReviewers(pool, 2, String(seed))) times.set(name, times.get(name)! + 1)
  // 1,000 × 2 of 5: 400 each; four standard deviations are 62.
  for (const drawn of times.values()) expect(Math.abs(drawn - 400)).toBeLessThan(62)
})

test('a name that stands twice has one lot, and too small a pool is refused', () => {
  expect(() => drawReviewers(['a', 'a'], 2, 's')).toThrow('1 people for 2 places')
  expect(drawReviewers(['a', 'b'], 2, 's').sort()).toEqual(['a', 'b'])
})
