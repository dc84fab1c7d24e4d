/** The layers of the four maps: firms, parks with what is free, chains and clusters over them, colleges and platforms. */
import { z } from '@hono/zod-openapi'
import { idSchema, textSchema } from '../../access/model.ts'
import { filterQuerySchema, placePrecisions, placeSchema } from './base.ts'

/** Firms as points. Above `namesUpTo` of them names are left out, since a map of so many shows none. */
export const firmPointsSchema = z.object({
  asOf: z.string(),
  /** id, name or null, longitude, latitude, index into `precisions`. */
  points: z.array(z.tuple([z.string(), z.string().nullable(), z.number(), z.number(), z.number().int()])),
  precisions: z.array(z.enum(placePrecisions)),
  /** Firms that meet the filter: on this map, beyond it, and of unknown position. */
  counts: z.object({
    here: z.number().int(),
    drawn: z.number().int(),
    beyond: z.number().int(),
    unplaced: z.number().int(),
  }),
  /** Beyond the map, by province, most first. */
  beyondByProvince: z.array(z.object({ code: z.string(), name: z.string(), firms: z.number().int() })),
  /** In the city, by district, most first: the same as a list. */
  byDistrict: z.array(
    z.object({ code: z.string().nullable(), name: z.string().nullable(), firms: z.number().int() }),
  ),
})
export type FirmPoints = z.infer<typeof firmPointsSchema>
export const firmPointsQuerySchema = filterQuerySchema

const area = z.number().nullable()
export const parkProfileSchema = z.object({
  id: idSchema,
  name: z.string(),
  /** Null: nobody has said where it stands, nor in which district. */
  place: placeSchema.extend({ source: z.string() }).nullable(),
  districtName: z.string().nullable(),
  partnerCountry: z.string().nullable(),
  isPartnerPark: z.boolean(),
  titles: z.array(
    z.object({
      title: z.string(),
      level: z.string().nullable(),
      granted: z.string().nullable(),
      ended: z.string().nullable(),
      source: z.string(),
    }),
  ),
  /** Square metres; null: not known of any parcel or factory. */
  land: z.object({
    availableM2: area,
    reservedM2: area,
    parcels: z.number().int(),
    areaUnknown: z.number().int(),
  }),
  factories: z.object({
    floorM2: area,
    freeM2: area,
    buildings: z.number().int(),
    freeUnknown: z.number().int(),
  }),
  rankings: z.array(
    z.object({
      list: z.string(),
      series: z.array(
        z.object({
          year: z.number().int(),
          place: z.number().int(),
          of: z.number().int().nullable(),
          source: z.string(),
        }),
      ),
    }),
  ),
  checks: z.array(
    z.object({
      goal: z.string(),
      items: z.array(z.object({ item: z.string(), isMet: z.boolean().nullable(), source: z.string() })),
    }),
  ),
  strengths: z.array(
    z.object({
      industry: z.string(),
      chainId: z.string().nullable(),
      statement: z.string(),
      source: z.string(),
      asOf: z.string().nullable(),
    }),
  ),
  /** Projects of the library that stand in the park, by chain; `chainId` null: of no chain. Null for those who may not read projects. */
  projects: z
    .array(z.object({ chainId: z.string().nullable(), count: z.number().int(), completed: z.number().int() }))
    .nullable(),
  source: z.string(),
})
export type ParkProfile = z.infer<typeof parkProfileSchema>

export const layoutSchema = z.object({
  asOf: z.string(),
  chains: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      isDrawn: z.boolean(),
      /** Firms in the city at a node of its map, by more than product words, and by product words alone; null without a map. */
      firmsHere: z.number().int().nullable(),
      byWords: z.number().int().nullable(),
      clusters: z.array(z.object({ id: z.string(), name: z.string() })),
      /** Parks whose strength names the chain. */
      parkIds: z.array(z.string()),
      segments: z.array(z.object({ id: z.string(), name: z.string(), firmsHere: z.number().int() })),
      nodes: z.array(z.object({ id: z.string(), name: z.string(), segment: z.string() })),
    }),
  ),
  parks: z.array(parkProfileSchema),
})
export type Layout = z.infer<typeof layoutSchema>

export const parkPlaceInputSchema = z.object({
  lng: z.number().min(73).max(136),
  lat: z.number().min(3).max(54),
  datum: z.enum(['WGS84', 'CGCS2000', 'GCJ02', 'BD09']),
  source: textSchema(300),
})
export type ParkPlaceInput = z.infer<typeof parkPlaceInputSchema>

export const talentLayerSchema = z.object({
  asOf: z.string(),
  schools: z.array(
    z.object({
      id: idSchema,
      name: z.string(),
      kind: z.enum(['college', 'institute']),
      place: placeSchema.nullable(),
      districtName: z.string().nullable(),
    }),
  ),
  /** Platforms and stations of the register's libraries; the place is that of the organisation that hosts it. */
  platforms: z.array(
    z.object({
      id: idSchema,
      name: z.string(),
      kind: z.object({ id: z.string(), name: z.string() }),
      level: z.string().nullable(),
      hostId: idSchema.nullable(),
      hostName: z.string().nullable(),
      chainId: z.string().nullable(),
      place: placeSchema.nullable(),
    }),
  ),
  /** Needs of firms for people: null until a room holds them. */
  needs: z.null(),
})
export type TalentLayer = z.infer<typeof talentLayerSchema>
