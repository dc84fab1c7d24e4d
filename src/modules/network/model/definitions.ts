/** Local sourcing under several definitions at once: why one city has several true ratios. */
import { z } from '@hono/zod-openapi'
import { cityCodeSchema, datasetSchema } from '../../access/model.ts'

const share = z.number().min(0).max(1).nullable()

export const definitionsQuerySchema = z.object({
  city: cityCodeSchema,
  dataset: datasetSchema,
  /** The city around whose centre the radius is drawn; the city itself unless another is chosen. */
  centre: cityCodeSchema.optional(),
  radiusKm: z.coerce.number().int().min(10).max(1000).default(200),
})
export type DefinitionsQuery = z.infer<typeof definitionsQuerySchema>

const rangedSchema = z.object({
  reach: z.enum(['city', 'radius', 'province']),
  /** Local over what can be placed. Null: unknown, or held back (see `isHeldBack`). */
  ratio: share,
  /** Were everything uncertain outside, and were it all local. */
  low: share,
  high: share,
  coverageRatio: share,
  isHeldBack: z.boolean(),
})
export const definitionsSchema = z.object({
  city: z.string(),
  dataset: z.enum(['held', 'demo']),
  centre: z.object({ code: z.string(), name: z.string() }),
  radiusKm: z.number(),
  version: z.string(),
  /** The latest year of every buyer, under each definition. */
  now: z.array(rangedSchema.extend({ scope: z.enum(['all', 'core', 'components', 'devices', 'software']) })),
  /** All goods, by year and reach; only years with purchases held. */
  trend: z.array(rangedSchema.extend({ year: z.number().int() })),
})
export type Definitions = z.infer<typeof definitionsSchema>
