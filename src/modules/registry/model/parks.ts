import { z } from '@hono/zod-openapi'
import { idSchema, textSchema } from '../../access/model.ts'
import { fen, fieldChangeSchema, key, level, scope, writtenDateSchema } from './library-shapes.ts'

/** What a park has, by kind; areas in square metres, rent in fen a square metre and month. Null is unknown. */
export const parkPartSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('title'),
    title: textSchema(100),
    level: level.nullable(),
    granted: writtenDateSchema.nullable(),
    ended: writtenDateSchema.nullable(),
  }),
  /** Land of the whole park as one figure; parcels name it piece by piece. */
  z.object({
    kind: z.literal('land'),
    totalM2: z.number().min(0).nullable(),
    freeM2: z.number().min(0).nullable(),
  }),
  z.object({
    kind: z.literal('parcel'),
    code: textSchema(80),
    areaM2: z.number().positive().nullable(),
    use: textSchema(80).nullable(),
    status: z.enum(['available', 'reserved', 'used']),
    availableFrom: writtenDateSchema.nullable(),
  }),
  z.object({
    kind: z.literal('factory'),
    name: textSchema(100),
    floorAreaM2: z.number().min(0).nullable(),
    freeM2: z.number().min(0).nullable(),
    rentFenPerM2Month: fen.nullable(),
  }),
  z.object({
    kind: z.literal('ranking'),
    list: textSchema(100),
    year: z.number().int().min(1990).max(2100),
    place: z.number().int().min(1),
    of: z.number().int().min(1).nullable(),
  }),
  z.object({
    kind: z.literal('check'),
    goal: textSchema(100),
    item: textSchema(200),
    isMet: z.boolean().nullable(),
  }),
  z.object({
    kind: z.literal('strength'),
    industry: textSchema(80),
    chainId: key.nullable(),
    statement: textSchema(500),
  }),
])
export type ParkPart = z.infer<typeof parkPartSchema>
const storedPartSchema = z.object({
  id: z.string(),
  part: parkPartSchema,
  source: z.string(),
  asOf: z.string().nullable(),
})
export type StoredPart = z.infer<typeof storedPartSchema>
export const parkItemSchema = z.object({
  id: idSchema,
  name: z.string(),
  shortName: z.string().nullable(),
  partnerCountry: z.string().nullable(),
  districtName: z.string().nullable(),
  address: z.string().nullable(),
  /** WGS84 degrees, as a source gives them; null unknown. */
  lng: z.number().nullable(),
  lat: z.number().nullable(),
  titles: z.array(z.string()),
  /** As told of the whole park; null unknown. */
  landM2: z.number().nullable(),
  /** Of the parcels recorded as available, else as told of the whole park; null where nothing is known. */
  availableM2: z.number().nullable(),
  /** Floor area of all factories; null where none is known. */
  factoryM2: z.number().nullable(),
  freeFactoryM2: z.number().nullable(),
  projects: z.number().int(),
  source: z.string(),
})
export type ParkItem = z.infer<typeof parkItemSchema>
export const parkSchema = parkItemSchema.extend({
  cityCode: z.string(),
  note: z.string().nullable(),
  parts: z.array(storedPartSchema),
})
export type Park = z.infer<typeof parkSchema>
export const newParkSchema = z.object({
  ...scope,
  name: textSchema(100),
  partnerCountry: textSchema(60).nullish(),
  note: textSchema(2000).nullish(),
  source: textSchema(300),
})
export type NewPark = z.infer<typeof newParkSchema>
export const newParkPartSchema = z.object({
  part: parkPartSchema,
  source: textSchema(300),
  asOf: z.iso.date().nullish(),
})
export type NewParkPart = z.infer<typeof newParkPartSchema>

/** A park's own columns as they shall stand; what is left out stays, null makes it unknown. */
export const parkChangeSchema = z.strictObject({
  name: textSchema(100).optional(),
  shortName: textSchema(60).nullish(),
  partnerCountry: textSchema(60).nullish(),
  address: textSchema(300).nullish(),
  note: textSchema(2000).nullish(),
  source: textSchema(300),
})
export type ParkChange = z.infer<typeof parkChangeSchema>

/** One thing that was told of a park, whether it counts, was replaced by a later one, or was taken back. */
export const parkHistorySchema = z.object({
  id: idSchema,
  what: z.enum(['part', 'change']),
  /** Of what `part`. */
  part: parkPartSchema.nullable(),
  /** Of what `change`: the park's own columns. */
  changes: z.array(fieldChangeSchema),
  source: z.string(),
  asOf: z.string().nullable(),
  recordedBy: z.string(),
  recordedAt: z.string(),
  /** The import that told it; null: by hand. */
  importId: idSchema.nullable(),
  state: z.enum(['counts', 'replaced', 'withdrawn']),
  withdrawn: z.object({ by: z.string(), at: z.string(), reason: z.string() }).nullable(),
  /** Whether its reader may take it back now. */
  mayUndo: z.boolean(),
})
export type ParkHistoryLine = z.infer<typeof parkHistorySchema>
export const parkUndoSchema = z.strictObject({ reason: textSchema(500) })
