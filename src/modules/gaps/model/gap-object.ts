/** The gap object: what stands in the way of a node, who answers for it, what closes it; and overrules of a status. */
import { z } from '@hono/zod-openapi'
import { cityCodeSchema, datasetSchema, idSchema, textSchema } from '../../access/model.ts'
import { chainIdSchema } from '../../network/model.ts'
import { chainGapsQuerySchema, cityQuerySchema, daySchema, nodeStatusSchema } from './node-query.ts'

/** 断点, 堵点, 卡点, 难点, 痛点. */
export const gapKinds = ['break', 'block', 'choke', 'difficulty', 'pain'] as const
export const gapKindSchema = z.enum(gapKinds)
export type GapKind = (typeof gapKinds)[number]
export const gapStates = ['raised', 'open', 'assigned', 'proving', 'closed', 'dropped', 'declined'] as const
/** States in which nothing waits any more. */
export const endedGapStates = ['closed', 'dropped', 'declined'] as const
export const gapStateSchema = z.enum(gapStates)
export type GapState = (typeof gapStates)[number]
export const gapActionNames = [
  'accept',
  'decline',
  'assign',
  'prove',
  'return',
  'close',
  'drop',
  'reopen',
] as const
export type GapActionName = (typeof gapActionNames)[number]

const pairSchema = z.object({ zh: z.string(), en: z.string() })
const formText = (most: number) => textSchema(most)

export const gapVocabularySchema = z.object({
  version: z.number().int(),
  kinds: z.array(
    z.object({ id: gapKindSchema, name: pairSchema, definition: pairSchema, hindersFlow: z.boolean() }),
  ),
  acts: z.array(z.object({ id: z.string(), name: pairSchema, what: pairSchema })),
})
export type GapVocabulary = z.infer<typeof gapVocabularySchema>

/** Where an item stands: on a node of a chain's map, or on one of its segments; one of the two. */
const placeSchema = {
  city: cityCodeSchema,
  dataset: datasetSchema,
  chain: chainIdSchema,
  node: chainIdSchema.optional(),
  segment: chainIdSchema.optional(),
}
const saidSchema = {
  kind: gapKindSchema,
  title: formText(100),
  description: formText(2000).optional(),
  foundOn: daySchema,
  /** The same key again gives the gap that the first sending made. */
  requestKey: z.string().min(8).max(100),
}
export const newGapSchema = z.object({
  ...placeSchema,
  ...saidSchema,
  /** Who said so, and where it stands. */
  source: formText(500),
  owner: formText(100).optional(),
  dueOn: daySchema.optional(),
  act: z.string().max(50).optional(),
})
export type NewGap = z.infer<typeof newGapSchema>

/** What a firm or an office raises; the chain office takes it up or declines it with a reason. */
export const raisedGapSchema = z.object({ ...placeSchema, ...saidSchema })
export type RaisedGap = z.infer<typeof raisedGapSchema>

export const ownGapSchema = z.object({
  id: idSchema,
  chain: z.object({ id: z.string(), name: z.string() }),
  place: z.string(),
  kind: gapKindSchema,
  title: z.string(),
  raisedOn: z.string(),
  state: gapStateSchema,
  stateName: z.string(),
  /** What the office answered with its last step; null where it said nothing. */
  answer: z.string().nullable(),
})
export type OwnGap = z.infer<typeof ownGapSchema>
export const ownGapsSchema = z.object({ items: z.array(ownGapSchema) })

/** Many gaps given to one office at once; nodes that no open item stands on are registered by it. */
export const assignmentsSchema = z.object({
  city: cityCodeSchema,
  dataset: datasetSchema,
  gaps: z.array(idSchema).max(200).default([]),
  nodes: z
    .array(z.object({ chain: chainIdSchema, node: chainIdSchema }))
    .max(200)
    .default([]),
  /** Asked where `nodes` has any. */
  kind: gapKindSchema.optional(),
  owner: formText(100),
  dueOn: daySchema.optional(),
  requestKey: z.string().min(8).max(60),
})
export type Assignments = z.infer<typeof assignmentsSchema>
export const assignedSchema = z.object({
  /** How many were given to the office, how many stood so already, and line by line what could not be given and why. */
  assigned: z.number().int(),
  unchanged: z.number().int(),
  refused: z.array(z.object({ id: z.string(), title: z.string(), why: z.string() })),
})
export type Assigned = z.infer<typeof assignedSchema>

export const ownersSchema = z.object({
  /** Offices of the city with people of their own in the house: they get the notice. */
  items: z.array(z.object({ name: z.string(), people: z.number().int() })),
})

export const gapStepSchema = z.object({
  action: z.enum(gapActionNames),
  comment: formText(1000).optional(),
  /** For `assign`: who answers for it, until when, by which act. */
  owner: formText(100).optional(),
  dueOn: daySchema.optional(),
  act: z.string().max(50).optional(),
})
export type GapStep = z.infer<typeof gapStepSchema>

export const evidenceFormSchema = z.object({
  source: formText(500),
  shownOn: daySchema,
  document: z.instanceof(File).optional().openapi({ type: 'string', format: 'binary' }),
})

export const gapEvidenceSchema = z.object({
  id: idSchema,
  source: z.string(),
  shownOn: z.string(),
  recordedBy: z.string(),
  recordedAt: z.string(),
  /** The document, for /api/attachments/{id}; null where there is none. */
  attachmentId: idSchema.nullable(),
})

export const gapSummarySchema = z.object({
  id: idSchema,
  chain: z.object({ id: z.string(), name: z.string() }),
  /** Null where the item stands on the segment as a whole. */
  node: z.object({ id: z.string(), name: z.string() }).nullable(),
  segment: z.object({ id: z.string(), name: z.string() }).nullable(),
  kind: gapKindSchema,
  title: z.string(),
  foundOn: z.string(),
  /** The organisation that raised it; null where an office registered it. */
  raisedBy: z.object({ id: idSchema, name: z.string() }).nullable(),
  owner: z.string().nullable(),
  dueOn: z.string().nullable(),
  isOverdue: z.boolean(),
  state: gapStateSchema,
  stateName: z.string(),
  act: z.string().nullable(),
  /** Of the node; null where the item stands on a segment. */
  status: nodeStatusSchema.nullable(),
  dependents: z.number().int().min(0).nullable(),
  /** Why the node is judged as it is, in one line; null where the item stands on a segment. */
  reason: z.string().nullable(),
  evidenceCount: z.number().int().min(0),
  /** The day in China on which it was closed; null while it is not. */
  closedOn: z.string().nullable(),
  updatedAt: z.string(),
})
export type GapSummary = z.infer<typeof gapSummarySchema>
export const gapRegisterSchema = z.object({ items: z.array(gapSummarySchema) })

export const gapEventSchema = z.object({
  at: z.string(),
  by: z.string(),
  title: z.string(),
  state: z.string(),
  comment: z.string().nullable(),
})

export const gapDetailSchema = gapSummarySchema.extend({
  dataset: z.enum(['held', 'demo']),
  city: z.string(),
  description: z.string().nullable(),
  source: z.string(),
  foundOn: z.string(),
  recordedBy: z.string(),
  evidence: z.array(gapEvidenceSchema),
  history: z.array(gapEventSchema),
  actions: z.array(
    z.object({
      name: z.enum(gapActionNames),
      title: z.string(),
      needsComment: z.boolean(),
      /** Why it may not be taken yet, in words; empty when it may. */
      blockedBy: z.array(z.string()),
    }),
  ),
})
export type GapDetail = z.infer<typeof gapDetailSchema>

export const gapRegisterQuerySchema = cityQuerySchema.extend({
  state: z.enum(['open', 'all']).default('open'),
})

/** A status said otherwise than counted, until a day. */
export const overruleInputSchema = chainGapsQuerySchema.omit({ on: true }).extend({
  node: chainIdSchema,
  status: nodeStatusSchema,
  reason: formText(1000),
  /** The evidence: what shows it, from when. */
  source: formText(500),
  from: daySchema,
  until: daySchema,
})
export type OverruleInput = z.infer<typeof overruleInputSchema>
export const overruleFormSchema = overruleInputSchema.extend({
  document: z.instanceof(File).optional().openapi({ type: 'string', format: 'binary' }),
})
export const endOverruleSchema = z.object({ reason: formText(1000) })

export const overruleSchema = z.object({
  id: idSchema,
  status: nodeStatusSchema,
  formerStatus: nodeStatusSchema,
  reason: z.string(),
  source: z.string(),
  attachmentId: idSchema.nullable(),
  from: z.string(),
  until: z.string(),
  by: z.string(),
  at: z.string(),
  endedOn: z.string().nullable(),
  endedBy: z.string().nullable(),
  endedReason: z.string().nullable(),
  isHolding: z.boolean(),
})
export type Overrule = z.infer<typeof overruleSchema>

export const nodeHistorySchema = z.object({
  overrules: z.array(overruleSchema),
  statements: z.array(
    z.object({ kind: z.string(), source: z.string(), date: z.string(), by: z.string(), at: z.string() }),
  ),
})
export type NodeHistory = z.infer<typeof nodeHistorySchema>
