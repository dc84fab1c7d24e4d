import { z } from '@hono/zod-openapi'
import { cityCodeSchema, datasetSchema, idSchema } from '../../access/model.ts'

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
