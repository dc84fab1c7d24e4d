/** What everybody may see without signing in, and the acts that put it there. */
import { z } from '@hono/zod-openapi'
import { cityCodeSchema, datasetSchema, idSchema, textSchema } from '../../access/model.ts'
import { chainIdSchema } from '../../network/model.ts'
import { pointSchema, scopeQuerySchema, tilesSchema } from './base.ts'

export const releaseKinds = ['city', 'gap'] as const
const releaseWords = {
  textZh: textSchema(1000),
  textEn: textSchema(1000).nullish(),
  contact: textSchema(200).nullish(),
}
export const newReleaseSchema = z.discriminatedUnion('kind', [
  scopeQuerySchema.extend({ kind: z.literal('city'), ...releaseWords }),
  scopeQuerySchema.extend({
    kind: z.literal('gap'),
    chain: chainIdSchema,
    node: chainIdSchema,
    ...releaseWords,
  }),
])
export type NewRelease = z.infer<typeof newReleaseSchema>
export const withdrawSchema = z.object({ reason: textSchema(500) })

export const releaseSchema = z.object({
  id: idSchema,
  kind: z.enum(releaseKinds),
  chainId: z.string().nullable(),
  nodeId: z.string().nullable(),
  textZh: z.string(),
  textEn: z.string().nullable(),
  contact: z.string().nullable(),
  releasedBy: z.string(),
  releasedAt: z.string(),
  withdrawnBy: z.string().nullable(),
  withdrawnAt: z.string().nullable(),
  withdrawnReason: z.string().nullable(),
})
export type Release = z.infer<typeof releaseSchema>

export const publicQuerySchema = z.object({ city: cityCodeSchema.optional(), dataset: datasetSchema })
/** Every field that leaves without a session stands here; nothing else does. */
export const publicViewSchema = z.object({
  /** Cities that opened this page. */
  cities: z.array(z.object({ code: z.string(), name: z.string() })),
  /** Null where no city is asked for, or the one asked for has not opened the page. */
  city: z
    .object({
      code: z.string(),
      name: z.string(),
      isDemo: z.boolean(),
      text: z.string(),
      contact: z.string().nullable(),
      releasedOn: z.string(),
      chains: z.array(z.object({ id: z.string(), name: z.string() })),
      gaps: z.array(
        z.object({
          chainName: z.string(),
          nodeName: z.string(),
          text: z.string(),
          contact: z.string().nullable(),
        }),
      ),
      parks: z.array(
        z.object({
          name: z.string(),
          partnerCountry: z.string().nullable(),
          titles: z.array(z.string()),
          availableM2: z.number().nullable(),
          freeFactoryM2: z.number().nullable(),
          strengths: z.array(z.string()),
          place: pointSchema.nullable(),
        }),
      ),
      policies: z.array(
        z.object({
          title: z.string(),
          number: z.string().nullable(),
          issuer: z.string(),
          from: z.string().nullable(),
          to: z.string().nullable(),
        }),
      ),
      /** A map only where tiles with a number of approval are configured: docs/methods/maps.md. */
      map: z.object({ centre: pointSchema, tiles: tilesSchema }).nullable(),
    })
    .nullable(),
})
export type PublicView = z.infer<typeof publicViewSchema>
