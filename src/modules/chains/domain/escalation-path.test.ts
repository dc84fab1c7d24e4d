import { describe, expect, test } from 'vitest'
import type { BodyKind } from '../model.ts'
import { escalationSteps, type PathParent, wouldCircle } from './escalation-path.ts'

const body = (
  id: string,
  kind: BodyKind,
  validFrom: string | null = null,
  validTo: string | null = null,
) => ({
  id,
  kind,
  validFrom,
  validTo,
})
const under = (
  bodyId: string,
  parentId: string,
  validFrom: string | null = null,
  validTo: string | null = null,
): PathParent => ({ bodyId, parentId, validFrom, validTo })

const bodies = [
  body('hq', 'headquarters'),
  body('group-office', 'leading_group_office'),
  body('force', 'task_force', '2023-05-01'),
  body('office', 'chain_office'),
  body('club', 'association'),
]
const parents = [under('office', 'force'), under('force', 'group-office'), under('group-office', 'hq')]
const idsOn = (day: string, serving = ['office', 'club'], given = parents) =>
  escalationSteps(bodies, given, new Set(serving), day).map(({ id }) => id)

describe('the way up', () => {
  test('A14: from the chain office by task force and the office of the leading group to the headquarters', () => {
    expect(idsOn('2024-01-01')).toEqual(['office', 'force', 'group-office', 'hq'])
  })

  test('A14: a parent that does not stand yet ends the way; it is not skipped', () => {
    expect(idsOn('2023-04-30')).toEqual(['office'])
  })

  test('A14: without a chain office the way begins at the lowest body of command that serves the chain', () => {
    expect(idsOn('2024-01-01', ['group-office', 'club'])).toEqual(['group-office', 'hq'])
    expect(idsOn('2024-01-01', ['club'])).toEqual([])
  })

  test('A14: another parent from a day on; a circle in the data ends and does not hang', () => {
    const changed = [
      under('office', 'force', null, '2025-01-01'),
      under('office', 'hq', '2025-01-01'),
      under('hq', 'office'),
    ]
    expect(idsOn('2024-12-31', ['office'], changed)).toEqual(['office', 'force'])
    expect(idsOn('2025-01-01', ['office'], changed)).toEqual(['office', 'hq'])
  })

  test('a body never comes to stand above itself, also by several steps; other days do not matter', () => {
    expect(wouldCircle(parents, under('hq', 'office'))).toBe(true)
    expect(wouldCircle(parents, under('hq', 'club'))).toBe(false)
    const past = [under('office', 'hq', null, '2020-01-01')]
    expect(wouldCircle(past, under('hq', 'office', '2020-01-01'))).toBe(false)
    expect(wouldCircle(past, under('hq', 'office', '2019-12-31'))).toBe(true)
  })
})
