import { expect, test } from 'vitest'
import { completeRatio, freshness, stateOf } from './complete-ratio.ts'
import { chainMove } from './week-changes.ts'

const counts = (strong: number, weak: number, missing: number, unknown: number) => ({
  strong,
  weak,
  missing,
  unknown,
})

test('fewer missing nodes are better, more are worse; what only became known is neither', () => {
  expect(chainMove(counts(5, 5, 5, 5), counts(6, 5, 4, 5))).toEqual({
    kind: 'better',
    moved: { strong: 1, missing: -1 },
  })
  expect(chainMove(counts(5, 5, 5, 5), counts(4, 6, 5, 5))).toEqual({
    kind: 'worse',
    moved: { strong: -1, weak: 1 },
  })
  expect(chainMove(counts(5, 5, 5, 5), counts(5, 5, 7, 3))).toMatchObject({ kind: 'moved' })
  expect(chainMove(counts(5, 5, 5, 5), counts(5, 5, 5, 5))).toBeNull()
  expect(chainMove(null, counts(1, 1, 1, 1))).toBeNull()
})

test('the meter is the mean of what can be measured; not yet and unmeasurable parts do not count', () => {
  const part = (
    state: 'held' | 'empty' | 'not_yet' | 'withheld',
    have: number | null,
    of: number | null,
  ) => ({ state, have, of })
  // 1/2 and 3/4 have the mean 5/8.
  expect(completeRatio([part('held', 1, 2), part('held', 3, 4), part('not_yet', null, null)])).toBe(0.625)
  expect(completeRatio([part('held', 7, null), part('empty', 0, 0), part('withheld', null, null)])).toBeNull()
  expect(completeRatio([part('empty', 0, 9)])).toBe(0)
})

test('an artefact is as fresh as its newest fact, a month counting from its first day; undated is no age', () => {
  const of = { on: '2026-11-22', staleDays: 90 }
  expect(freshness([{ asOf: '2026-11-20' }, { asOf: '2020-01-01' }], of)).toEqual({
    ...{ newestOn: '2026-11-20', ageDays: 2, isStale: false },
  })
  expect(freshness([{ asOf: '2026-07' }], of)).toEqual({ newestOn: '2026-07', ageDays: 144, isStale: true })
  expect(freshness([{ asOf: null }], of)).toEqual({ newestOn: null, ageDays: null, isStale: null })
})

test('empty, not yet, partial and complete are four things', () => {
  const part = (state: 'held' | 'empty' | 'not_yet') => ({
    ...{ id: 'p', name: 'p', state, have: null, of: null, missing: null, path: null, asOf: null },
  })
  expect(stateOf([part('not_yet')], null)).toBe('not_yet')
  expect(stateOf([part('empty'), part('not_yet')], null)).toBe('empty')
  expect(stateOf([part('held'), part('not_yet')], 1)).toBe('partial')
  expect(stateOf([part('held')], 1)).toBe('complete')
  expect(stateOf([part('held')], 0.5)).toBe('partial')
})
