/** A city's own map, taken over from one that several cities draw. */
import { z } from '@hono/zod-openapi'
import { textSchema } from '../../access/model.ts'
import { cityCodeSchema } from '../../indicators/model.ts'

export const newMapForkSchema = z.strictObject({ city: cityCodeSchema, reason: textSchema(500) })
export type NewMapFork = z.infer<typeof newMapForkSchema>
export const forkedMapSchema = z.object({
  mapId: z.string(),
  /** The version of the shared map that it began as, and that map. */
  version: z.number().int(),
  from: z.string(),
  /** The open draft of the city's office that went along; null: there was none. */
  draft: z.string().nullable(),
})
export type ForkedMap = z.infer<typeof forkedMapSchema>
/** Where a city's own map comes from. */
export const mapOriginSchema = z.object({
  mapId: z.string(),
  version: z.number().int(),
  by: z.string(),
  on: z.string(),
  reason: z.string(),
})
