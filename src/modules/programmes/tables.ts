import type { DocumentItemRow, DocumentRow, PlanRow, TaskRow, TaskUnitRow } from './tables/documents.ts'

/** Columns of the schema `programmes` as the app role sees them. */
export type ProgrammesTables = {
  'programmes.document': DocumentRow
  'programmes.documentItem': DocumentItemRow
  'programmes.plan': PlanRow
  'programmes.task': TaskRow
  'programmes.taskUnit': TaskUnitRow
}
