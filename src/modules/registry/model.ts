import { z } from '@hono/zod-openapi'
import { cityCodeSchema, datasetSchema, idSchema } from '../access/model.ts'

export const importProblemSchema = z.object({
  /** Physical line or row; null where the problem is the file's. */
  line: z.number().int().nullable(),
  column: z.string().nullable(),
  code: z.string(),
  message: z.string(),
})
export const columnMappingSchema = z.object({
  column: z.number().int(),
  header: z.string(),
  field: z.string().nullable(),
  how: z.enum(['known', 'guessed', 'given']).nullable(),
})
/** rows = accepted + refused; accepted = created + joined + unchanged + waiting. */
export const importReportSchema = z.object({
  importId: z.string().nullable(),
  file: z.string(),
  kind: z.string(),
  dataset: z.enum(['held', 'demo']),
  rows: z.number().int(),
  accepted: z.number().int(),
  refused: z.number().int(),
  created: z.number().int(),
  joined: z.number().int(),
  unchanged: z.number().int(),
  waiting: z.number().int(),
  mapping: z.array(columnMappingSchema),
  problems: z.array(importProblemSchema),
  /** All problems found; `problems` lists the first ones where there are very many. */
  problemCount: z.number().int(),
  encoding: z.string().nullable(),
  sheet: z.string().nullable(),
})
export type ImportReport = z.infer<typeof importReportSchema>
export const importPreviewSchema = importReportSchema.extend({
  headers: z.array(z.string()),
  sample: z.array(z.array(z.string())),
  fields: z.array(z.object({ name: z.string(), zh: z.string(), en: z.string(), isRequired: z.boolean() })),
})
export type ImportPreview = z.infer<typeof importPreviewSchema>
export const importSummarySchema = importReportSchema
  .pick({
    rows: true,
    created: true,
    joined: true,
    unchanged: true,
    waiting: true,
    refused: true,
    kind: true,
    dataset: true,
  })
  .extend({ importId: z.string(), fileName: z.string(), importedBy: z.string(), importedAt: z.string() })
export type ImportSummary = z.infer<typeof importSummarySchema>

export const positionPrecisions = ['given', 'district', 'city', 'city_from_name', 'province'] as const
export const organisationItemSchema = z.object({
  id: idSchema,
  name: z.string(),
  creditCode: z.string().nullable(),
  stockCode: z.string().nullable(),
  kind: z.string(),
  cityCode: z.string().nullable(),
  cityName: z.string().nullable(),
  districtName: z.string().nullable(),
  industry: z.string().nullable(),
  industryCode: z.string().nullable(),
  positionPrecision: z.enum(positionPrecisions).nullable(),
  products: z.array(z.string()),
  updatedAt: z.string(),
})
export type OrganisationItem = z.infer<typeof organisationItemSchema>
export const organisationPageSchema = z.object({
  items: z.array(organisationItemSchema),
  total: z.number().int(),
  nextCursor: z.string().nullable(),
})
export type OrganisationPage = z.infer<typeof organisationPageSchema>

export const organisationSchema = organisationItemSchema.extend({
  dataset: z.enum(['held', 'demo']),
  address: z.string().nullable(),
  industryName: z.string().nullable(),
  formerNames: z.array(z.string()),
  identifiers: z.array(z.object({ kind: z.string(), value: z.string(), source: z.string() })),
  position: z
    .object({
      lng: z.number(),
      lat: z.number(),
      precision: z.enum(positionPrecisions),
      source: z.string().nullable(),
    })
    .nullable(),
  group: z.object({ name: z.string(), source: z.string() }).nullable(),
  facts: z.array(
    z.object({
      field: z.string(),
      value: z.string(),
      unit: z.string().nullable(),
      asOf: z.string().nullable(),
      source: z.string(),
      importId: z.string().nullable(),
    }),
  ),
  productFacts: z.array(z.object({ name: z.string(), source: z.string() })),
})
export type Organisation = z.infer<typeof organisationSchema>

export const sortings = ['name', '-name', 'updated', '-updated'] as const
export const organisationQuerySchema = z.object({
  dataset: datasetSchema,
  city: cityCodeSchema.optional(),
  q: z.string().trim().max(100).optional(),
  kind: z.string().max(40).optional(),
  industry: z.string().trim().max(100).optional(),
  precision: z.enum([...positionPrecisions, 'unknown']).optional(),
  sort: z.enum(sortings).default('name'),
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
})
export type OrganisationQuery = z.infer<typeof organisationQuerySchema>
