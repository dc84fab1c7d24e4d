import { expect, test } from 'vitest'
import { rankSubstitutes } from './rank-substitutes.ts'
import { countLinesHit, daysUntilEmpty, flowsBetween, lossesByStep, pictureByGroup } from './shock-picture.ts'
import type { Trace } from './shock-trace.ts'

const trace: Trace = {
  firstStep: Int32Array.of(0, 1, -1),
  causes: [{ from: -1, way: 'down', link: -1 }, { from: 0, way: 'down', link: 0 }, null],
  loss: Float64Array.of(1, 0.5, 0),
}
const weights = Float64Array.of(20, 60, 20)
const groups = ['ore', 'parts', 'parts']
const groupOf = (i: number) => groups[i] ?? null

test('of parts 30 of 80 are lost, which is 30 of 100 in all', () => {
  expect(pictureByGroup(trace, weights, groupOf)).toEqual([
    { id: 'parts', firmCount: 2, reachedCount: 1, lossRatio: 0.375, weightRatio: 0.3, firstStep: 1 },
    { id: 'ore', firmCount: 1, reachedCount: 1, lossRatio: 1, weightRatio: 0.2, firstStep: 0 },
  ])
})

test('the shock went from ore to parts in step 1', () => {
  expect(flowsBetween(trace, weights, groupOf)).toEqual([
    { from: 'ore', to: 'parts', way: 'down', step: 1, weightRatio: 0.3, firms: 1 },
  ])
})

test('losses by step count a group that sells nothing by its firms', () => {
  const state = { down: Float64Array.of(0, 1, 0), up: new Float64Array(3) }
  expect(lossesByStep([state], Float64Array.of(5, 0, 0), groupOf)).toEqual([
    [{ id: 'parts', lossRatio: 0.5 }],
  ])
})

test('a relation is hit when one of its ends is; a link of 0 is none', () => {
  const network = {
    suppliers: Int32Array.of(0, 1, 2),
    buyers: Int32Array.of(1, 2, 2),
    amounts: Float64Array.of(1, 0, 1),
  }
  expect(countLinesHit(network as never, trace.loss)).toBe(1)
})

test('thirty days of stock last sixty at half the inflow; unknown stays unknown', () => {
  expect(daysUntilEmpty(30, 0.5)).toBe(60)
  expect(daysUntilEmpty(null, 0.5)).toBeNull()
  expect(daysUntilEmpty(30, 0)).toBeNull()
})

test('proven capability comes before nearness, nearness before spare capacity; what each lacks is told', () => {
  const base = { name: '', nodeId: 'axle', distanceKm: 1, knownBuyers: 1, lossRatio: 0 } as const
  const ranked = rankSubstitutes([
    { ...base, id: '1', evidence: 'stated', ring: 'here', spareRatio: 0.9 },
    { ...base, id: '2', evidence: 'confirmed', ring: 'elsewhere', spareRatio: 0.1 },
    { ...base, id: '3', evidence: 'confirmed', ring: 'within200Km', spareRatio: null },
    { ...base, id: '4', evidence: 'confirmed', ring: 'here', spareRatio: 0.9, lossRatio: 0.4 },
  ])
  expect(ranked.map(({ id }) => id)).toEqual(['3', '2', '1', '4'])
  expect(ranked.map(({ lacks }) => lacks)).toEqual([
    ['spare_unknown'],
    ['far'],
    ['evidence_unconfirmed'],
    ['hit_itself'],
  ])
})
