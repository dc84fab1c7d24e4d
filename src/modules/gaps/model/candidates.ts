/** Who could close a gap: firms that make neighbouring products, firms elsewhere that make it, and the acts that fit. */
import { z } from '@hono/zod-openapi'
import { idSchema } from '../../access/model.ts'
import { gapKindSchema } from './gap-object.ts'
import { nodeQuerySchema, nodeStatusSchema } from './node-query.ts'

const firmSchema = z.object({
  id: idSchema,
  name: z.string(),
  cityName: z.string().nullable(),
  ring: z.enum(['here', 'within200Km', 'elsewhere', 'unknown']),
  /** From the centre of the city, as exact as the place is known. */
  distanceKm: z.number().nullable(),
})
export const candidatesSchema = z.object({
  asOf: z.string(),
  node: z.object({ id: z.string(), name: z.string(), status: nodeStatusSchema }),
  method: z.string(),
  version: z.string(),
  /** What the proximities rest on: firms held at the node anywhere, and firms whose products could be read. */
  basis: z.object({ makers: z.number().int(), firmsRead: z.number().int() }),
  acts: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      what: z.string(),
      byStatus: z.boolean(),
      byKinds: z.array(gapKindSchema),
    }),
  ),
  /** Firms here and within 200 km that make neighbouring products, the most related first. */
  couldStepIn: z.array(
    firmSchema.extend({
      score: z.number(),
      neighbours: z.array(z.object({ product: z.string(), kind: z.string(), proximity: z.number() })),
    }),
  ),
  /** Firms outside the city that stand at the node, nearest first; at most 100, `elsewhereCount` counts all. */
  elsewhere: z.array(firmSchema.extend({ evidence: z.enum(['stated', 'words', 'confirmed']) })),
  elsewhereCount: z.number().int(),
})
export type Candidates = z.infer<typeof candidatesSchema>

export const documentFormatSchema = z.enum(['docx', 'pdf', 'xlsx'])
export type DocumentFormat = z.infer<typeof documentFormatSchema>
export const gapDocumentQuerySchema = nodeQuerySchema.extend({ format: documentFormatSchema })
