import { z } from '@hono/zod-openapi'

/** Where it is taken from which inputs stop a buyer; `none`: no input does, for comparison. */
export const essentialFromSchema = z.enum(['chain-maps', 'nace-616', 'none'])
export type EssentialFrom = z.infer<typeof essentialFromSchema>

/** How well the needs of the chain maps that make inputs of a network essential are supported. */
export const mapUseSchema = z.object({
  /** Needs marked essential between nodes at which firms of the network stand. */
  essentialNeeds: z.int(),
  /** Of these, needs that no document supports: assumptions of whoever drew the map, to be confirmed. */
  assumedNeeds: z.int(),
})
export type MapUse = z.infer<typeof mapUseSchema>

/** A matrix of essential inputs as it was used on a network. */
export const matrixUseSchema = z.object({
  title: z.object({ zh: z.string(), en: z.string() }),
  version: z.int(),
  source: z.string(),
  licence: z.string(),
  /** Whether its mapping to the classes is ours and nobody has verified it; missing in what was computed before it was told. */
  needsVerification: z.boolean().optional(),
  /** Firms whose sector the matrix knows, of all; the others count as its unknown sector. */
  mappedFirms: z.int(),
  firmCount: z.int(),
})
export type MatrixUse = z.infer<typeof matrixUseSchema>
