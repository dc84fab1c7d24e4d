import { expect, test } from 'vitest'
import type { ChainRole } from '../model.ts'
import { findRoleFaults, roleFaultsOn } from './role-faults.ts'

const name = { zh: '轨道交通', en: 'Rail transit' }
const chain = { id: 'rail', name, from: '2022-01-01', to: null }
const role = (change: Partial<ChainRole>): ChainRole => ({
  chain: 'rail',
  role: 'leader',
  holder: '甲',
  validFrom: '2022',
  validTo: null,
  source: '假设',
  ...change,
})
const department = role({ role: 'lead_department', holder: '市工信局' })
const brief = (roles: ChainRole[]) =>
  findRoleFaults([chain], roles).map(({ role, kind, from, to }) => [role, kind, from, to])

test('A01: one leader and one lead department on every day is no fault', () => {
  expect(brief([role({}), department])).toEqual([])
})

test('A01: a chain nobody is recorded for is told for both roles', () => {
  expect(brief([])).toEqual([
    ['leader', 'none', '2022-01-01', null],
    ['lead_department', 'none', '2022-01-01', null],
  ])
})

test('A01: a leader whom the source does not name is unknown, not filled', () => {
  expect(brief([role({ holder: null }), department])).toEqual([
    ['leader', 'holder_unknown', '2022-01-01', null],
  ])
})

test('A01: the days between two leaders are a gap, and days with two are told with both names', () => {
  const roles = [
    role({ holder: '甲', validTo: '2023-03' }),
    role({ holder: '乙', validFrom: '2023-05', validTo: '2024-02' }),
    role({ holder: '丙', validFrom: '2024' }),
    department,
  ]
  expect(brief(roles)).toEqual([
    ['leader', 'none', '2023-03-01', '2023-05-01'],
    ['leader', 'several', '2024-01-01', '2024-02-01'],
  ])
  const faults = findRoleFaults([chain], roles)
  expect(roleFaultsOn(faults, '2024-01-31')[0]?.holders).toEqual(['乙', '丙'])
  expect(roleFaultsOn(faults, '2024-02-01')).toEqual([])
  expect(roleFaultsOn(faults, '2023-04-30').map(({ kind }) => kind)).toEqual(['none'])
})
