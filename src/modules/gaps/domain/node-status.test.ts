import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { judgeNode, type NodeFacts, type Statement, type Thresholds } from './node-status.ts'

const nothing: NodeFacts = {
  here: 0,
  within200Km: 0,
  elsewhere: 0,
  positionUnknown: 0,
  unconfirmed: 0,
  unconfirmedHere: 0,
  groups: 0,
  groupUnknown: 0,
  localRatio: null,
  coverageRatio: null,
  isRatioPublic: false,
}
const limits: Thresholds = {
  strongGroups: 3,
  strongLocalRatio: 0.5,
  minimalCoverageRatio: 0.5,
  weakFirmsHere: 1,
  weakFirmsWithin200Km: 1,
}
const complete: Statement = { kind: 'register_complete', source: '普查', date: '2026-06-30' }
const confirmed: Statement = { kind: 'confirmed_missing', source: '链办会议纪要', date: '2026-06-30' }
const judge = (facts: Partial<NodeFacts>, statement: Statement | null = null) =>
  judgeNode({ ...nothing, ...facts }, limits, statement)
const codes = (facts: Partial<NodeFacts>, statement: Statement | null = null) =>
  judge(facts, statement).reasons.map(({ code }) => code)

describe('missing needs a word of an office', () => {
  test('no held firm means unknown', () => {
    expect(judge({})).toEqual({ status: 'unknown', reasons: [{ code: 'none_held', figures: {} }] })
    expect(judge({ elsewhere: 7 }).status).toBe('unknown')
  })

  test('a complete register without a firm here or near means missing, with source and date', () => {
    expect(judge({ elsewhere: 2 }, complete)).toMatchObject({
      status: 'missing',
      reasons: [
        { code: 'firms' },
        { code: 'register_complete', figures: { source: '普查', date: '2026-06-30' } },
      ],
    })
  })

  test('a complete register does not outweigh a firm by words here or a firm nobody can place', () => {
    expect(judge({ unconfirmed: 1, unconfirmedHere: 1 }, complete).status).toBe('unknown')
    expect(judge({ positionUnknown: 1 }, complete).status).toBe('unknown')
    expect(judge({ unconfirmed: 1, unconfirmedHere: 1 }, confirmed).status).toBe('missing')
  })

  test('a held firm here contradicts an office that confirmed the gap, and it is said', () => {
    expect(judge({ here: 1, groups: 1 }, confirmed).status).toBe('weak')
    expect(codes({ here: 1, groups: 1 }, confirmed)).toContain('statement_contradicted')
  })
})

describe('strong counts owners, not firms', () => {
  test('three independent groups here are strong', () => {
    expect(judge({ here: 3, groups: 3 }).status).toBe('strong')
  })

  test('five firms of two groups are weak', () => {
    expect(judge({ here: 5, groups: 2 }).status).toBe('weak')
    expect(codes({ here: 5, groups: 2 })).toContain('groups_too_few')
  })

  test('firms of unknown groups never make a node strong, and it is said', () => {
    expect(judge({ here: 9, groups: 0, groupUnknown: 9 }).status).toBe('weak')
    expect(codes({ here: 9, groups: 0, groupUnknown: 9 })).toContain('groups_unknown')
  })

  test('firms by product words alone never make a node strong or weak', () => {
    expect(judge({ unconfirmed: 50, unconfirmedHere: 50 }).status).toBe('unknown')
  })
})

describe('the local ratio speaks only when covered enough and public', () => {
  const three = { here: 3, groups: 3, isRatioPublic: true }

  test('a low ratio that covers enough makes a node weak', () => {
    expect(judge({ ...three, localRatio: 0.2, coverageRatio: 0.8 }).status).toBe('weak')
  })

  test('the same ratio with little coverage, or of two buyers, does not count', () => {
    expect(judge({ ...three, localRatio: 0.2, coverageRatio: 0.3 }).status).toBe('strong')
    expect(judge({ ...three, isRatioPublic: false, localRatio: 0.2, coverageRatio: 0.8 }).status).toBe(
      'strong',
    )
  })
})

test('firms within 200 km alone are weak and named as near only', () => {
  expect(judge({ within200Km: 4 })).toMatchObject({ status: 'weak' })
  expect(codes({ within200Km: 4 })).toContain('only_nearby')
})

test('a pack without thresholds leaves every node unknown and says so', () => {
  expect(judgeNode({ ...nothing, here: 3, groups: 3 }, null, null)).toMatchObject({ status: 'unknown' })
})

test('every judgement has a reason, and one more independent group never weakens a node', () => {
  const rank = { missing: 0, unknown: 0, weak: 1, strong: 2 }
  const count = fc.integer({ min: 0, max: 6 })
  const ratio = fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: null })
  const facts = fc.record({
    here: count,
    within200Km: count,
    elsewhere: count,
    positionUnknown: count,
    unconfirmed: count,
    unconfirmedHere: count,
    groups: count,
    groupUnknown: count,
    localRatio: ratio,
    coverageRatio: ratio,
    isRatioPublic: fc.boolean(),
  })
  fc.assert(
    fc.property(facts, fc.constantFrom(null, complete, confirmed), (some, statement) => {
      const now = judgeNode(some, limits, statement)
      const more = judgeNode({ ...some, here: some.here + 1, groups: some.groups + 1 }, limits, statement)
      expect(now.reasons.length).toBeGreaterThan(0)
      expect(rank[more.status]).toBeGreaterThanOrEqual(rank[now.status])
      if (now.status === 'missing') expect(statement).not.toBeNull()
    }),
  )
})
