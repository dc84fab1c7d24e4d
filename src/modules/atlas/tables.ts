import type { Generated } from 'kysely'
import type { Event } from '../../engines/workflow/index.ts'
import type { TargetReason } from './domain/target-ranking.ts'
import type { AtlasFile, LeadPhase, LeadState } from './model.ts'

/** A step with the day on which it happened as told, null where nobody told it; `at` is when it was written down. */
export type LeadEvent = Event & { readonly happenedOn?: string | null }

type Scoped = { dataset: 'held' | 'demo'; cityCode: string }

/** Columns of the schema `atlas`; units and sources stand in the migration. */
export type LeadRow = Scoped & {
  id: Generated<bigint>
  chainId: string | null
  segmentId: string | null
  nodeId: string | null
  gapId: bigint | null
  kind: 'supplier' | 'project'
  size: 'major' | 'small' | null
  organisationId: bigint | null
  firmName: string
  title: string
  reasons: readonly TargetReason[]
  source: string
  investmentFen: bigint | null
  state: LeadState
  history: readonly LeadEvent[]
  seen: Generated<number>
  nextStep: string | null
  nextOn: string | null
  parkId: bigint | null
  projectId: bigint | null
  landedOn: string | null
  lostReason: string | null
  requestKey: string | null
  importId: bigint | null
  recordedBy: string
  recordedById: bigint | null
  createdAt: Date
  updatedAt: Date
}

export type LeadOwnerRow = {
  leadId: bigint
  phase: LeadPhase
  owner: string
  organisationId: bigint | null
  namedBy: string
  namedAt: Date
}

export type LeadContactRow = {
  id: Generated<bigint>
  leadId: bigint
  happenedOn: string
  kind: 'call' | 'visit_there' | 'visit_here' | 'talk' | 'document' | 'other'
  note: string
  recordedBy: string
  recordedAt: Date
}

export type ReleaseRow = Scoped & {
  id: Generated<bigint>
  kind: 'city' | 'gap'
  chainId: string | null
  nodeId: string | null
  textZh: string
  textEn: string | null
  contact: string | null
  releasedBy: string
  releasedAt: Date
  withdrawnBy: string | null
  withdrawnAt: Date | null
  withdrawnReason: string | null
}

export type AtlasTables = {
  'atlas.setting': { cityCode: string; version: number; content: AtlasFile; loadedAt: Date }
  'atlas.themeSetting': Scoped & {
    id: Generated<bigint>
    theme: string
    owner: string | null
    staleAfterDays: number
    source: string
    recordedBy: string
    recordedAt: Date
    supersededAt: Date | null
  }
  'atlas.parkPlace': {
    id: Generated<bigint>
    dataset: 'held' | 'demo'
    parkId: bigint
    lng: number
    lat: number
    source: string
    recordedBy: string
    recordedAt: Date
    supersededAt: Date | null
  }
  'atlas.lead': LeadRow
  'atlas.leadOwner': LeadOwnerRow
  'atlas.leadContact': LeadContactRow
  'atlas.release': ReleaseRow
}
