import type { Generated } from 'kysely'

export type RunRow = {
  id: Generated<bigint>
  dataset: 'held' | 'demo'
  areaCode: string
  onDay: string
  firms: number
  elapsedMs: number
  policies: unknown
  city: unknown
  /** numeric(30), whole fen */
  amountFen: string
  ceilingFen: string
  computedBy: string
  computedAt: Date
}

export type RunClauseRow = {
  runId: bigint
  policyId: string
  version: number
  clauseId: string
  isCeiling: boolean
  entitled: number
  near: number
  notEligible: number
  insufficientData: number
  notComputable: number
  totalFen: string
  organisationIds: bigint[]
  /** Beside `organisationIds`; null where the amount hangs on an unknown limit. */
  fen: (bigint | null)[]
  nearIds: bigint[]
}

export type SandboxRow = {
  id: Generated<bigint>
  dataset: 'held' | 'demo'
  areaCode: string
  title: string
  onDay: string
  changes: unknown
  result: unknown
  createdBy: string
  createdAt: Date
}

export type EffectRow = {
  id: Generated<bigint>
  pack: string
  cityCode: string
  key: string
  programme: string
  year: string
  projects: number | null
  totalInvestmentFen: bigint | null
  fiscalFen: bigint | null
  source: string
  loadedAt: Date
  retiredAt: Date | null
}

export type RunTables = {
  'policy.effect': EffectRow
  'policy.run': RunRow
  'policy.runClause': RunClauseRow
  'policy.sandbox': SandboxRow
  'policy.factsRevision': { dataset: 'held' | 'demo'; changedIn: bigint }
}
