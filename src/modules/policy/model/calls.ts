// Calls of a programme: what is called for, who applied, points, the list, and the agreements that follow.
import { z } from '@hono/zod-openapi'
import { cityCodeSchema, datasetSchema, idSchema, textSchema } from '../../access/model.ts'
import { fenSchema, isoDaySchema, lifeSchema, requestKeySchema, seenSchema } from './applications.ts'

export const criterionSchema = z.object({
  id: z.string().regex(/^[a-z][a-z0-9_]{0,30}$/),
  label: textSchema(100),
  /** Points at most. */
  max: z.number().int().min(1).max(1000),
})
export const newCallSchema = z.object({
  city: cityCodeSchema,
  dataset: datasetSchema,
  programme: textSchema(100),
  cohortYear: z.number().int().min(1990).max(2100),
  title: textSchema(100),
  policyId: z.string().min(1).max(100),
  clauseId: z.string().min(1).max(100),
  opensOn: isoDaySchema,
  closesOn: isoDaySchema,
  places: z.number().int().min(1).max(10_000).nullable(),
  supportFromFen: fenSchema.nullable(),
  supportToFen: fenSchema.nullable(),
  /** 1: one sheet of points by the office; more: a panel of so many, whose mean counts. */
  reviewers: z.number().int().min(1).max(15),
  criteria: z.array(criterionSchema).min(1).max(20),
  source: textSchema(300),
  requestKey: requestKeySchema,
})
export type NewCall = z.infer<typeof newCallSchema>

export const callActSchema = z.object({
  seen: seenSchema,
  action: z.string().min(1).max(50),
  comment: textSchema(2000).optional(),
  /** With `publicise`: who is selected, with at most how much. */
  selected: z
    .array(z.object({ applicationId: idSchema, supportFen: fenSchema }))
    .max(1000)
    .optional(),
})
export type CallAct = z.infer<typeof callActSchema>

export const scoreInputSchema = z.object({
  /** Points by criterion, at most two decimals, as written. */
  points: z.record(z.string().max(31), z.string().regex(/^\d{1,4}(\.\d{1,2})?$/)),
  comment: textSchema(1000).optional(),
})
export type ScoreInput = z.infer<typeof scoreInputSchema>

const headSchema = z.object({
  id: idSchema,
  title: z.string(),
  programme: z.string(),
  cohortYear: z.number().int(),
  state: z.string(),
  stateTitle: z.string(),
  opensOn: z.string(),
  closesOn: z.string(),
  /** Whether one may apply today. */
  isOpen: z.boolean(),
  places: z.number().int().nullable(),
  /** Submitted applications; null for whoever does not see them. */
  applications: z.number().int().nullable(),
  selected: z.number().int().nullable(),
})
export const callListSchema = z.object({ asOf: z.string(), items: z.array(headSchema) })
export type CallList = z.infer<typeof callListSchema>

export const callApplicationSchema = z.object({
  id: idSchema,
  organisation: z.object({ id: idSchema, name: z.string() }),
  subject: z.string(),
  state: z.string(),
  stateTitle: z.string(),
  claimedFen: z.string().nullable(),
  isMine: z.boolean(),
  /** How many reviewers gave points; null for whoever may not know. */
  reviewers: z.number().int().nullable(),
  /** How many reviewers may give them; for the office alone. */
  eligible: z.number().int().nullable(),
  /** Mean of the totals in points, two decimals, rounded half up; null where none were given, or where the reader judges and the list is not out. */
  mean: z.number().nullable(),
  place: z.number().int().nullable(),
  isSelected: z.boolean().nullable(),
  supportFen: z.string().nullable(),
  agreementId: idSchema.nullable(),
  /** What the reader gave, by criterion in points. */
  own: z.record(z.string(), z.number()).nullable(),
  mayScore: z.boolean(),
})
export type CallApplication = z.infer<typeof callApplicationSchema>

export const callSchema = headSchema.extend({
  life: lifeSchema,
  dataset: z.enum(['held', 'demo']),
  city: z.string(),
  policyId: z.string(),
  clauseId: z.string(),
  policyTitle: z.string(),
  supportFromFen: z.string().nullable(),
  supportToFen: z.string().nullable(),
  reviewers: z.number().int(),
  criteria: z.array(criterionSchema),
  source: z.string(),
  items: z.array(callApplicationSchema),
  /** The selected by name, for everybody from the public notice on; empty before. */
  publicList: z.array(z.object({ organisation: z.string(), subject: z.string() })),
  /** Whether the reader judges this call. */
  isReviewer: z.boolean(),
  mayApply: z.boolean(),
})
export type Call = z.infer<typeof callSchema>
