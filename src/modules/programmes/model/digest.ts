import { z } from '@hono/zod-openapi'
import { cityCodeSchema, datasetSchema, textSchema } from '../../access/model.ts'
import { taskSummarySchema } from './tasks.ts'

export const digestKinds = ['city', 'plan', 'unit', 'chain'] as const

const aboutSchema = z.object({
  city: cityCodeSchema,
  dataset: datasetSchema,
  kind: z.enum(digestKinds),
  /** Id of the plan or chain, name of the unit; left out for the city. */
  key: textSchema(100).optional(),
})
export const digestQuerySchema = aboutSchema
export type DigestQuery = z.infer<typeof digestQuerySchema>
export const digestSchema = z.object({
  monday: z.string(),
  sunday: z.string(),
  due: z.array(taskSummarySchema),
  late: z.array(taskSummarySchema),
  done: z.array(taskSummarySchema),
  byUnit: z.array(
    z.object({ name: z.string(), due: z.number().int(), late: z.number().int(), done: z.number().int() }),
  ),
  /** Whether the reader is told of this digest on Mondays. */
  isSubscribed: z.boolean(),
})
export type Digest = z.infer<typeof digestSchema>
export const digestSubscriptionSchema = aboutSchema.extend({ isWanted: z.boolean() })
export type DigestSubscription = z.infer<typeof digestSubscriptionSchema>
