/** Purchases by ring around a centre, and what lies just outside (row C11). */
import { z } from '@hono/zod-openapi'
import { chainIdSchema } from '../../network/model.ts'
import { pointSchema, scopeQuerySchema } from './base.ts'

/** Rings may end here and nowhere else, km. */
export const radiusChoicesKm = [50, 100, 150, 200, 300, 500] as const
/** How far beyond the outermost ring is "just outside", km. */
export const fringeKm = 50

export const ringsQuerySchema = scopeQuerySchema.extend({
  /** A centre that the city's pack names; left out, the city's own. */
  centre: z.string().max(60).optional(),
  radiusKm: z.coerce
    .number()
    .refine((km) => (radiusChoicesKm as readonly number[]).includes(km), { message: 'radius_not_offered' })
    .default(200),
  chain: chainIdSchema.optional(),
})
export type RingsQuery = z.infer<typeof ringsQuerySchema>

const centreSchema = pointSchema.extend({ id: z.string(), name: z.string(), source: z.string() })
export const ringSchemaAtlas = z.object({
  /** From and up to how many km from the centre; `toKm` null: farther than every ring. */
  fromKm: z.number(),
  toKm: z.number().nullable(),
  /** Purchases of the latest year of each buyer, whole fen as decimal digits; null: held back, or none with a value. */
  purchasesFen: z.string().nullable(),
  /** Of all purchases that can be placed, 0 to 1. */
  shareRatio: z.number().min(0).max(1).nullable(),
  isHeldBack: z.boolean(),
  /** Firms of the register in the ring that stand at a node of the city's maps: public facts. */
  firms: z.number().int(),
})
export const ringsSchema = z.object({
  city: z.string(),
  dataset: z.enum(['held', 'demo']),
  asOf: z.string(),
  centre: centreSchema,
  centres: z.array(centreSchema),
  radiiKm: z.array(z.number()),
  radiusKm: z.number(),
  rings: z.array(ringSchemaAtlas),
  /** Placed over all purchases with a value; null without any, or held back. */
  coverageRatio: z.number().min(0).max(1).nullable(),
  /** Purchases with a value whose place is unknown, fen; null: held back. */
  unplacedFen: z.string().nullable(),
  /** Whether this reader may choose centre, radius and chain, or sees the one fixed cell that is published. */
  mayChoose: z.boolean(),
  /** Cities whose firms lie beyond the radius by at most `fringeKm`, most firms first. */
  justOutside: z.array(
    z.object({
      cityCode: z.string(),
      cityName: z.string(),
      firms: z.number().int(),
      nearestKm: z.number(),
      /** What buyers of the city buy there; null: held back or none. */
      purchasesFen: z.string().nullable(),
    }),
  ),
  fringeKm: z.number(),
  definition: z.string(),
})
export type Rings = z.infer<typeof ringsSchema>
