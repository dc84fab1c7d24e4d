import type { ColumnType, Generated, JSONColumnType } from 'kysely'
import type { Conflict, Decoding, Mention } from '../../../engines/documents/index.ts'
import type { ItemContent, ItemDecision, ItemKind } from '../model/documents.ts'
import type { Dimension } from '../model/tasks.ts'

export type DocumentRow = {
  id: Generated<bigint>
  dataset: 'held' | 'demo'
  /** GB/T 2260 */
  cityCode: string
  kind: 'plan' | 'reply'
  title: string
  number: string | null
  /** ISO day */
  documentDate: string | null
  addressee: string | null
  signer: string | null
  handler: string | null
  copies: string[]
  fileName: string
  sha256: Buffer
  /** decoded; spans count its UTF-16 units */
  text: string
  decoding: JSONColumnType<Decoding>
  conflicts: JSONColumnType<Conflict[]>
  organisations: JSONColumnType<Mention[]>
  state: 'review' | 'published' | 'dropped'
  uploadedBy: string
  uploadedAt: Date
  publishedBy: string | null
  publishedAt: Date | null
  version: Generated<number>
  withdrawnBy: Generated<string | null>
  withdrawnAt: Generated<Date | null>
  withdrawnReason: Generated<string | null>
}

/** What a person chose of a target that a published document offers; the last choice holds. */
export type TargetChoiceRow = {
  id: Generated<bigint>
  documentId: bigint
  ordinal: number
  isLeftOut: boolean
  decidedBy: string
  decidedAt: Date
}

export type DocumentItemRow = {
  documentId: bigint
  ordinal: number
  kind: ItemKind
  read: JSONColumnType<ItemContent> | null
  written: JSONColumnType<ItemContent> | null
  decision: ItemDecision
  spanStart: number | null
  spanEnd: number | null
  decidedBy: string | null
  decidedAt: Date | null
}

export type PlanRow = {
  id: Generated<bigint>
  documentId: bigint | null
  dataset: 'held' | 'demo'
  cityCode: string
  title: string
  createdAt: Date
  packKey: Generated<string | null>
  source: Generated<string | null>
  noteZh: Generated<string | null>
  noteEn: Generated<string | null>
  dimensions: ColumnType<Dimension[], string | undefined, string>
}

export type TaskRow = {
  id: Generated<bigint>
  dataset: 'held' | 'demo'
  cityCode: string
  planId: bigint | null
  documentId: bigint | null
  documentOrdinal: number | null
  kind: 'action' | 'item' | 'commitment' | 'policy' | 'decision' | 'pulled' | 'own'
  title: string
  content: string | null
  parentTitle: string | null
  /** as written, month precision kept */
  dueWritten: string | null
  /** ISO day */
  dueDate: string | null
  leadPersons: string[]
  createdBy: string
  createdAt: Date
  /** Kind of library entry that it is to end in. */
  endsIn: Generated<string | null>
  packKey: Generated<string | null>
  place: Generated<string | null>
  cycleId: Generated<string | null>
  cycleCity: Generated<string | null>
  cycleVersion: Generated<number | null>
  state: Generated<string>
  isOpen: Generated<boolean>
  /** ISO day on which what the task is for was reached */
  completedOn: Generated<string | null>
  seen: Generated<number>
  /** 0 to 100 as the unit reported; null unknown */
  donePercent: Generated<number | null>
  progressedAt: Generated<Date | null>
  originRoom: Generated<string | null>
  originPath: Generated<string | null>
  chainId: Generated<string | null>
  requestKey: Generated<string | null>
  parentId: Generated<bigint | null>
}

export type TaskUnitRow = {
  taskId: bigint
  part: 'lead' | 'responsible' | 'support'
  position: number
  nameAsWritten: string
  organisationId: bigint | null
}
