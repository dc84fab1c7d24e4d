/** What a chain is made of, and how strongly its leading firms draw others along: rows M01 to M04 and D04. */
import { z } from '@hono/zod-openapi'
import { cityCodeSchema, datasetSchema } from '../../access/model.ts'
import { bilingualSchema } from '../../indicators/model.ts'

export const structureQuerySchema = z.object({ city: cityCodeSchema, dataset: datasetSchema })
export const structureFirmsQuerySchema = structureQuerySchema.extend({
  chain: z.string().regex(/^[a-z0-9][a-z0-9-]{0,99}$/),
  indicator: z.string().regex(/^[a-z0-9-]{1,80}$/),
})

const value = z.number().nullable()
export const structureFigureSchema = z.object({
  indicator: z.string(),
  name: bilingualSchema,
  unit: z.string(),
  formula: bilingualSchema.nullable(),
  value,
  coverageRatio: value,
  isHeldBack: z.boolean(),
  inputs: z.array(z.object({ name: z.string(), value, unit: z.string() })),
  /** How many firms make it; null where that is held back. */
  firms: z.number().int().nullable(),
  /** Why it is unknown and what would have to be collected. */
  unknownBecause: z.string().nullable(),
})
export type StructureFigureAnswer = z.infer<typeof structureFigureSchema>

export const leadingFirmSchema = z.object({
  id: z.string(),
  name: z.string(),
  year: z.number().int().nullable(),
  localSuppliers: z.number().int().nullable(),
  ownerUnknown: z.number().int().nullable(),
  purchaseFen: z.string().nullable(),
  localFen: z.string().nullable(),
  localRatio: value,
  coefficient: value,
  internationalisation: value,
  parts: z.array(z.object({ name: z.string(), ratio: value })),
})
export const structureSchema = z.object({
  asOf: z.string(),
  city: z.array(structureFigureSchema),
  chains: z.array(
    z.object({
      id: z.string(),
      name: bilingualSchema,
      firms: z.number().int(),
      figures: z.array(structureFigureSchema),
      /** The leading firms one by one: for those who may read all figures, and each for itself; null for others. */
      leading: z.array(leadingFirmSchema).nullable(),
      /** How many are stated to lead the chain. */
      leadingStated: z.number().int(),
    }),
  ),
})
export type Structure = z.infer<typeof structureSchema>
export type LeadingFirm = z.infer<typeof leadingFirmSchema>

export const structureFirmsSchema = z.object({
  /** False where the figure is made of confidential facts that the reader may not see one by one. */
  mayRead: z.boolean(),
  firms: z.array(z.object({ id: z.string(), name: z.string() })),
})
export type StructureFirms = z.infer<typeof structureFirmsSchema>
