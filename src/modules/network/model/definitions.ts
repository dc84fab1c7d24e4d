/** Local sourcing under several definitions at once: why one city has several true ratios. */
import { z } from '@hono/zod-openapi'
import { cityCodeSchema, datasetSchema } from '../../access/model.ts'
import { claimSchema } from './city-rules.ts'

const share = z.number().min(0).max(1).nullable()

/** The radii that are offered, km: a fixed list, so that two of one's own choice cannot tell one supplier by their difference. */
export const radiiKm = [50, 100, 200, 300] as const

/** city:430200, park:12, firm:34, or point:113.13,27.83 (WGS84, longitude first). */
export const centreSchema = z
  .string()
  .regex(/^(city:\d{6}|(park|firm):[1-9]\d{0,17}|point:\d{2,3}(\.\d{1,6})?,\d{1,2}(\.\d{1,6})?)$/)

export const definitionsQuerySchema = z.object({
  city: cityCodeSchema,
  dataset: datasetSchema,
  /** Around what the radius is drawn; the city itself unless another is chosen. */
  centre: centreSchema.optional(),
  radiusKm: z.coerce
    .number()
    .refine((km) => (radiiKm as readonly number[]).includes(km), { message: 'radius_not_offered' })
    .default(200),
})
export type DefinitionsQuery = z.infer<typeof definitionsQuerySchema>

export const scopeSchema = z.enum(['all', 'core', 'components', 'devices', 'software'])
const rangedSchema = z.object({
  reach: z.enum(['city', 'radius', 'province']),
  scope: scopeSchema,
  /** Local over what can be placed. Null: unknown, told by bands (see `between`), or held back (see `isHeldBack`). */
  ratio: share,
  /** Within which ends the ratio lies, where some purchases are told as bands. */
  between: z.object({ low: z.number(), high: z.number() }).nullable(),
  /** Were everything uncertain outside, and were it all local. */
  low: share,
  high: share,
  coverageRatio: share,
  isHeldBack: z.boolean(),
})
export type RangedFigure = z.infer<typeof rangedSchema>

const centreChoice = z.object({
  id: centreSchema,
  kind: z.enum(['city', 'park', 'firm', 'point']),
  name: z.string(),
})
export const definitionsSchema = z.object({
  city: z.string(),
  dataset: z.enum(['held', 'demo']),
  centre: centreChoice,
  /** How exactly the centre is known: a park by its district stands at the district's middle. */
  centrePrecision: z.enum(['given', 'district', 'city']),
  /** The centres that this reader may choose from; a firm or a point besides, for who may read relations. */
  centres: z.array(centreChoice),
  mayChooseFreely: z.boolean(),
  radiusKm: z.number(),
  /** Of the definitions; the city's rules have a version of their own. */
  version: z.string(),
  rulesVersion: z.number().int().nullable(),
  /** The latest year of every buyer, under each definition. */
  now: z.array(rangedSchema),
  /** By year, reach and scope; only years with purchases held. */
  trend: z.array(rangedSchema.extend({ year: z.number().int() })),
  /** The same with what firms confided privately; null where too few stand behind it. */
  withPrivate: z.object({ firms: z.number().int().nullable(), now: z.array(rangedSchema) }),
  /** What was published for the city, beside its own figures. */
  claims: z.array(
    claimSchema.extend({ documentTitle: z.string().nullable(), documentDate: z.string().nullable() }),
  ),
  /** Target of the plan for core goods, 0 to 1; null where no claim is a target. */
  targetRatio: share,
})
export type Definitions = z.infer<typeof definitionsSchema>
