import type { Generated } from 'kysely'

// Columns of the schema `cultivation`; units and sources stand in the migration.
export type DocumentRow = {
  id: Generated<bigint>
  kind: 'ladder' | 'rule_set' | 'programme'
  key: string
  version: number
  pack: string
  sha256: string
  document: unknown
  loadedAt: Date
  supersededAt: Date | null
}
export type WindowRow = {
  id: Generated<bigint>
  dataset: 'held' | 'demo'
  cityCode: string
  rung: string
  opensOn: string
  closesOn: string
  source: string
  enteredBy: string
  enteredAt: Date
  removedAt: Date | null
}
export type TrackRow = {
  id: Generated<bigint>
  dataset: 'held' | 'demo'
  cityCode: string
  organisationId: bigint
  programmeId: bigint
  programme: string
  cohortYear: number
  product: string | null
  goal: string | null
  coach: string | null
  state: string
  history: unknown
  entry: unknown
  createdBy: string
  createdAt: Date
  onceKey: string | null
}
export type PlanStepRow = {
  id: Generated<bigint>
  dataset: 'held' | 'demo'
  trackId: bigint
  title: string
  dueOn: string
  doneOn: string | null
  result: string | null
  createdBy: string
  createdAt: Date
}

export type CultivationTables = {
  'cultivation.document': DocumentRow
  'cultivation.applicationWindow': WindowRow
  'cultivation.track': TrackRow
  'cultivation.planStep': PlanStepRow
}
