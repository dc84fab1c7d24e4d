import { z } from '@hono/zod-openapi'
import { idSchema, textSchema } from '../../access/model.ts'
import { ownTargetSchema, targetFitSchema, targetInputSchema } from '../../indicators/model.ts'
import { targetContentSchema } from './documents.ts'

/**
 * offered: waits for a person. held: the very statement is held already. taken: among the targets. taken_back: was, and was
 * taken back. left_out: a person leaves it out.
 */
export const planTargetStates = ['offered', 'held', 'taken', 'taken_back', 'left_out'] as const
/** What a person should look at: nothing fits, another unit than the indicator's, no last day, stated otherwise elsewhere. */
export const planTargetDoubts = ['no_fit', 'other_unit', 'no_last_day', 'no_indicator_of_unit'] as const

export const planTargetSchema = z.object({
  ordinal: z.number().int(),
  read: targetContentSchema,
  state: z.enum(planTargetStates),
  fit: targetFitSchema,
  /** As offered: what a person confirms or corrects. */
  offer: z.object({
    indicator: z.string().nullable(),
    chain: z.string().nullable(),
    subject: z.string().nullable(),
    scope: z.object({ zh: z.string(), en: z.string() }),
  }),
  /** The target that was taken up, as it stands now. */
  target: ownTargetSchema.nullable(),
  doubts: z.array(z.enum(planTargetDoubts)),
})
export type PlanTarget = z.infer<typeof planTargetSchema>

export const planTargetsSchema = z.object({
  documentId: idSchema,
  title: z.string(),
  isWithdrawn: z.boolean(),
  items: z.array(planTargetSchema),
})
export type PlanTargets = z.infer<typeof planTargetsSchema>

/** One target as a person confirms it; source and sentence come from the document. */
export const takeUpSchema = targetInputSchema
  .pick({
    indicator: true,
    chain: true,
    subject: true,
    scope: true,
    comparator: true,
    value: true,
    due: true,
    dueWritten: true,
  })
  .extend({ ordinal: z.number().int().min(0).max(100_000) })
export const takeUpAllSchema = z.strictObject({ targets: z.array(takeUpSchema).min(1).max(500) })
export type TakeUp = z.infer<typeof takeUpSchema>
export const takeUpAnswerSchema = planTargetsSchema.extend({
  written: z.number().int(),
  /** Taken up before, or held as the same statement: nothing was doubled. */
  unchanged: z.number().int(),
})
export const leaveOutSchema = z.strictObject({ isLeftOut: z.boolean() })
export const withdrawDocumentSchema = z.strictObject({
  version: z.number().int().positive(),
  reason: textSchema(500),
})
