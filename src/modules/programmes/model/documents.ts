import { z } from '@hono/zod-openapi'
import { cityCodeSchema, datasetSchema, idSchema, textSchema } from '../../access/model.ts'

const optionalText = (max: number) => textSchema(max).nullable()
const unitsSchema = z.array(textSchema(100)).max(60)
const daySchema = z.iso.date().nullable()
const due = { dueWritten: optionalText(60), dueDate: daySchema }

/** What one item says, in the shape of its kind; numbers and dates as the document writes them. */
export const taskContentSchema = z.strictObject({
  title: textSchema(500),
  content: optionalText(8000),
  leads: unitsSchema,
  responsibles: unitsSchema,
  supports: unitsSchema,
  leadPersons: unitsSchema,
  ...due,
  parent: optionalText(500),
  annexRow: z.number().int().min(1).nullable(),
})
export const comparators = ['=', '>=', '>', '<=', '<', '~', 'range', 'x'] as const
export const targetContentSchema = z.strictObject({
  indicator: textSchema(300),
  scope: optionalText(100),
  comparator: z.enum(comparators),
  value: z.union([z.number(), z.tuple([z.number(), z.number()])]),
  unit: z.string().max(30),
  due: daySchema,
  dueWritten: optionalText(60),
  sentence: textSchema(4000),
})
export const policyContentSchema = z.strictObject({
  title: textSchema(500),
  direction: optionalText(200),
  ...due,
  leads: unitsSchema,
})
export const subsidyContentSchema = z.strictObject({
  what: textSchema(4000),
  rate: optionalText(100),
  capCny: z.number().int().nonnegative().nullable(),
  isCeiling: z.boolean(),
})
export const commitmentContentSchema = z.strictObject({ text: textSchema(4000), units: unitsSchema, ...due })

export const itemKinds = ['task', 'target', 'policy', 'subsidy', 'commitment'] as const
export type ItemKind = (typeof itemKinds)[number]
export const itemDecisions = ['pending', 'accepted', 'rejected'] as const
export type ItemDecision = (typeof itemDecisions)[number]

export const contentSchemas = {
  task: taskContentSchema,
  target: targetContentSchema,
  policy: policyContentSchema,
  subsidy: subsidyContentSchema,
  commitment: commitmentContentSchema,
} as const
export type ItemContent = z.infer<(typeof contentSchemas)[ItemKind]>
export type TaskContent = z.infer<typeof taskContentSchema>
export type TargetContent = z.infer<typeof targetContentSchema>
export type PolicyContent = z.infer<typeof policyContentSchema>
export type CommitmentContent = z.infer<typeof commitmentContentSchema>

const contentSchema = z.record(z.string(), z.unknown())
export const documentItemSchema = z.object({
  ordinal: z.number().int(),
  kind: z.enum(itemKinds),
  /** As it was read; null where a person added it. */
  read: contentSchema.nullable(),
  /** As a person corrected it; null where it stands as read. */
  written: contentSchema.nullable(),
  decision: z.enum(itemDecisions),
  /** [start, end) in UTF-16 units of the text; null where a person added it. */
  span: z.tuple([z.number().int(), z.number().int()]).nullable(),
  decidedBy: z.string().nullable(),
  /** What a reader should look at before accepting: codes of this room's words. */
  doubts: z.array(z.string()),
})
export type DocumentItem = z.infer<typeof documentItemSchema>

export const documentSummarySchema = z.object({
  id: idSchema,
  kind: z.enum(['plan', 'reply']),
  title: z.string(),
  number: z.string().nullable(),
  documentDate: z.string().nullable(),
  fileName: z.string(),
  state: z.enum(['review', 'published', 'dropped']),
  uploadedBy: z.string(),
  uploadedAt: z.string(),
  publishedAt: z.string().nullable(),
  /** Since when a published document counts no more; null: it does. */
  withdrawnAt: z.string().nullable(),
  itemCount: z.number().int(),
  pendingCount: z.number().int(),
  planId: idSchema.nullable(),
})
export type DocumentSummary = z.infer<typeof documentSummarySchema>

export const documentDetailSchema = documentSummarySchema.extend({
  withdrawnBy: z.string().nullable(),
  withdrawnReason: z.string().nullable(),
  addressee: z.string().nullable(),
  signer: z.string().nullable(),
  handler: z.string().nullable(),
  copies: z.array(z.string()),
  text: z.string(),
  encoding: z.string(),
  isRepaired: z.boolean(),
  /** Characters that a broken encoding lost and that were guessed. */
  uncertain: z.array(
    z.object({
      span: z.tuple([z.number(), z.number()]),
      guess: z.string(),
      alternatives: z.array(z.string()),
    }),
  ),
  /** Places that state the same thing differently, as ordinals of targets. */
  conflicts: z.array(z.object({ kind: z.enum(['value', 'scope']), ordinals: z.array(z.number().int()) })),
  organisations: z.array(
    z.object({
      name: z.string(),
      span: z.tuple([z.number(), z.number()]),
      /** The organisation of the register that bears this name, null where none does. */
      organisationId: idSchema.nullable(),
    }),
  ),
  items: z.array(documentItemSchema),
  version: z.number().int(),
})
export type DocumentDetail = z.infer<typeof documentDetailSchema>

export const documentQuerySchema = z.object({ city: cityCodeSchema, dataset: datasetSchema })
export const itemChangeSchema = z.strictObject({
  version: z.number().int().positive(),
  decision: z.enum(itemDecisions),
  /** The item as it should read; left out where only the decision changes. */
  written: contentSchema.nullable().optional(),
})
export type ItemChange = z.infer<typeof itemChangeSchema>
export const newItemSchema = z.strictObject({
  version: z.number().int().positive(),
  kind: z.enum(itemKinds),
  written: contentSchema,
  span: z.tuple([z.number().int().nonnegative(), z.number().int().nonnegative()]).nullable(),
})
export type NewItem = z.infer<typeof newItemSchema>
export const bulkDecisionSchema = z.strictObject({
  version: z.number().int().positive(),
  ordinals: z.array(z.number().int()).min(1).max(5000),
  decision: z.enum(itemDecisions),
})
export const documentStepSchema = z.strictObject({ version: z.number().int().positive() })
