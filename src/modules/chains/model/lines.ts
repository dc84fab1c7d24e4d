// What an office states of a chain from day to day: its leader, its lead department, its tier of maturity.
import { z } from '@hono/zod-openapi'
import { datasetSchema, idSchema, textSchema } from '../../access/model.ts'
import { cityCodeSchema } from '../../indicators/model.ts'

/** 现有支柱产业, 战略性新兴产业, 未来产业. */
export const maturityTiers = ['pillar', 'emerging', 'future'] as const
export const maturityTierSchema = z.enum(maturityTiers)
export type MaturityTier = z.infer<typeof maturityTierSchema>

export const lineSubjects = [
  'leader',
  'lead_department',
  'province_leader',
  'chain_office',
  'maturity',
] as const
export const lineSubjectSchema = z.enum(lineSubjects)
export type LineSubject = z.infer<typeof lineSubjectSchema>

export const newLineEntrySchema = z
  .object({
    city: cityCodeSchema,
    dataset: datasetSchema,
    subject: lineSubjectSchema,
    /** Who holds it, or the tier; null says that from this day on nobody does. */
    value: textSchema(120).nullable(),
    post: textSchema(120).nullable().default(null),
    validFrom: z.iso.date(),
    lastDay: z.iso.date().nullable().default(null),
    source: textSchema(300),
    note: textSchema(500).nullable().default(null),
    /** Ends what holds until then on the day before; otherwise a second one is refused. */
    endsFormer: z.boolean().default(false),
  })
  .refine(({ validFrom, lastDay }) => lastDay === null || validFrom <= lastDay, {
    message: 'ends_before_start',
    path: ['lastDay'],
  })
  .refine(
    ({ subject, value }) =>
      subject !== 'maturity' || value === null || maturityTierSchema.safeParse(value).success,
    { message: 'chains.unknown_tier', path: ['value'] },
  )
export type NewLineEntry = z.infer<typeof newLineEntrySchema>

export const lineEntrySchema = z.object({
  id: idSchema,
  chainId: z.string(),
  subject: lineSubjectSchema,
  value: z.string().nullable(),
  post: z.string().nullable(),
  validFrom: z.string(),
  /** First day on which it no longer holds. */
  validTo: z.string().nullable(),
  source: z.string(),
  note: z.string().nullable(),
  recordedBy: z.string(),
})
export type LineEntry = z.infer<typeof lineEntrySchema>

export const withdrawalSchema = z.object({ why: textSchema(500) })
