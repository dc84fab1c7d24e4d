import type { Generated } from 'kysely'

export type ImportTableRow = {
  id: Generated<bigint>
  kind: string
  dataset: 'held' | 'demo'
  fileName: string
  fileDigest: Buffer
  rowsDigest: Buffer
  mapping: unknown
  report: unknown
  importedBy: string
  importedAt: Date
  partner: 'supplier' | 'customer' | null
  undoneAt: Date | null
  undoneBy: string | null
  undoReport: unknown
}

export type ImportTables = {
  'registry.import': ImportTableRow
  'registry.importRow': {
    importId: bigint
    line: number
    outcome: string
    subject: string | null
    digest: Buffer
  }
}
