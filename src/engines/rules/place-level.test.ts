import { expect, test } from 'vitest'
import { fraction } from './fraction.ts'
import { type Classes, placeLevels } from './place-level.ts'
import type { HeldRule, ScoreLine } from './scorecard.ts'

const bands: Classes = {
  by: 'band',
  levels: [{ level: 'A', from: '80' }, { level: 'B', from: '60.5' }, { level: 'C' }],
}
const line = (more: Partial<ScoreLine>): ScoreLine => ({
  id: '1',
  score: fraction(70n),
  scoreAtMost: fraction(70n),
  coverage: fraction(1n),
  isVetoed: false,
  passesDirectly: false,
  byIndicator: [],
  atBest: [],
  direct: [],
  level: null,
  ...more,
})
const rule = (level: string, holds: boolean | null): HeldRule => ({ label: level, level, holds })
const one = (more: Partial<ScoreLine>, classes = bands) => placeLevels([line(more)], classes)[0]

test('a band begins at its limit, decimals and all', () => {
  const at = (n: bigint, d: bigint) => one({ score: fraction(n, d), scoreAtMost: fraction(n, d) })?.level
  expect([at(80n, 1n), at(799n, 10n), at(605n, 10n), at(604n, 10n)]).toEqual(['A', 'B', 'B', 'C'])
})

test('a score that missing data could lift into another band has no class', () => {
  expect(one({ scoreAtMost: fraction(80n) })).toEqual({ level: null, place: null, reason: 'score_open' })
  expect(one({ scoreAtMost: fraction(79n) })).toEqual({ level: 'B', place: null, reason: 'scored' })
})

test('what is unknown is named: the veto, the score', () => {
  expect(one({ isVetoed: null })).toEqual({ level: null, place: null, reason: 'veto_unknown' })
  expect(one({ isVetoed: true })).toEqual({ level: 'C', place: null, reason: 'vetoed' })
  expect(one({ score: null })).toEqual({ level: null, place: null, reason: 'score_unknown' })
  expect(one({ scoreAtMost: null })).toEqual({ level: null, place: null, reason: 'score_unknown' })
})

test('a direct rule lifts, an unknown one does not; a limit holds over both', () => {
  expect(one({ direct: [rule('A', true)] })).toMatchObject({ level: 'A', reason: 'direct' })
  expect(one({ direct: [rule('B', true)] })).toMatchObject({ level: 'B', reason: 'scored' })
  expect(one({ direct: [rule('C', true), rule('A', null)] })).toMatchObject({ level: 'B', reason: 'scored' })
  expect(one({ direct: [rule('A', true)], atBest: [rule('C', true)] })).toMatchObject({
    level: 'C',
    reason: 'limited',
  })
})

test('an unknown limit matters only where it could change the class', () => {
  expect(one({ atBest: [rule('C', null)] })).toMatchObject({ level: null, reason: 'limit_unknown' })
  expect(one({ atBest: [rule('B', null)] })).toMatchObject({ level: 'B', reason: 'scored' })
  expect(one({ atBest: [rule('C', false)] })).toMatchObject({ level: 'B', reason: 'scored' })
})

test('bands without a last level that takes the rest leave whoever is below without a class', () => {
  const open: Classes = { by: 'band', levels: [{ level: 'A', from: '80' }] }
  expect(one({}, open)).toMatchObject({ level: null, reason: 'score_open' })
})

test('a rank list whose last level has a share still gives it to whoever is left', () => {
  const ranks: Classes = {
    by: 'rank',
    levels: [
      { level: 'A', top: '50%' },
      { level: 'B', top: '50%' },
    ],
  }
  const lines = [70n, 60n].map((n, i) => line({ id: String(i), score: fraction(n) }))
  expect(placeLevels(lines, ranks).map((p) => [p.level, p.place])).toEqual([
    ['A', 1],
    ['B', 2],
  ])
})

test('who has no score stands in no rank and takes no place from others', () => {
  const ranks: Classes = { by: 'rank', levels: [{ level: 'A', top: '50%' }, { level: 'B' }] }
  const lines = [line({ score: null }), line({ isVetoed: null }), line({ isVetoed: true }), line({})]
  expect(placeLevels(lines, ranks).map((p) => [p.level, p.place])).toEqual([
    [null, null],
    [null, null],
    ['B', null],
    ['A', 1],
  ])
})
