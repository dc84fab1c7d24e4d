import type { Generated } from 'kysely'

/** Columns of the schema `gaps`; units and sources stand in the migration. */
export type ThresholdRow = {
  cityCode: string
  version: number
  asOf: string
  radiusKm: number
  strongGroups: number
  strongLocalRatio: number
  minimalCoverageRatio: number
  weakFirmsHere: number
  weakFirmsWithin200Km: number
  source: string
  loadedAt: Date
}

export type StatementRow = {
  id: Generated<bigint>
  dataset: 'held' | 'demo'
  cityCode: string
  chainId: string
  nodeId: string
  kind: 'register_complete' | 'confirmed_missing' | 'withdrawn'
  source: string
  statedOn: string
  statedBy: string
  createdAt: Date
}

export type GapsTables = { 'gaps.threshold': ThresholdRow; 'gaps.statement': StatementRow }
