import type { Generated } from 'kysely'
import type { SizeClass, SourceKind } from '../model/titles-and-figures.ts'

type Dataset = 'held' | 'demo'

export type OwnershipRow = {
  id: Generated<bigint>
  dataset: Dataset
  organisationId: bigint
  kind: 'parent' | 'control' | 'group'
  ownerId: bigint | null
  ownerName: string
  sharePpm: number | null
  validFrom: string | null
  validTo: string | null
  source: string
  sourceKind: SourceKind
  importId: bigint | null
  recordedBy: string
  recordedAt: Date
  removedAt: Date | null
}

export type SiteRow = {
  id: Generated<bigint>
  dataset: Dataset
  organisationId: bigint
  kind: string
  address: string
  lng: number | null
  lat: number | null
  positionPrecision: string | null
  validFrom: string | null
  validTo: string | null
  source: string
  sourceKind: SourceKind
  recordedBy: string
  recordedAt: Date
  removedAt: Date | null
}

export type CorrectionRow = {
  id: Generated<bigint>
  dataset: Dataset
  organisationId: bigint
  subject: 'figure' | 'fact' | 'entry'
  entryId: bigint | null
  field: string
  period: string | null
  heldValue: string | null
  proposedValue: string
  reason: string
  state: string
  history: unknown
  proposedBy: string
  proposedById: bigint | null
  proposedAt: Date
  decidedBy: string | null
  decidedAt: Date | null
  decision: string | null
}

export type JoinRecordRow = {
  id: Generated<bigint>
  dataset: Dataset
  kind: 'merge' | 'split'
  keptId: bigint
  otherId: bigint
  otherRow: unknown
  keptBefore: unknown
  moved: unknown
  aside: unknown
  reason: string
  doneBy: string
  doneAt: Date
  undoneBy: string | null
  undoneAt: Date | null
}

export type WholeOrganisationTables = {
  'registry.tagKind': { code: string; tagGroup: string; nameZh: string; nameEn: string }
  'registry.tag': {
    id: Generated<bigint>
    dataset: Dataset
    organisationId: bigint
    code: string
    givenOn: string | null
    evidence: string
    source: string
    recordedBy: string
    recordedAt: Date
    removedAt: Date | null
  }
  'registry.ownership': OwnershipRow
  'registry.site': SiteRow
  'registry.sizeStandard': {
    id: string
    validFrom: string
    validTo: string | null
    groups: unknown
    source: unknown
  }
  'registry.sizeClass': {
    dataset: Dataset
    organisationId: bigint
    class: SizeClass
    standardId: string
    asOf: string | null
    isConfidential: boolean
    computedAt: Date
  }
  'registry.pin': {
    id: Generated<bigint>
    dataset: Dataset
    organisationId: bigint
    subject: 'figure' | 'fact'
    chosenId: bigint
    reason: string
    pinnedBy: string
    pinnedAt: Date
    releasedBy: string | null
    releasedAt: Date | null
  }
  'registry.correction': CorrectionRow
  'registry.savedView': {
    id: Generated<bigint>
    list: string
    name: string
    settings: unknown
    isShared: boolean
    userId: bigint
    ownerName: string
    savedAt: Date
  }
  'registry.joinRecord': JoinRecordRow
}
