// Who judges a call, who has not yet, and what each gave: for the office that runs the call.
import { z } from '@hono/zod-openapi'
import { idSchema, textSchema } from '../../access/model.ts'
import { requestKeySchema } from './applications.ts'

export const nameReviewersSchema = z.object({
  /** Accounts: all of them are named, or lots are drawn among them. */
  userIds: z.array(idSchema).min(1).max(500),
  /** How many are drawn; null: all are named. */
  draw: z.number().int().min(1).max(50).nullable(),
  requestKey: requestKeySchema,
})
export type NameReviewers = z.infer<typeof nameReviewersSchema>

export const endReviewerSchema = z.object({ reason: textSchema(300) })
export type EndReviewer = z.infer<typeof endReviewerSchema>
export const reviewerIdSchema = z.object({ id: idSchema, reviewer: idSchema })

const applicationNameSchema = z.object({ id: idSchema, subject: z.string() })
const reviewerSchema = z.object({
  id: idSchema,
  name: z.string(),
  employer: z.string().nullable(),
  how: z.enum(['named', 'drawn']),
  namedBy: z.string(),
  namedAt: z.string(),
  ended: z.object({ by: z.string(), at: z.string(), reason: z.string() }).nullable(),
  /** Applications they gave points, of those that they may and are to judge. */
  given: z.number().int(),
  /** Those still without their points; empty once they ended. */
  waiting: z.array(applicationNameSchema),
  /** Those of their own organisation, which they do not judge. */
  own: z.array(applicationNameSchema),
})
const sheetSchema = z.object({
  reviewer: z.string(),
  /** By criterion, points. */
  points: z.record(z.string(), z.number()),
  total: z.number(),
  comment: z.string().nullable(),
  scoredAt: z.string(),
  /** False for the points of somebody who is not a reviewer any more. */
  counts: z.boolean(),
})
const judgedSchema = applicationNameSchema.extend({
  organisation: z.string(),
  /** How many reviewers may judge it. */
  eligible: z.number().int(),
  /** So far, by the mean of the totals; equal means share a place; null without points. */
  place: z.number().int().nullable(),
  /** Points, two decimals, rounded half up; null without points. */
  mean: z.number().nullable(),
  /** The mean by criterion, rounded in the same way. */
  byCriterion: z.record(z.string(), z.number()),
  sheets: z.array(sheetSchema),
})
export const callPanelSchema = z.object({
  /** How many reviewers each application needs. */
  needed: z.number().int(),
  mayChange: z.boolean(),
  reviewers: z.array(reviewerSchema),
  applications: z.array(judgedSchema),
  candidates: z.array(
    z.object({
      userId: idSchema,
      name: z.string(),
      role: z.string(),
      employer: z.string().nullable(),
      /** Their organisation applies to this call: never drawn, and never judges its own. */
      applies: z.boolean(),
    }),
  ),
  draws: z.array(
    z.object({
      seed: z.string(),
      pool: z.array(z.object({ userName: z.string(), name: z.string(), employer: z.string().nullable() })),
      drawn: z.array(z.string()),
      drawnBy: z.string(),
      drawnAt: z.string(),
    }),
  ),
})
export type CallPanel = z.infer<typeof callPanelSchema>
