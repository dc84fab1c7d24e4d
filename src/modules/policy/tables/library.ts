import type { Generated } from 'kysely'

/** `valid_from`, `valid_to`, `published`: as exact as known (2021, 2021-03, 2021-03-01). */
export type DocumentRow = {
  id: string
  pack: string | null
  areaCode: string
  isExample: boolean
  title: string
  documentNo: string | null
  issuer: string | null
  level: 'national' | 'province' | 'city' | 'district' | 'county'
  published: string | null
  validFrom: string | null
  validTo: string | null
  replaces: string[]
  follows: string[]
  implements: string[]
  needsVerification: boolean
  source: unknown
  note: string | null
  retiredAt: Date | null
}

/** Inserted without `history` it begins empty. */
export type VersionRow = {
  policyId: string
  number: number
  status: 'draft' | 'review' | 'published' | 'withdrawn'
  written: unknown
  sha256: string
  origin: 'pack' | 'editor'
  note: string | null
  history: Generated<unknown>
  createdBy: string
  createdAt: Date
  changedAt: Date
  submittedBy: string | null
  publishedBy: string | null
  publishedAt: Date | null
  withdrawnAt: Date | null
}

export type ClauseRow = {
  policyId: string
  number: number
  clauseId: string
  position: number
  title: string
  text: string
  benefit: 'entitlement' | 'ceiling'
  validFrom: string
  validTo: string | null
}

export type CityValueRow = {
  id: Generated<bigint>
  dataset: 'held' | 'demo'
  areaCode: string
  name: string
  validFrom: string
  value: string | null
  source: string
  enteredBy: string
  enteredAt: Date
}

export type WindowRow = {
  id: Generated<bigint>
  dataset: 'held' | 'demo'
  policyId: string
  clauseId: string | null
  opensOn: string
  closesOn: string
  paysOn: string | null
  source: string
  enteredBy: string
  enteredAt: Date
  removedAt: Date | null
}

export type LibraryTables = {
  'policy.document': DocumentRow
  'policy.version': VersionRow
  'policy.clause': ClauseRow
  'policy.applicationWindow': WindowRow
  'policy.cityValue': CityValueRow
}
