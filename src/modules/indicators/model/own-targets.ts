import { z } from '@hono/zod-openapi'
import { datasetSchema, textSchema } from '../../access/model.ts'
import { bilingualSchema, cityCodeSchema, keySchema, partialDateSchema } from './shared.ts'

export const targetComparators = ['=', '>=', '>', '<=', '<', '~', 'range', 'x'] as const
const figureSchema = z.number().min(-1e15).max(1e15)

/** What a target says; its unit is the definition's. Without English scope words the written ones stand. */
const statementSchema = z.strictObject({
  indicator: keySchema,
  chain: keySchema.nullish(),
  subject: textSchema(100).nullish(),
  scope: z.strictObject({ zh: textSchema(200), en: textSchema(200).optional() }),
  comparator: z.enum(targetComparators),
  /** Two numbers for a range, the smaller first; for 翻一番 `x` and 2. */
  value: z.union([figureSchema, z.tuple([figureSchema, figureSchema])]),
  /** As precise as written; null where no deadline is named. */
  due: partialDateSchema.nullable(),
  dueWritten: textSchema(60).nullish(),
})
const sourceFields = {
  sourceTitle: textSchema(500),
  sourceDate: partialDateSchema.nullish(),
  sourcePlace: textSchema(100).nullish(),
  sourceSentence: textSchema(4000).nullish(),
}
const place = { city: cityCodeSchema, dataset: datasetSchema }

export const targetInputSchema = statementSchema.extend({
  ...place,
  ...sourceFields,
  /** The same key again gives the target that was written the first time. */
  onceKey: textSchema(100).optional(),
})
export type TargetInput = z.infer<typeof targetInputSchema>

/** The next version of a target: what it says from now on, and why. */
export const targetChangeSchema = statementSchema.extend({
  ...sourceFields,
  /** The version that the writer saw; another one in between refuses the change. */
  basedOn: z.number().int().min(1),
  reason: textSchema(500),
})
export type TargetChange = z.infer<typeof targetChangeSchema>
export const targetStepSchema = z.strictObject({
  basedOn: z.number().int().min(1),
  reason: textSchema(500),
})
export type TargetStep = z.infer<typeof targetStepSchema>

export const ownTargetIdSchema = z.string().regex(/^own-\d{1,18}$/)

/** One version of a target that people wrote. */
export const ownTargetSchema = z.object({
  id: ownTargetIdSchema,
  version: z.number().int(),
  isWithdrawn: z.boolean(),
  indicator: z.string(),
  chain: z.string().nullable(),
  subject: z.string().nullable(),
  scope: bilingualSchema,
  comparator: z.enum(targetComparators),
  value: z.union([z.number(), z.tuple([z.number(), z.number()])]),
  unit: z.string(),
  due: z.string().nullable(),
  dueWritten: z.string().nullable(),
  sourceTitle: z.string(),
  sourceDate: z.string().nullable(),
  sourcePlace: z.string().nullable(),
  sourceSentence: z.string().nullable(),
  origin: z.string().nullable(),
  reason: z.string().nullable(),
  writtenByName: z.string(),
  writtenAt: z.string(),
})
export type OwnTarget = z.infer<typeof ownTargetSchema>

/** What a document says of one target, as it was read. */
export type ReadTarget = {
  readonly name: string
  readonly scope: string | null
  readonly value: number | readonly [number, number]
  readonly unit: string
  readonly sentence: string
}

/** Which indicator a target that was read belongs to, and by what that was found. */
export const targetFitSchema = z.object({
  /** same: the very statement is held. remembered: confirmed so before. name: by name and scope words. null: nothing fits. */
  by: z.enum(['same', 'remembered', 'name']).nullable(),
  indicator: z.string().nullable(),
  chain: z.string().nullable(),
  subject: z.string().nullable(),
  scope: bilingualSchema.nullable(),
  /** Id of the target that is the same statement of the same document. */
  same: z.string().nullable(),
})
export type TargetFit = z.infer<typeof targetFitSchema>
