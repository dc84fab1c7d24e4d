import { z } from '@hono/zod-openapi'
import { idSchema } from '../../access/model.ts'

/** Where a fact comes from; which counts before which is pack data (`packs/national/source-kinds`). */
export const sourceKinds = [
  'official_register',
  'department_list',
  'own_reviewed',
  'listed_company',
  'official_document',
  'spreadsheet',
  'collected',
] as const
export const sourceKindSchema = z.enum(sourceKinds)
export type SourceKind = z.infer<typeof sourceKindSchema>

export const titleLevels = ['national', 'provincial', 'municipal', 'district', 'other'] as const
export type TitleLevel = (typeof titleLevels)[number]

/** `unknown`: the day of issue is not known, so nobody can say whether it held on that day. */
export const titleStatuses = ['held', 'expired', 'withdrawn', 'not_yet', 'unknown'] as const
export const titleSchema = z.object({
  id: idSchema,
  organisationId: idSchema,
  organisationName: z.string(),
  /** Null where no pack knows the title. */
  kindCode: z.string().nullable(),
  name: z.string(),
  nameAsWritten: z.string(),
  level: z.enum(titleLevels).nullable(),
  family: z.string().nullable(),
  step: z.number().int().nullable(),
  grantedOn: z.string().nullable(),
  grantedWritten: z.string().nullable(),
  expiresOn: z.string().nullable(),
  withdrawnOn: z.string().nullable(),
  /** The title itself is no longer granted since this day. */
  retiredOn: z.string().nullable(),
  batch: z.string().nullable(),
  documentNo: z.string().nullable(),
  status: z.enum(titleStatuses),
  source: z.string(),
  sourceKind: sourceKindSchema,
})
export type Title = z.infer<typeof titleSchema>

export const titleKindSchema = z.object({
  code: z.string(),
  nameZh: z.string(),
  nameEn: z.string(),
  also: z.array(z.string()),
  level: z.enum(titleLevels),
  family: z.string(),
  step: z.number().int().nullable(),
  validMonths: z.number().int().nullable(),
  retiredOn: z.string().nullable(),
  replacedBy: z.string().nullable(),
})
export type TitleKind = z.infer<typeof titleKindSchema>

export const figureTypes = ['money', 'rate', 'count', 'quantity', 'date', 'bool', 'text'] as const
export const figureKindSchema = z.object({
  name: z.string(),
  type: z.enum(figureTypes),
  unit: z.string().nullable(),
  labelZh: z.string(),
  labelEn: z.string(),
  supplier: z.string().nullable(),
  isConfidential: z.boolean(),
  yearBeforeOf: z.string().nullable(),
  speaksForMonths: z.number().int().nullable(),
})
export type FigureKind = z.infer<typeof figureKindSchema>

/** A period as written: a year, a month or a day. */
export const periodSchema = z
  .string()
  .regex(/^(19|20)\d{2}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/, 'period')
export const figureSchema = z.object({
  id: idSchema,
  organisationId: idSchema,
  name: z.string(),
  type: z.enum(figureTypes),
  unit: z.string().nullable(),
  period: z.string().nullable(),
  asOf: z.string().nullable(),
  /**
   * Money in fen, rates in ppm, counts whole, quantities in ten-thousandths of the unit, dates as ISO day, flags
   * `true` or `false`, texts as they are.
   */
  value: z.string(),
  source: z.string(),
  sourceKind: sourceKindSchema,
  isConfidential: z.boolean(),
  importId: idSchema.nullable(),
  recordedBy: z.string(),
  recordedAt: z.string(),
  /** The one of its name and period that is read. */
  counts: z.boolean(),
  isPinned: z.boolean(),
})
export type Figure = z.infer<typeof figureSchema>

export const sizeClasses = ['large', 'medium', 'small', 'micro'] as const
export type SizeClass = (typeof sizeClasses)[number]
