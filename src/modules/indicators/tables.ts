import type { Generated } from 'kysely'
import type { Bilingual, Frequency, Source } from './model.ts'

/** Columns of the schema `indicators`; units and sources stand in the migration. */
export type IndicatorTables = {
  'indicators.packDocument': {
    id: bigint
    pack: string
    kind: string
    key: string
    version: number
    cityCode: string | null
    content: unknown
    supersededAt: Date | null
  }
  'indicators.definition': {
    documentId: bigint
    /** null: in every city */
    cityCode: string | null
    id: string
    version: number
    nameZh: string
    nameEn: string
    unit: string
    direction: 'up' | 'down' | 'none'
    formula: Bilingual | null
    ordinal: number
    scope: Bilingual | null
    owner: string | null
    ownerSource: Source | null
    frequency: Frequency | null
    fiveChains: string[]
    expression: string | null
    source: Source | null
    collect: Bilingual | null
  }
  'indicators.ownDefinition': {
    id: Generated<bigint>
    cityCode: string
    indicatorId: string
    version: number
    content: unknown
    reason: string
    writtenBy: bigint | null
    writtenByName: string
    writtenAt: Date
    isWithdrawn: Generated<boolean>
  }
  'indicators.enteredValue': {
    id: Generated<bigint>
    dataset: 'held' | 'demo'
    cityCode: string
    indicatorId: string
    chainId: string | null
    subjectId: string | null
    scope: Bilingual | null
    /** As precise as written. */
    period: string
    /** ISO day */
    asOf: string
    comparator: string
    /** numeric as text, in `unit` */
    value: string | null
    /** As the definition had it when the figure was written; null: that of the first version. */
    unit: string | null
    sourceTitle: string
    /** As precise as written. */
    sourceDate: string
    sourceSentence: string | null
    importId: string | null
    enteredBy: bigint | null
    enteredByName: string
    enteredAt: Date
    onceKey: string | null
    withdrawnAt: Date | null
    withdrawnByName: string | null
    withdrawnReason: string | null
    /** The figure that this one corrects. */
    replacesId: Generated<bigint | null>
  }
  'indicators.conflictDecision': {
    id: Generated<bigint>
    dataset: 'held' | 'demo'
    cityCode: string
    conflictKey: string
    kind: 'target_value' | 'target_scope' | 'value'
    indicatorId: string
    members: unknown
    binding: string
    reason: string
    decidedBy: bigint | null
    decidedByName: string
    decidedAt: Date
    revokedAt: Date | null
    revokedByName: string | null
    revokedReason: string | null
  }
  'indicators.datedValue': {
    documentId: bigint
    ordinal: number
    cityCode: string
    indicatorId: string
    chainId: string | null
    scope: Bilingual | null
    /** As precise as written. */
    period: string
    /** ISO day */
    asOf: string
    comparator: string
    /** numeric as text, in the definition's unit */
    value: string | null
    source: Source
  }
  'indicators.target': {
    documentId: bigint
    ordinal: number
    cityCode: string
    id: string
    requirementRow: string
    indicatorId: string
    chainId: string | null
    subjectId: string | null
    scope: Bilingual
    comparator: string
    value: number | [number, number]
    unit: string
    due: string | null
    dueWritten: string | null
    /** ISO day */
    dueDate: string | null
    source: Source
    note: Bilingual | null
  }
  'indicators.ownTarget': {
    id: Generated<bigint>
    dataset: 'held' | 'demo'
    cityCode: string
    targetId: string
    version: number
    isWithdrawn: boolean
    indicatorId: string
    chainId: string | null
    subjectId: string | null
    scope: Bilingual
    comparator: string
    value: number | [number, number]
    unit: string
    due: string | null
    dueWritten: string | null
    /** ISO day */
    dueDate: string | null
    sourceTitle: string
    /** As precise as written. */
    sourceDate: string | null
    sourcePlace: string | null
    sourceSentence: string | null
    origin: string | null
    readAs: { name: string; scope: string | null } | null
    reason: string | null
    onceKey: string | null
    writtenBy: bigint | null
    writtenByName: string
    writtenAt: Date
  }
}
