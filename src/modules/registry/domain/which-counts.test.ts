import { expect, test } from 'vitest'
import { type Candidate, whichCounts } from './which-counts.ts'

const rankOf = (kind: string) =>
  ['official_register', 'department_list', 'own_reviewed', 'listed_company'].indexOf(kind) + 1
const candidate = (
  id: string,
  sourceKind: Candidate['sourceKind'],
  day: string,
  isPinned = false,
): Candidate => ({
  id,
  sourceKind,
  isPinned,
  recordedAt: `${day}T00:00:00Z`,
})

test('the official register counts before a newer department list', () => {
  const held = [
    candidate('1', 'official_register', '2020-01-01'),
    candidate('2', 'department_list', '2024-01-01'),
  ]
  expect(whichCounts(held, rankOf)).toEqual({ id: '1', reason: 'higher_source' })
})

test('within one kind the newest counts, and of one instant the later record', () => {
  const held = [
    candidate('1', 'department_list', '2023-01-01'),
    candidate('2', 'department_list', '2024-01-01'),
  ]
  expect(whichCounts(held, rankOf)).toEqual({ id: '2', reason: 'newest' })
  const twins = [
    candidate('9', 'department_list', '2024-01-01'),
    candidate('10', 'department_list', '2024-01-01'),
  ]
  expect(whichCounts(twins, rankOf)).toEqual({ id: '10', reason: 'newest' })
})

test('a pinned one counts before all, one alone counts alone, none counts nowhere', () => {
  const held = [
    candidate('1', 'official_register', '2020-01-01'),
    candidate('2', 'listed_company', '2019-01-01', true),
  ]
  expect(whichCounts(held, rankOf)).toEqual({ id: '2', reason: 'pinned' })
  expect(whichCounts([held[0]!], rankOf)).toEqual({ id: '1', reason: 'only' })
  expect(whichCounts([], rankOf)).toBeNull()
})
