import type { TaskSummary } from '../tasks/api.ts'
import type { BodyRow, ChainRow, OccasionSummary } from './api.ts'

/** 四方: what the pilot plan names. */
export const parties = ['chain_office', 'association', 'cluster_promoter', 'party_committee'] as const
export type Party = (typeof parties)[number]

export type ChainBoard = {
  id: string
  name: ChainRow['name']
  leader: string | null
  leadDepartment: string | null
  /** The body that stands as this party of the chain; null where none is recorded. */
  parties: Record<Party, BodyRow | null>
  taskForces: number
  /** Day of the last joint meeting that took place. */
  lastJoint: string | null
  visits: number
  open: number
  late: number
}

/** Every chain with who runs it, when its four parties last met, and how its tasks stand. */
export function chainBoards(
  chains: readonly ChainRow[],
  bodies: readonly BodyRow[],
  occasions: readonly OccasionSummary[],
  tasks: readonly TaskSummary[],
): ChainBoard[] {
  return chains.map(({ id, name, leader, leadDepartment }) => {
    const own = bodies.filter((body) => body.isStanding && body.chains.some(({ chainId }) => chainId === id))
    const held = occasions.filter(
      ({ chainId, standing }) => chainId === id && standing !== 'cancelled' && standing !== 'planned',
    )
    const open = tasks.filter((task) => task.chainId === id && task.isOpen && task.completedOn === null)
    const partyOf = (party: Party) => own.find(({ kind }) => kind === party) ?? null
    return {
      id,
      name,
      leader: leader?.holder ?? null,
      leadDepartment: leadDepartment?.holder ?? null,
      parties: {
        chain_office: partyOf('chain_office'),
        association: partyOf('association'),
        cluster_promoter: partyOf('cluster_promoter'),
        party_committee: partyOf('party_committee'),
      },
      taskForces: own.filter(({ kind }) => kind === 'task_force').length,
      lastJoint:
        held
          .filter(({ kind }) => kind === 'joint')
          .map(({ heldOn }) => heldOn)
          .sort()
          .at(-1) ?? null,
      visits: held.filter(({ kind }) => kind === 'visit').length,
      open: open.length,
      late: open.filter(({ light }) => light === 'red').length,
    }
  })
}
