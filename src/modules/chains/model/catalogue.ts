// The whole catalogue over time: every edition with what became of its entries.
import { z } from '@hono/zod-openapi'
import { bilingualSchema } from '../../indicators/model.ts'
import { editionKinds } from './pack-files.ts'

const kinSchema = z.object({
  edition: z.string(),
  chainId: z.string(),
  name: bilingualSchema,
  kind: z.enum(['continued', 'widened', 'narrowed', 'split', 'merged', 'related']),
  /** The cited document by its title; 假设 where nothing supports the step. */
  source: z.string(),
})
export const catalogueEntrySchema = z.object({
  edition: z.string(),
  editionName: bilingualSchema,
  editionKind: z.enum(editionKinds),
  validFrom: z.string(),
  validTo: z.string().nullable(),
  /** How many entries the source counts; null where it gives no number. */
  statedCount: z.number().int().nullable(),
  namedCount: z.number().int(),
  /** Null in an edition whose entries the source does not name. */
  chainId: z.string().nullable(),
  name: bilingualSchema.nullable(),
  cameFrom: z.array(kinSchema),
  became: z.array(kinSchema),
})
export type CatalogueEntry = z.infer<typeof catalogueEntrySchema>
