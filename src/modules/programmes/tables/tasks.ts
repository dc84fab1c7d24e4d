import type { Generated, JSONColumnType } from 'kysely'
import type { Event } from '../../../engines/workflow/index.ts'
import type { linkKinds } from '../model/tasks.ts'

/** What lives by a life cycle. */
export type LifeThing = 'task' | 'proposal' | 'case_study' | 'showcase'
export type LifeEventRow = {
  thing: LifeThing
  thingId: bigint
  ordinal: number
  event: JSONColumnType<Event>
  actorName: string
  at: Date
}
export type TaskProgressRow = {
  id: Generated<bigint>
  taskId: bigint
  donePercent: number | null
  text: string
  /** access.attachment */
  evidence: bigint[]
  toldBy: string
  organisationId: bigint | null
  toldAt: Date
}
export type MilestoneRow = {
  id: Generated<bigint>
  taskId: bigint
  title: string
  dueWritten: string | null
  dueDate: string | null
  reachedOn: Generated<string | null>
  reachedBy: Generated<string | null>
}
export type TaskTagRow = { taskId: bigint; dimension: string; value: string }
export type TaskLinkRow = {
  id: Generated<bigint>
  taskId: bigint
  kind: (typeof linkKinds)[number]
  title: string
  path: string | null
  /** registry.library_entry */
  entryId: bigint | null
  addedBy: string
  addedAt: Date
}
/** The fields of a task that an office may change, as they are kept before and after. */
export type ChangedFields = Partial<
  Record<'title' | 'content' | 'units' | 'leadPersons' | 'due' | 'tags' | 'chain' | 'parent', string | null>
>
export type TaskChangeRow = {
  id: Generated<bigint>
  taskId: bigint
  reason: string
  before: JSONColumnType<ChangedFields>
  after: JSONColumnType<ChangedFields>
  changedBy: string
  changedAt: Date
}
export type DigestSubscriptionRow = {
  userId: bigint
  dataset: 'held' | 'demo'
  cityCode: string
  kind: 'city' | 'plan' | 'unit' | 'chain'
  key: string
  since: Date
}
export type TaskReminderRow = { taskId: bigint; dueDate: string; step: number; told: string; at: Date }
/** What a 督办单 printed, so that it prints the same again. */
export type OrderContent = {
  task: string
  plan: string | null
  units: { lead: string[]; responsible: string[] }
  content: string | null
  dueWritten: string | null
  dueDate: string | null
  overdueWorkingDays: number
  lastReport: { text: string; by: string; on: string } | null
  path: string[]
  demand: string
  replyBy: string
  issuer: string
  issuedOn: string
  isDemo: boolean
}
export type SupervisionOrderRow = {
  id: Generated<bigint>
  dataset: 'held' | 'demo'
  cityCode: string
  year: number
  number: number
  taskId: bigint
  content: JSONColumnType<OrderContent>
  issuedBy: string
  issuedAt: Date
}
export type UnitNameRow = {
  dataset: 'held' | 'demo'
  cityCode: string
  name: string
  organisationId: bigint
  saidBy: string
  saidAt: Date
}
export type RuleSetRow = {
  id: string
  cityCode: string
  version: number
  content: JSONColumnType<object>
  sha256: string
  pack: string
  loadedAt: Date
}
