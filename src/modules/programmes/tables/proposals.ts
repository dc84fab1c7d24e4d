import type { ColumnType, Generated } from 'kysely'
import type { Reply, satisfactions } from '../model/proposals.ts'

export type ProposalRow = {
  id: Generated<bigint>
  dataset: 'held' | 'demo'
  cityCode: string
  kind: 'proposal' | 'suggestion'
  number: string
  session: string
  proposers: string[]
  subject: string
  content: string | null
  /** ISO day; null unknown */
  receivedOn: string | null
  dueDate: string | null
  leadUnit: string | null
  organisationId: bigint | null
  reply: ColumnType<Reply | null, string | null | undefined, string | null>
  replyOn: Generated<string | null>
  signedBy: Generated<string | null>
  planId: Generated<bigint | null>
  satisfaction: Generated<(typeof satisfactions)[number] | null>
  isCase: Generated<boolean>
  packKey: Generated<string | null>
  cycleId: Generated<string | null>
  cycleCity: Generated<string | null>
  cycleVersion: Generated<number | null>
  state: Generated<string>
  isOpen: Generated<boolean>
  seen: Generated<number>
  requestKey: string | null
  createdBy: string
  createdAt: Date
}
