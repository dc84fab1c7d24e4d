import { z } from '@hono/zod-openapi'
import { datasetSchema, idSchema } from '../../access/model.ts'

export const reviewCandidateSchema = z.object({
  /** Of an organisation, or of a park in a file of parks; then `products` are its titles, `formerNames` its short name. */
  organisationId: idSchema,
  name: z.string(),
  formerNames: z.array(z.string()),
  creditCode: z.string().nullable(),
  stockCode: z.string().nullable(),
  place: z.string().nullable(),
  address: z.string().nullable(),
  industry: z.string().nullable(),
  products: z.array(z.string()),
  /** 0 to 1: how likely it is the one, none of all being a choice too. */
  score: z.number(),
  veto: z.enum(['code', 'branch', 'place']).nullable(),
  /** What each part adds to the logarithm of the odds; above 0 speaks for, below against. */
  parts: z.array(z.object({ part: z.string(), weight: z.number() })),
})
export const importReviewSchema = z.object({
  importId: idSchema,
  line: z.number().int(),
  file: z.string(),
  title: z.string(),
  /** What the candidates are. */
  means: z.enum(['organisation', 'park']),
  /** '' for the row as a whole; of a supply relation the end that is not surely known. */
  part: z.enum(['', 'buyer', 'supplier']),
  reason: z.string(),
  state: z.enum(['open', 'later']),
  /** What the row says, in the order of its columns. */
  values: z.array(z.object({ field: z.string(), zh: z.string(), en: z.string(), value: z.string() })),
  candidates: z.array(reviewCandidateSchema),
})
export type ImportReview = z.infer<typeof importReviewSchema>
export const importReviewPageSchema = z.object({
  items: z.array(importReviewSchema),
  total: z.number().int(),
})
export type ImportReviewPage = z.infer<typeof importReviewPageSchema>
export const importReviewQuerySchema = z.object({
  dataset: datasetSchema,
  importId: idSchema.optional(),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

/**
 * same: the row is that organisation (without one: the best candidate of each row); new: one not met before; different:
 * not that organisation, the row goes on waiting; later: put off.
 */
export const reviewDecisionSchema = z.object({
  rows: z
    .array(
      z.object({
        importId: idSchema,
        line: z.number().int().min(1),
        part: z.enum(['', 'buyer', 'supplier']).optional(),
      }),
    )
    .min(1)
    .max(500),
  decision: z.enum(['same', 'new', 'different', 'later']),
  organisationId: idSchema.optional(),
})
export type ReviewDecision = z.infer<typeof reviewDecisionSchema>
export const reviewOutcomeSchema = z.object({
  /** Rows that left the queue: those named, and others of the same name that followed. */
  decided: z.number().int(),
  followed: z.number().int(),
  created: z.number().int(),
  joined: z.number().int(),
  unchanged: z.number().int(),
})
export type ReviewOutcome = z.infer<typeof reviewOutcomeSchema>

export const undoReportSchema = z.object({
  importId: idSchema,
  file: z.string(),
  undoneBy: z.string(),
  undoneAt: z.string(),
  withdrawn: z.record(z.string(), z.number().int()),
  carriedOn: z.number().int(),
  restored: z.number().int(),
  closedReviews: z.number().int(),
  deletedCount: z.number().int(),
  keptCount: z.number().int(),
  /** The first ones of each, by name. */
  deleted: z.array(z.object({ id: idSchema, name: z.string() })),
  kept: z.array(z.object({ id: idSchema, name: z.string(), usedBy: z.array(z.string()) })),
})
export type UndoReport = z.infer<typeof undoReportSchema>
