import { expect, test } from 'vitest'
import {
  estimatedRatios,
  groupEstimatedRatio,
  groupsOf,
  outStrengths,
  valueInterval,
  weightShare,
} from './group-shocks.ts'

const links = {
  firmCount: 3,
  suppliers: Int32Array.of(0, 1, 0),
  buyers: Int32Array.of(1, 2, 2),
  amounts: Float64Array.of(10, 30, 60),
}

test('memberships become groups over places, each firm once, strangers left out', () => {
  const members = [
    { kind: 'node', groupId: 'axle', firmId: '7' },
    { kind: 'node', groupId: 'axle', firmId: '7' },
    { kind: 'node', groupId: 'axle', firmId: '5' },
    { kind: 'region', groupId: '430211', firmId: '99' },
  ] as const
  expect(groupsOf(members, ['5', '6', '7'])).toEqual([{ kind: 'node', id: 'axle', firms: [0, 2] }])
})

test('of what firm 1 buys (10, estimated) and sells (30, told) a quarter is estimated', () => {
  const bases = Uint8Array.of(4, 0, 0)
  expect(estimatedRatios(links, bases, 3)).toEqual([10 / 70, 0.25, 0])
  expect(groupEstimatedRatio([2], links, bases, 3)).toBe(0)
  expect(groupEstimatedRatio([0, 1], links, bases, 3)).toBe(0.1)
})

test('weights are what firms sell', () => {
  expect([...outStrengths(links)]).toEqual([70, 30, 0])
  expect(weightShare([1], outStrengths(links))).toBe(0.3)
})

test('of twenty values the nearest ranks of 5 % and 95 % are the first and the nineteenth', () => {
  const values = Array.from({ length: 20 }, (_, i) => i + 1)
  expect(valueInterval(values)).toEqual({ low: 1, high: 19 })
  expect(valueInterval([])).toBeNull()
})
