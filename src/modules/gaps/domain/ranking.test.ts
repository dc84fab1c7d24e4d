import { expect, test } from 'vitest'
import { countDependents } from './dependents.ts'
import { countStatuses, rankGaps } from './ranking.ts'

const need = (node: string, needs: string, essential = true) => ({ node, needs, essential })

test('dependents are counted through essential needs only, each once', () => {
  // steel → wheel → bogie → train, steel → bogie; paint is not essential
  const needs = [
    need('wheel', 'steel'),
    need('bogie', 'wheel'),
    need('bogie', 'steel'),
    need('train', 'bogie'),
    need('train', 'paint', false),
  ]
  const counts = countDependents(['steel', 'wheel', 'bogie', 'train', 'paint'], needs)
  expect(Object.fromEntries(counts)).toEqual({ steel: 3, wheel: 2, bogie: 1, train: 0, paint: 0 })
})

test('a circle in a map ends, and no node depends on itself', () => {
  expect(countDependents(['a', 'b'], [need('a', 'b'), need('b', 'a')]).get('a')).toBe(1)
})

test('missing comes before weak before unknown, then what most depends on, and strong is no gap', () => {
  const node = (
    nodeId: string,
    status: 'strong' | 'weak' | 'missing' | 'unknown',
    dependents: number,
    here = 0,
  ) => ({
    chainId: 'rail',
    nodeId,
    status,
    dependents,
    here,
    within200Km: 0,
  })
  const nodes = [
    node('u', 'unknown', 90),
    node('w2', 'weak', 5, 2),
    node('s', 'strong', 99),
    node('w1', 'weak', 5, 1),
    node('m1', 'missing', 1),
    node('m4', 'missing', 4),
  ]
  expect(rankGaps(nodes).map(({ nodeId }) => nodeId)).toEqual(['m4', 'm1', 'w1', 'w2', 'u'])
  expect(countStatuses(nodes)).toEqual({ strong: 1, weak: 2, missing: 2, unknown: 1 })
})
