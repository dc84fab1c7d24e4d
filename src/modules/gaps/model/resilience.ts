/** 自主可控与稳定畅通综合指数 of a chain: the figure, its parts, and for one chain every node and the days before. */
import { z } from '@hono/zod-openapi'
import { chainGapsQuerySchema, nodeStatusSchema } from './node-query.ts'

const partSchema = z.object({
  id: z.enum(['selfReliance', 'singleSource', 'alternates', 'flow']),
  name: z.string(),
  /** 0 to 1; null is unknown. */
  value: z.number().min(0).max(1).nullable(),
  weight: z.number(),
  text: z.string(),
})
export const resilienceSchema = z.object({
  city: z.string(),
  dataset: z.enum(['held', 'demo']),
  asOf: z.string(),
  definition: z.string(),
  version: z.string(),
  chains: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      /** 0 to 100; null when no part is known. */
      index: z.number().min(0).max(100).nullable(),
      /** Weight of the parts that are known. */
      coverageRatio: z.number().min(0).max(1),
      parts: z.array(partSchema),
    }),
  ),
})
export type Resilience = z.infer<typeof resilienceSchema>

/** One chain opened: how the figure is worked out, what every node gives to it, and how it went. */
export const resilienceDetailSchema = z.object({
  city: z.string(),
  dataset: z.enum(['held', 'demo']),
  asOf: z.string(),
  definition: z.string(),
  version: z.string(),
  vocabularyVersion: z.number().int(),
  chain: z.object({ id: z.string(), name: z.string() }),
  index: z.number().min(0).max(100).nullable(),
  coverageRatio: z.number().min(0).max(1),
  /** The formula with this chain's figures in it; null when no part is known. */
  worked: z.string().nullable(),
  parts: z.array(partSchema),
  nodes: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      status: nodeStatusSchema,
      /** 1 + the nodes that cannot be made without it. */
      weight: z.number().int(),
      /** The value of its status, 0 to 1; null where it is not judged. */
      statusValue: z.number().nullable(),
      /** Two or more independent owner groups here; null where that cannot be told. */
      hasSeveralOwners: z.boolean().nullable(),
      /** Two or more firms here and within 200 km; null where the node is not judged. */
      hasAlternates: z.boolean().nullable(),
      /** An open item that hinders flow stands on it; null for those who may not read the register, or where none was ever kept. */
      isHindered: z.boolean().nullable(),
    }),
  ),
  /** One point a change, oldest first; empty before the indicators were computed for the first time. */
  trend: z.array(
    z.object({
      asOf: z.string(),
      confirmedOn: z.string(),
      index: z.number().nullable(),
      coverageRatio: z.number().nullable(),
    }),
  ),
})
export type ResilienceDetail = z.infer<typeof resilienceDetailSchema>

export const resilienceSeriesQuerySchema = chainGapsQuerySchema.omit({ on: true }).extend({
  /** How many ends of whole months before today. */
  months: z.coerce.number().int().min(1).max(60).default(24),
})
export type ResilienceSeriesQuery = z.infer<typeof resilienceSeriesQuerySchema>

const partIdSchema = partSchema.shape.id
/** How the index of one chain went, worked back from what bears a day, by today's map, thresholds and weights. */
export const resilienceSeriesSchema = z.object({
  city: z.string(),
  dataset: z.enum(['held', 'demo']),
  chain: z.string(),
  /** Of the definition, of the vocabulary that holds the weights, and of the chain's map: one yardstick for all points. */
  version: z.string(),
  vocabularyVersion: z.number().int(),
  mapVersion: z.number().int(),
  method: z.string(),
  parts: z.array(z.object({ id: partIdSchema, name: z.string(), weight: z.number() })),
  /** Ends of months, oldest first, and today. */
  points: z.array(
    z.object({
      asOf: z.string(),
      index: z.number().min(0).max(100).nullable(),
      coverageRatio: z.number().min(0).max(1),
      parts: z.array(z.object({ id: partIdSchema, value: z.number().min(0).max(1).nullable() })),
      statuses: z.object({
        strong: z.number().int(),
        weak: z.number().int(),
        missing: z.number().int(),
        unknown: z.number().int(),
      }),
    }),
  ),
})
export type ResilienceSeries = z.infer<typeof resilienceSeriesSchema>
