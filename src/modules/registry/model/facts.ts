import { z } from '@hono/zod-openapi'
import { cityCodeSchema, datasetSchema, idSchema, textSchema } from '../../access/model.ts'
import { figureTypes, periodSchema, sourceKindSchema } from './titles-and-figures.ts'

/** Facts in words that the owner of a firm may correct; figures are corrected under their own names. */
export const correctableFields = [
  'address',
  'officeAddress',
  'industry',
  'industryCode',
  'businessScope',
  'ownership',
  'founded',
  'registeredCapital',
] as const
export const factSubjects = ['figure', 'fact'] as const

export const candidateSchema = z.object({
  id: idSchema,
  value: z.string(),
  source: z.string(),
  sourceKind: sourceKindSchema,
  recordedBy: z.string().nullable(),
  recordedAt: z.string(),
  importId: idSchema.nullable(),
  isConfidential: z.boolean(),
  isPinned: z.boolean(),
  counts: z.boolean(),
})
/** One fact with all its sources: which counts, and why. */
export const sourcedFactSchema = z.object({
  subject: z.enum(factSubjects),
  field: z.string(),
  label: z.string(),
  type: z.enum(figureTypes),
  unit: z.string().nullable(),
  period: z.string().nullable(),
  reason: z.enum(['pinned', 'higher_source', 'newest', 'only']),
  /** The office's words where one is pinned. */
  pinReason: z.string().nullable(),
  pinnedBy: z.string().nullable(),
  candidates: z.array(candidateSchema),
})
export type SourcedFact = z.infer<typeof sourcedFactSchema>
export const sourcesSchema = z.object({
  facts: z.array(sourcedFactSchema),
  /** The rule: which kind of source counts before which. */
  order: z.array(z.object({ code: sourceKindSchema, rank: z.number().int(), name: z.string() })),
})
export type Sources = z.infer<typeof sourcesSchema>

export const pinSchema = z.object({
  subject: z.enum(factSubjects),
  chosenId: idSchema,
  reason: textSchema(500),
})
export type Pin = z.infer<typeof pinSchema>

export const recordFiguresSchema = z.object({
  figures: z
    .array(
      z.object({
        name: z.string().max(60),
        period: periodSchema.nullable(),
        value: textSchema(500),
        isConfidential: z.boolean().optional(),
      }),
    )
    .min(1)
    .max(200),
  source: textSchema(300),
  sourceKind: sourceKindSchema,
})
export const recordTitlesSchema = z.object({
  titles: z
    .array(
      z.object({
        title: textSchema(100),
        granted: periodSchema.nullable().default(null),
        expiresOn: z.iso.date().nullable().default(null),
        withdrawnOn: z.iso.date().nullable().default(null),
        batch: textSchema(60).nullable().default(null),
        documentNo: textSchema(100).nullable().default(null),
      }),
    )
    .min(1)
    .max(200),
  source: textSchema(300),
  sourceKind: sourceKindSchema,
})
export const recordedSchema = z.object({ ids: z.array(idSchema) })

export const correctionStates = ['proposed', 'accepted', 'refused', 'withdrawn'] as const
/** A fact of the organisation itself, or a field of an entry of a library that names it. */
export const correctionSubjects = [...factSubjects, 'entry'] as const
export const newCorrectionSchema = z
  .object({
    subject: z.enum(correctionSubjects),
    field: z.string().max(60),
    /** Of subject `entry`: which one. */
    entryId: idSchema.nullable().default(null),
    period: periodSchema.nullable().default(null),
    value: textSchema(1000),
    reason: textSchema(1000),
  })
  .refine(({ subject, entryId }) => (subject === 'entry') === (entryId !== null), {
    path: ['entryId'],
    message: 'entryId belongs to subject entry',
  })
export type NewCorrection = z.infer<typeof newCorrectionSchema>
export const correctionSchema = z.object({
  id: idSchema,
  organisationId: idSchema,
  organisationName: z.string(),
  subject: z.enum(correctionSubjects),
  field: z.string(),
  entryId: idSchema.nullable(),
  label: z.string(),
  type: z.enum(figureTypes),
  unit: z.string().nullable(),
  period: z.string().nullable(),
  heldValue: z.string().nullable(),
  proposedValue: z.string(),
  reason: z.string(),
  state: z.enum(correctionStates),
  proposedBy: z.string(),
  proposedAt: z.string(),
  decidedBy: z.string().nullable(),
  decidedAt: z.string().nullable(),
  decision: z.string().nullable(),
  /** What its reader may do with it now. */
  actions: z.array(z.string()),
})
export type Correction = z.infer<typeof correctionSchema>
export const correctionQuerySchema = z.object({
  dataset: datasetSchema,
  city: cityCodeSchema.optional(),
  organisation: idSchema.optional(),
  state: z.enum(correctionStates).optional(),
})
export const decisionSchema = z.object({
  action: z.enum(['accept', 'refuse']),
  /** To the firm; must be given for a refusal. */
  words: z.string().trim().max(1000).default(''),
  /** The accepted value counts even before a higher source. */
  pin: z.boolean().default(false),
})
export type Decision = z.infer<typeof decisionSchema>
