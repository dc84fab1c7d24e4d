import type { Bilingual, Source } from './model.ts'

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
}
