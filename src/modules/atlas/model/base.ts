/** What every map stands on: outlines, the city's centre, and tiles where they are configured. */
import { z } from '@hono/zod-openapi'
import { cityCodeSchema, datasetSchema } from '../../access/model.ts'
import { chainIdSchema } from '../../network/model.ts'

/** WGS84 degrees. */
export const pointSchema = z.object({ lng: z.number(), lat: z.number() })
export type Point = z.infer<typeof pointSchema>

/** How exactly a place is known; `park` and `given` are points, the others the centre of what they name. */
export const placePrecisions = ['given', 'district', 'city', 'city_from_name', 'province'] as const
export const placeSchema = pointSchema.extend({ precision: z.enum(placePrecisions) })
export type MapPlace = z.infer<typeof placeSchema>

export const scopeQuerySchema = z.object({ city: cityCodeSchema, dataset: datasetSchema })
export type ScopeQuery = z.infer<typeof scopeQuerySchema>

/** Which part of a chain is looked at: a chain, one of its segments, one of its nodes. */
export const filterQuerySchema = scopeQuerySchema.extend({
  chain: chainIdSchema.optional(),
  segment: chainIdSchema.optional(),
  node: chainIdSchema.optional(),
})
export type FilterQuery = z.infer<typeof filterQuerySchema>

export const outlineSchema = z.object({
  /** GB/T 2260; null where the source gives none. */
  code: z.string().nullable(),
  name: z.string(),
  isOwn: z.boolean(),
  /** Where its name stands; null where the source gives no point. */
  at: pointSchema.nullable(),
  /** Closed lines in degrees, longitude first. */
  lines: z.array(z.array(z.tuple([z.number(), z.number()]))),
})
export type Outline = z.infer<typeof outlineSchema>

export const tilesSchema = z.object({
  name: z.string(),
  /** Addresses with {z}, {x}, {y}, from the bottom layer up. */
  layers: z.array(z.string()),
  /** The number of approval that has to stand on a map shown to the public; null: none was configured. */
  approvalNumber: z.string().nullable(),
})

export const baseSchema = z.object({
  city: z.object({ code: z.string(), name: z.string() }),
  centre: pointSchema,
  /** West, south, east, north of what is drawn. */
  bounds: z.tuple([z.number(), z.number(), z.number(), z.number()]),
  outlines: z.array(outlineSchema),
  outlineSource: z.string(),
  tiles: tilesSchema.nullable(),
  /** Why tiles that were configured are not used: the key or the address cannot be one; null: nothing is wrong. */
  tilesFault: z.enum(['key', 'address']).nullable(),
})
export type MapBase = z.infer<typeof baseSchema>
