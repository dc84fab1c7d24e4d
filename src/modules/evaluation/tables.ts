import type { Generated } from 'kysely'
import type { FrozenFact } from './domain/frozen-facts.ts'
import type { IndicatorPoints, RunState } from './model.ts'

// Columns of the schema `evaluation`; units and sources stand in the migration.
export type ScorecardRow = {
  id: Generated<bigint>
  key: string
  version: number
  pack: string
  sha256: string
  title: string
  titleEn: string
  areaCode: string | null
  kind: string
  subject: 'firm' | 'park'
  validFrom: string
  validTo: string | null
  document: unknown
  loadedAt: Date
  supersededAt: Date | null
}

export type RunRow = {
  id: Generated<bigint>
  dataset: 'held' | 'demo'
  cityCode: string
  scorecardId: bigint
  assessment: string
  year: number
  factsOn: string
  state: RunState
  history: unknown
  subjects: number
  createdBy: string
  createdAt: Date
  publishedOn: string | null
  onceKey: string | null
}

export type RunBasisRow = { runId: bigint; given: unknown; groups: unknown }

export type ResultRow = {
  runId: bigint
  dataset: 'held' | 'demo'
  organisationId: bigint
  groupId: string | null
  card: string | null
  score: string | null
  scoreAtMost: string | null
  coverage: string | null
  level: string | null
  place: number | null
  reason: string
  excludedBy: string | null
  indicators: IndicatorPoints[]
  facts: Record<string, FrozenFact>
  corrections: Generated<Correction[]>
}
export type Correction = { fact: string; from: FrozenFact; to: FrozenFact; appealId: string }

export type AppealRow = {
  id: Generated<bigint>
  runId: bigint
  dataset: 'held' | 'demo'
  organisationId: bigint
  fact: string | null
  claimed: string | null
  reason: string
  state: string
  history: unknown
  reply: string | null
  dueOn: string | null
  createdBy: string
  createdAt: Date
}

export type EvaluationTables = {
  'evaluation.scorecard': ScorecardRow
  'evaluation.run': RunRow
  'evaluation.runBasis': RunBasisRow
  'evaluation.result': ResultRow
  'evaluation.published': { runId: bigint; organisationId: bigint; level: string }
  'evaluation.appeal': AppealRow
}
