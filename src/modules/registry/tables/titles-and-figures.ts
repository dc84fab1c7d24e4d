import type { Generated } from 'kysely'
import type { SourceKind, TitleLevel } from '../model/titles-and-figures.ts'

export type TitleKindRow = {
  code: string
  nameZh: string
  nameEn: string
  also: string[]
  level: TitleLevel
  family: string
  step: number | null
  validMonths: number | null
  grantedFrom: string | null
  retiredOn: string | null
  replacedBy: string | null
  authority: string | null
  source: unknown
}

export type TitleRow = {
  id: Generated<bigint>
  dataset: 'held' | 'demo'
  organisationId: bigint
  kindCode: string | null
  nameAsWritten: string
  grantedOn: string | null
  grantedWritten: string | null
  expiresOn: string | null
  withdrawnOn: string | null
  batch: string | null
  documentNo: string | null
  source: string
  sourceKind: SourceKind
  importId: bigint | null
  recordedBy: string
  recordedAt: Date
  removedAt: Date | null
}

export type FigureKindRow = {
  name: string
  type: 'money' | 'rate' | 'count' | 'quantity' | 'date' | 'bool' | 'text'
  unit: string | null
  labelZh: string
  labelEn: string
  supplier: string | null
  isConfidential: boolean
  yearBeforeOf: string | null
  speaksForMonths: number | null
  source: unknown
}

export type FigureRow = {
  id: Generated<bigint>
  dataset: 'held' | 'demo'
  organisationId: bigint
  name: string
  period: string | null
  asOf: string | null
  valueNumber: bigint | null
  valueText: string | null
  valueFlag: boolean | null
  source: string
  sourceKind: SourceKind
  isConfidential: boolean
  importId: bigint | null
  recordedBy: string
  recordedAt: Date
  removedAt: Date | null
  isPinned: Generated<boolean>
  counts: Generated<boolean>
}

export type TitleAndFigureTables = {
  'registry.sourceKind': { code: SourceKind; rank: number; nameZh: string; nameEn: string }
  'registry.titleKind': TitleKindRow
  'registry.title': TitleRow
  'registry.figureKind': FigureKindRow
  'registry.figure': FigureRow
}
