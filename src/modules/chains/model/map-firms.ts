import { z } from '@hono/zod-openapi'
import { idSchema } from '../../access/model.ts'

/** Firms of the city by node, for the map's level of firms; those that lead the chain first. */
export const mapFirmsSchema = z.object({
  on: z.string(),
  nodes: z.array(
    z.object({
      node: z.string(),
      /** All firms of the city at the node. */
      total: z.number().int(),
      /** Firms with the role 链主 in this chain on that day that stand here by a statement or confirmation. */
      leading: z.array(z.string()),
      shown: z.array(z.object({ id: idSchema, name: z.string(), isSure: z.boolean() })),
    }),
  ),
})
export type MapFirms = z.infer<typeof mapFirmsSchema>
