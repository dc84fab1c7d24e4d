// The pilot with its case library, and the showcases: what a city shows to others.
import { z } from '@hono/zod-openapi'
import { cityCodeSchema, datasetSchema, idSchema, textSchema } from '../../access/model.ts'
import { lifeSchema } from '../../policy/model.ts'

const pair = z.object({ zh: z.string(), en: z.string() })
const optional = (max: number) => textSchema(max).nullable().default(null)

export const pilotSchema = z.object({
  id: idSchema,
  name: pair,
  level: z.enum(['nation', 'province']),
  chainId: z.string().nullable(),
  firstYear: z.number().int().nullable(),
  lastYear: z.number().int().nullable(),
  positioning: pair.nullable(),
  /** Cities of the same batch; empty where the source names none. */
  siblings: z.array(z.string()),
  source: z.string(),
})
const caseWords = {
  title: textSchema(200),
  unit: textSchema(100),
  problem: textSchema(4000),
  practice: textSchema(8000),
  result: optional(4000),
  lesson: optional(4000),
}
export const caseSummarySchema = z.object({
  id: idSchema,
  title: z.string(),
  unit: z.string(),
  pilotId: idSchema.nullable(),
  /** The city it came from; null: our own. */
  fromCity: z.string().nullable(),
  state: z.string(),
  stateTitle: z.string(),
  isOpen: z.boolean(),
  reportedTo: z.string().nullable(),
  publishedOn: z.string().nullable(),
  createdAt: z.string(),
})
export type CaseSummary = z.infer<typeof caseSummarySchema>
export const caseDetailSchema = caseSummarySchema.extend({
  problem: z.string(),
  practice: z.string(),
  result: z.string().nullable(),
  lesson: z.string().nullable(),
  source: z.string().nullable(),
  /** null for a case of another city: it is read, not handled. */
  life: lifeSchema.nullable(),
  files: z.array(z.object({ id: idSchema, fileName: z.string() })),
  mayChange: z.boolean(),
})
export type CaseDetail = z.infer<typeof caseDetailSchema>
export const caseListSchema = z.object({ pilots: z.array(pilotSchema), items: z.array(caseSummarySchema) })
const place = { city: cityCodeSchema, dataset: datasetSchema, requestKey: textSchema(80) }
export const newCaseSchema = z.strictObject({ ...place, pilotId: idSchema.nullable(), ...caseWords })
export type NewCase = z.infer<typeof newCaseSchema>
export const caseChangeSchema = z.strictObject({ seen: z.number().int().nonnegative(), ...caseWords })
export const lifeStepSchema = z.strictObject({
  seen: z.number().int().nonnegative(),
  action: textSchema(60),
  comment: textSchema(2000).optional(),
})
/** A case as cities hand it to each other: words only, no person, no firm's figure. */
export const caseFileSchema = z.strictObject({
  format: z.literal('lianshu-case'),
  version: z.literal(1),
  fromCity: textSchema(60),
  exportedOn: z.iso.date(),
  state: textSchema(60),
  ...caseWords,
})
export type CaseFile = z.infer<typeof caseFileSchema>
export const receiveCaseSchema = z.strictObject({
  city: cityCodeSchema,
  dataset: datasetSchema,
  source: textSchema(300),
  file: caseFileSchema,
})

export const showcaseKinds = ['product', 'firm', 'person', 'park'] as const
export const showcaseSummarySchema = z.object({
  id: idSchema,
  kind: z.enum(showcaseKinds),
  title: z.string(),
  summary: z.string(),
  chainId: z.string().nullable(),
  organisation: z.object({ id: idSchema, name: z.string() }).nullable(),
  source: z.string(),
  agreedOn: z.string().nullable(),
  agreedBy: z.string().nullable(),
  releasedOn: z.string().nullable(),
  state: z.string(),
  stateTitle: z.string(),
})
export type Showcase = z.infer<typeof showcaseSummarySchema>
export const showcaseDetailSchema = showcaseSummarySchema.extend({ life: lifeSchema, mayChange: z.boolean() })
export type ShowcaseDetail = z.infer<typeof showcaseDetailSchema>
const showcaseWords = {
  title: textSchema(120),
  summary: textSchema(2000),
  chainId: optional(80),
  organisationId: idSchema.nullable().default(null),
  source: textSchema(300),
  agreedOn: z.iso.date().nullable().default(null),
  agreedBy: optional(120),
}
export const newShowcaseSchema = z.strictObject({
  ...place,
  kind: z.enum(showcaseKinds),
  ...showcaseWords,
})
export type NewShowcase = z.infer<typeof newShowcaseSchema>
export const showcaseChangeSchema = z.strictObject({
  seen: z.number().int().nonnegative(),
  ...showcaseWords,
})
export type ShowcaseChange = z.infer<typeof showcaseChangeSchema>
/** What anybody may read of a released one. */
export const publicShowcaseSchema = z.object({
  id: idSchema,
  kind: z.enum(showcaseKinds),
  title: z.string(),
  summary: z.string(),
  organisation: z.string().nullable(),
  source: z.string(),
  releasedOn: z.string(),
})
export type PublicShowcase = z.infer<typeof publicShowcaseSchema>
