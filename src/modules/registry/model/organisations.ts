import { z } from '@hono/zod-openapi'
import { cityCodeSchema, datasetSchema, idSchema } from '../../access/model.ts'
import { sizeClasses } from './titles-and-figures.ts'

/** The closed list of what an organisation is. */
export const organisationKinds = [
  'firm',
  'institute',
  'college',
  'bank',
  'park',
  'association',
  'government',
  'service',
  'hospital',
  'other',
] as const
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
  /** Null where unknown, or known only from figures that the reader may not see. */
  sizeClass: z.enum(sizeClasses).nullable(),
  /** Titles held today. */
  titles: z.array(z.string()),
  tags: z.array(z.string()),
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
  /** The same names with the days between which they were used; null unknown. */
  formerNameDays: z.array(
    z.object({
      name: z.string(),
      usedFrom: z.string().nullable(),
      usedUntil: z.string().nullable(),
      source: z.string(),
    }),
  ),
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
  productFacts: z.array(
    z.object({
      name: z.string(),
      /** Its code and the standard that the code is of; null where no source gives one. */
      code: z.string().nullable(),
      codeStandard: z.string().nullable(),
      source: z.string(),
    }),
  ),
})
export type Organisation = z.infer<typeof organisationSchema>

const boundSchema = z
  .string()
  .regex(/^-?\d{1,18}$/, 'whole_number')
  .optional()

export const sortings = ['name', '-name', 'updated', '-updated'] as const
export const organisationQuerySchema = z.object({
  dataset: datasetSchema,
  city: cityCodeSchema.optional(),
  q: z.string().trim().max(100).optional(),
  kind: z.enum(organisationKinds).optional(),
  /** A district of the city, GB/T 2260. */
  district: cityCodeSchema.optional(),
  industry: z.string().trim().max(100).optional(),
  /** Beginning of a GB/T 4754 code. */
  industryCode: z
    .string()
    .regex(/^\d{2,4}$/, 'industry_code')
    .optional(),
  size: z.enum([...sizeClasses, 'unknown']).optional(),
  /** A title kind that is held today. */
  title: z.string().max(60).optional(),
  tag: z.string().max(60).optional(),
  hasCode: z.enum(['yes', 'no']).optional(),
  /** A chain on whose map the organisation stands, and its role there. */
  chain: z.string().max(60).optional(),
  role: z.string().max(60).optional(),
  /** A figure by name; bounds in stored units (fen, ppm, whole, ten-thousandths), both included. */
  figure: z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,59}$/, 'fact_name')
    .optional(),
  figureMin: boundSchema,
  figureMax: boundSchema,
  precision: z.enum([...positionPrecisions, 'unknown']).optional(),
  sort: z.enum(sortings).default('name'),
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
})
export type OrganisationQuery = z.infer<typeof organisationQuerySchema>
