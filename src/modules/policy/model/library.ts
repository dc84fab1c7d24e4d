import { z } from '@hono/zod-openapi'
import { cityCodeSchema, datasetSchema, idSchema } from '../../access/model.ts'

export const policyIdSchema = z.string().regex(/^[a-z0-9][a-z0-9-]{0,99}$/)
export const policyLevels = ['national', 'province', 'city', 'district', 'county'] as const
export type PolicyLevel = (typeof policyLevels)[number]

export const documentSourceSchema = z.object({
  title: z.string(),
  url: z.string().optional(),
  quality: z.enum(['A', 'B', 'C']).optional(),
  note: z.string().optional(),
})

export const windowSchema = z.object({
  id: idSchema,
  clauseId: z.string().nullable(),
  opensOn: z.string(),
  closesOn: z.string(),
  paysOn: z.string().nullable(),
  source: z.string(),
})
export type ApplicationWindow = z.infer<typeof windowSchema>

export const libraryQuerySchema = z.object({ city: cityCodeSchema, dataset: datasetSchema })
export const libraryDocumentSchema = z.object({
  id: policyIdSchema,
  areaCode: z.string(),
  isExample: z.boolean(),
  title: z.string(),
  documentNo: z.string().nullable(),
  issuer: z.string().nullable(),
  level: z.enum(policyLevels),
  published: z.string().nullable(),
  validFrom: z.string().nullable(),
  validTo: z.string().nullable(),
  replaces: z.array(z.string()),
  follows: z.array(z.string()),
  implements: z.array(z.string()),
  needsVerification: z.boolean(),
  retired: z.boolean(),
  /** Published clauses; null where the document is held without rules. */
  clauses: z.number().int().nullable(),
  version: z.number().int().nullable(),
  windows: z.array(windowSchema),
})
export type LibraryDocument = z.infer<typeof libraryDocumentSchema>
export const librarySchema = z.object({ asOf: z.string(), documents: z.array(libraryDocumentSchema) })
export type PolicyLibrary = z.infer<typeof librarySchema>
