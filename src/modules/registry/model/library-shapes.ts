/** Shapes that the libraries share: dates as written, stages and steps of a life, what is logged. */
import { z } from '@hono/zod-openapi'
import { cityCodeSchema, datasetSchema, textSchema } from '../../access/model.ts'

export const bilingual = z.object({ zh: z.string().min(1), en: z.string().min(1) })
export const fen = z.string().regex(/^\d{1,18}$/)
/** A date as precise as it is known: YYYY, YYYY-MM or YYYY-MM-DD. */
export const writtenDateSchema = z.string().regex(/^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/)
export const key = z.string().regex(/^[a-z][a-z0-9_-]{0,59}$/)
export const libraryLevels = ['national', 'provincial', 'municipal'] as const
export const level = z.enum(libraryLevels)

export const stageSchema = z.object({
  id: z.string(),
  title: bilingual,
  kind: z.enum(['open', 'done', 'dropped']),
})
export const actionSchema = z.object({
  name: z.string(),
  title: bilingual,
  needsComment: z.boolean(),
  /** The state that it leads to. */
  to: z.string(),
})
export type LifeAction = z.infer<typeof actionSchema>

/** A value of an entry as it was and as it is; null: not known. */
export const fieldChangeSchema = z.object({
  field: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
})
export type FieldChange = z.infer<typeof fieldChangeSchema>

export const libraryEventSchema = z.object({
  id: z.string(),
  kind: z.enum(['life', 'service', 'review', 'event', 'follow_up', 'change', 'task']),
  title: bilingual.nullable(),
  state: z.string().nullable(),
  happened: z.string().nullable(),
  note: z.string().nullable(),
  source: z.string(),
  /** The part that was followed up. */
  partId: z.string().nullable(),
  /** Ids of the documents that show it. */
  evidence: z.array(z.string()),
  /** Fields before and after, of a change. */
  changes: z.array(fieldChangeSchema).nullable(),
  recordedBy: z.string(),
  recordedAt: z.string(),
})
export type LibraryEvent = z.infer<typeof libraryEventSchema>

export const scope = { dataset: datasetSchema, city: cityCodeSchema }

export const lifeActSchema = z.object({
  action: key,
  happened: writtenDateSchema.nullish(),
  comment: textSchema(1000).nullish(),
  source: textSchema(300),
})
export type LifeAct = z.infer<typeof lifeActSchema>

export const conditionSchema = z.object({
  text: z.string(),
  status: z.enum(['met', 'unmet', 'insufficient_data', 'not_computable']),
  actual: z.string().nullable(),
  required: z.string().nullable(),
  asks: z.array(z.object({ name: z.string(), label: z.string() })),
})
export type RuleCondition = z.infer<typeof conditionSchema>

export const logSchema = z.object({
  kind: z.enum(['service', 'review', 'event']),
  happened: writtenDateSchema,
  note: textSchema(2000),
  source: textSchema(300),
})
export type LogLine = z.infer<typeof logSchema>
