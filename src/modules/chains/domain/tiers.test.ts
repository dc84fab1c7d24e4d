import { expect, test } from 'vitest'
import { tiersOn } from './tiers.ts'

const member = (
  name: string,
  role: 'master' | 'backbone',
  validFrom: string | null,
  validTo: string | null,
) => ({
  id: '1',
  organisationId: '1',
  name,
  cityName: null,
  role,
  validFrom,
  validTo,
  evidence: '文件',
  source: '文件',
  recordedBy: '链办',
})
const roles = [
  member('甲', 'master', '2024-01-01', null),
  member('乙', 'backbone', null, '2023-12-31'),
  member('丙', 'backbone', '2024-06-01', null),
]
const names = (day: string) =>
  tiersOn(roles, day).map(({ holders, former }) => [
    holders.map(({ name }) => name),
    former.map(({ name }) => name),
  ])

test('A16: a tier shows who holds it on the day; an ended role stays as history, a later one is not there yet', () => {
  expect(names('2024-03-01')).toEqual([
    [['甲'], []],
    [[], ['乙']],
    [[], []],
    [[], []],
  ])
  expect(names('2024-06-01')).toEqual([
    [['甲'], []],
    [['丙'], ['乙']],
    [[], []],
    [[], []],
  ])
})

test('A16: a role holds on its last day, and one without a first day holds before it', () => {
  expect(names('2023-12-31')).toEqual([
    [[], []],
    [['乙'], []],
    [[], []],
    [[], []],
  ])
})
