/** The map for investors' agents: gaps of the chains, firms elsewhere that make what is missing, and why these. */
import { z } from '@hono/zod-openapi'
import { idSchema } from '../../access/model.ts'
import { nodeStatusSchema } from '../../gaps/model.ts'
import { chainIdSchema } from '../../network/model.ts'
import { placeSchema, scopeQuerySchema } from './base.ts'
import { reasonTextSchema } from './leads.ts'

const named = z.object({ id: z.string(), name: z.string() })
export const investmentSchema = z.object({
  asOf: z.string(),
  gaps: z.array(
    z.object({
      chain: named,
      node: named.extend({ segment: z.string() }),
      status: nodeStatusSchema,
      dependents: z.number().int(),
      here: z.number().int(),
      within200Km: z.number().int(),
      /** Firms outside the city at the node: who could come. */
      elsewhere: z.number().int(),
      /** Open leads; null for those who may not read leads. */
      leads: z.number().int().nullable(),
      landed: z.number().int().nullable(),
      isReleased: z.boolean(),
    }),
  ),
})
export type Investment = z.infer<typeof investmentSchema>

export const targetsQuerySchema = scopeQuerySchema.extend({ chain: chainIdSchema, node: chainIdSchema })
export type TargetsQuery = z.infer<typeof targetsQuerySchema>
export const targetFirmSchema = z.object({
  id: idSchema,
  name: z.string(),
  cityName: z.string().nullable(),
  distanceKm: z.number().nullable(),
  evidence: z.enum(['stated', 'words', 'confirmed']),
  place: placeSchema.nullable(),
  /** Other nodes of the same chain at which the firm stands. */
  otherNodes: z.number().int(),
  titles: z.array(z.string()),
  reasons: z.array(reasonTextSchema),
  /** The lead that the city has on this firm; null: none, or not for this reader. */
  leadId: idSchema.nullable(),
})
export type TargetFirm = z.infer<typeof targetFirmSchema>
export const targetsSchema = z.object({
  asOf: z.string(),
  chain: named,
  node: named.extend({ segment: z.string(), status: nodeStatusSchema, dependents: z.number().int() }),
  method: z.string(),
  /** At most 50; `count` counts all. */
  items: z.array(targetFirmSchema),
  count: z.number().int(),
})
export type Targets = z.infer<typeof targetsSchema>
