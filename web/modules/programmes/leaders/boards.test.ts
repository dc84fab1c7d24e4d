import { expect, test } from 'vitest'
import type { TaskSummary } from '../tasks/api.ts'
import type { BodyRow, OccasionSummary } from './api.ts'
import { chainBoards } from './boards.ts'

const body = (kind: string, chain: string, isStanding = true): BodyRow => ({
  ...{ id: kind, kind, name: kind, head: null, memberCount: 2, isStanding },
  chains: [{ chainId: chain, part: null }],
})
const met = (kind: string, heldOn: string, standing: string) =>
  ({ kind, heldOn, standing, chainId: 'rail' }) as OccasionSummary
const task = (more: object) =>
  ({ chainId: 'rail', isOpen: true, completedOn: null, light: 'green', ...more }) as TaskSummary

test('A13: a chain shows which of its four parties stand, when they last met and how the shared tasks stand', () => {
  const chains = [
    { id: 'rail', name: { zh: '轨道', en: 'rail' }, leader: { holder: null }, leadDepartment: null },
  ]
  const [board] = chainBoards(
    chains,
    [body('chain_office', 'rail'), body('association', 'other'), body('party_committee', 'rail', false)],
    [
      met('joint', '2024-01-01', 'written'),
      met('joint', '2024-03-01', 'cancelled'),
      met('visit', '2024-02-01', 'unwritten'),
    ],
    [task({ light: 'red' }), task({}), task({ completedOn: '2024-01-01' }), task({ chainId: 'other' })],
  )
  expect(board).toMatchObject({
    leader: null,
    parties: {
      chain_office: { kind: 'chain_office' },
      association: null,
      cluster_promoter: null,
      party_committee: null,
    },
    lastJoint: '2024-01-01',
    visits: 1,
    open: 2,
    late: 1,
  })
})
