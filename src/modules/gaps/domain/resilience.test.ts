import { describe, expect, test } from 'vitest'
import { measureResilience, type ResilienceNode } from './resilience.ts'

const settings = {
  weights: { selfReliance: 0.4, singleSource: 0.2, alternates: 0.2, flow: 0.2 },
  statusValues: { strong: 1, weak: 0.5, missing: 0 },
}
const node = (over: Partial<ResilienceNode>): ResilienceNode => ({
  status: 'unknown',
  dependents: 0,
  here: 0,
  within200Km: 0,
  groups: 0,
  groupUnknown: 0,
  isHindered: false,
  ...over,
})

describe('D17: self-reliance and smoothness of a chain', () => {
  const nodes = [
    node({ status: 'strong', dependents: 3, here: 4, groups: 3 }),
    node({ status: 'weak', dependents: 1, here: 1, groups: 1 }),
    node({ status: 'missing', isHindered: true }),
    node({}),
  ]

  test('D17: the index is the weighted mean of its parts, done by hand', () => {
    // self-reliance (4×1 + 2×0.5 + 1×0) / 7 = 0.7142857; owners 1 of 2; alternates 1 of 3; flow 3 of 4
    const { index, coverageRatio, parts } = measureResilience(nodes, true, settings)
    expect(parts.selfReliance.value).toBeCloseTo(5 / 7, 10)
    expect([parts.singleSource.value, parts.alternates.value, parts.flow.value]).toEqual([0.5, 1 / 3, 0.75])
    // 0.4×0.7142857 + 0.2×0.5 + 0.2×0.3333333 + 0.2×0.75 = 0.6023810
    expect(index).toBe(60.2)
    expect(coverageRatio).toBe(1)
  })

  test('D17: a register never kept says nothing about flow, and lowers coverage', () => {
    // (0.2857143 + 0.1 + 0.0666667) / 0.8 = 0.5654762
    const { index, coverageRatio, parts } = measureResilience(nodes, false, settings)
    expect(parts.flow.value).toBeNull()
    expect([index, coverageRatio]).toEqual([56.5, 0.8])
  })

  test('D17: a chain of which nothing is known has no index', () => {
    expect(measureResilience([node({}), node({})], false, settings)).toMatchObject({
      index: null,
      coverageRatio: 0,
    })
  })

  test('an owner that nobody knows makes a node neither single-source nor safe', () => {
    const told = measureResilience([node({ status: 'weak', here: 1, groupUnknown: 1 })], false, settings)
    expect(told.parts.singleSource).toEqual({ value: null, hits: 0, of: 0, out: 1 })
  })
})
