import type { Generated } from 'kysely'
import type { SourceKind } from '../model/titles-and-figures.ts'

/** Columns of the schema `registry`; units and sources stand in the migration. */
export type DivisionRow = {
  code: string
  name: string
  level: 'province' | 'city' | 'county'
  parentCode: string | null
  lng: number | null
  lat: number | null
  source: string
}

export type OrganisationRow = {
  id: Generated<bigint>
  dataset: 'held' | 'demo'
  name: string
  nameNormalised: string
  namePinyin: string
  nameInitials: string
  kind: string
  provinceCode: string | null
  cityCode: string | null
  districtCode: string | null
  address: string | null
  industry: string | null
  industryCode: string | null
  lng: number | null
  lat: number | null
  positionPrecision: string | null
  positionSource: string | null
  groupId: bigint | null
  createdImportId: bigint | null
  createdAt: Date
  updatedAt: Date
}

export type OrganisationTables = {
  'registry.division': DivisionRow
  'registry.industryClass': {
    code: string
    name: string
    level: number
    parentCode: string | null
    source: string
  }
  'registry.packVersion': { name: string; sha256: string; loadedAt: Date }
  'registry.ownerGroup': { id: Generated<bigint>; dataset: string; name: string; source: string }
  'registry.organisation': OrganisationRow
  'registry.identifier': {
    dataset: string
    kind: 'credit_code' | 'stock_code'
    value: string
    organisationId: bigint
    source: string
    importId: bigint | null
  }
  'registry.formerName': {
    organisationId: bigint
    name: string
    nameNormalised: string
    source: string
    usedFrom: Generated<string | null>
    usedUntil: Generated<string | null>
  }
  'registry.fact': {
    id: Generated<bigint>
    organisationId: bigint
    field: string
    value: string
    unit: string | null
    asOf: string | null
    source: string
    importId: bigint | null
    sourceKind: Generated<SourceKind>
    recordedBy: Generated<string | null>
    recordedAt: Generated<Date>
    removedAt: Generated<Date | null>
    isPinned: Generated<boolean>
  }
  'registry.product': {
    organisationId: bigint
    name: string
    source: string
    importId: bigint | null
    code: Generated<string | null>
    codeStandard: Generated<string | null>
  }
}
