import { z } from '@hono/zod-openapi'
import { cityCodeSchema, datasetSchema } from '../../access/model.ts'
import { chainIdSchema } from '../../network/model.ts'

/** A day, YYYY-MM-DD, that the calendar has. */
export const daySchema = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .refine((text) => !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text), {
    message: 'not_a_day',
  })
export const nodeStatuses = ['strong', 'weak', 'missing', 'unknown'] as const
export const nodeStatusSchema = z.enum(nodeStatuses)

export const chainGapsQuerySchema = z.object({
  city: cityCodeSchema,
  chain: chainIdSchema,
  dataset: datasetSchema,
  on: daySchema.optional(),
})
export const cityQuerySchema = z.object({
  city: cityCodeSchema,
  dataset: datasetSchema,
  on: daySchema.optional(),
})
export const nodeQuerySchema = chainGapsQuerySchema.extend({ node: chainIdSchema })
