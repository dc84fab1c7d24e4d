import { describe, expect, test } from 'vitest'
import type { ChainRole, LineEntry } from '../model.ts'
import { effectiveRoles } from './effective-roles.ts'
import { findRoleFaults, roleFaultsOn } from './role-faults.ts'

const packed: ChainRole = {
  chain: 'rail',
  role: 'leader',
  holder: null,
  validFrom: '2022',
  validTo: null,
  source: '假设',
}
const entry = (over: Partial<LineEntry>): LineEntry => ({
  id: '1',
  chainId: 'rail',
  subject: 'leader',
  value: '甲',
  post: '副市长',
  validFrom: '2024-03-01',
  validTo: null,
  source: '任职文件',
  note: null,
  recordedBy: '链办',
  ...over,
})
const spans = [{ id: 'rail', name: { zh: '轨道', en: 'Rail' }, from: '2022-01-01', to: null }]
const kindsOn = (roles: ReturnType<typeof effectiveRoles>, day: string) =>
  roleFaultsOn(findRoleFaults(spans, roles), day)
    .filter(({ role }) => role === 'leader')
    .map(({ kind }) => kind)

describe('roles that count', () => {
  test('A01: what an office states takes over from the pack on its first day', () => {
    const roles = effectiveRoles([packed], [entry({})])
    expect(roles.map(({ holder, validFrom, validTo }) => [holder, validFrom, validTo])).toEqual([
      [null, '2022', '2024-03-01'],
      ['甲', '2024-03-01', null],
    ])
    expect(kindsOn(roles, '2024-02-29')).toEqual(['holder_unknown'])
    expect(kindsOn(roles, '2024-03-01')).toEqual([])
  })

  test('A01: a leader who left without a follower leaves the chain without one, whatever the pack says', () => {
    const roles = effectiveRoles([packed], [entry({ validTo: '2025-01-01' })])
    expect(kindsOn(roles, '2024-12-31')).toEqual([])
    expect(kindsOn(roles, '2025-01-01')).toEqual(['none'])
    expect(kindsOn(effectiveRoles([packed], [entry({ value: null })]), '2024-03-01')).toEqual(['none'])
  })

  test('A01: a pack that names somebody from a later day stands beside the office: two are listed as a fault', () => {
    const roles = effectiveRoles([{ ...packed, holder: '乙', validFrom: '2026' }], [entry({})])
    expect(kindsOn(roles, '2025-12-31')).toEqual([])
    expect(kindsOn(roles, '2026-01-01')).toEqual(['several'])
  })

  test('an entry about another chain or role takes nothing over, and a tier is no role', () => {
    const others = [entry({ chainId: 'robots' }), entry({ subject: 'maturity', value: 'pillar' })]
    expect(effectiveRoles([packed], others).filter(({ chain }) => chain === 'rail')).toMatchObject([
      { holder: null, validTo: null },
    ])
  })

  test('an entry that begins with the pack replaces it whole', () => {
    expect(effectiveRoles([packed], [entry({ validFrom: '2022-01-01' })])).toHaveLength(1)
  })
})
