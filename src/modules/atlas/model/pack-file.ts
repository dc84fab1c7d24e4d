/** `atlas/atlas.yaml` of a city's pack: around what rings are drawn, and whose the themes of data are. */
import { z } from '@hono/zod-openapi'
import { cityCodeSchema, keySchema, sourceSchema } from '../../indicators/model.ts'
import { themeIdSchema } from './themes.ts'

export const atlasFileSchema = z.strictObject({
  id: keySchema,
  city: cityCodeSchema,
  version: z.number().int().min(1),
  /** Centres beside the city's own; degrees in WGS84, as exact as the source. */
  centres: z.array(
    z.strictObject({
      id: keySchema,
      name: z.strictObject({ zh: z.string().min(1), en: z.string().min(1) }),
      lng: z.number().min(73).max(136),
      lat: z.number().min(3).max(54),
      source: sourceSchema,
    }),
  ),
  themes: z.array(
    z.strictObject({
      theme: themeIdSchema,
      owner: z.string().min(1).nullable(),
      staleAfterDays: z.number().int().min(1).max(3650),
      source: sourceSchema,
    }),
  ),
})
export type AtlasFile = z.infer<typeof atlasFileSchema>
