import { z } from '@hono/zod-openapi'
import { cityCodeSchema, datasetSchema, idSchema, textSchema } from '../../access/model.ts'
import { bilingual, key, scope } from './library-shapes.ts'

/** 龙头, 骨干, or 龙头骨干 as a source says it in one word. */
export const standings = ['leading', 'backbone', 'unsaid'] as const
const year = z.coerce.number().int().min(1990).max(2100)

export const leadingTargetSchema = z.object({
  figure: z.string(),
  /** In the units in which figures are kept: fen, whole count, ten-thousandths of the unit, ppm. */
  target: z.string(),
  /** What the firm's figure of the whole year says; null unknown. */
  value: z.string().nullable(),
  valueSource: z.string().nullable(),
  /** Value over target; null while the value is unknown. */
  progressRatio: z.number().nullable(),
  source: z.string(),
})
export const leadingFirmSchema = z.object({
  id: idSchema,
  organisationId: idSchema,
  name: z.string(),
  standing: z.enum(standings),
  chainId: z.string().nullable(),
  source: z.string(),
  /** Against the list of the year before; null where that year has none. */
  change: z.enum(['came', 'stays']).nullable(),
  targets: z.array(leadingTargetSchema),
})
export type LeadingFirm = z.infer<typeof leadingFirmSchema>
export const leadingMeasureSchema = z.object({
  figure: z.string(),
  label: bilingual,
  type: z.enum(['money', 'count', 'quantity', 'rate']),
  unit: z.string().nullable(),
})
export type LeadingMeasure = z.infer<typeof leadingMeasureSchema>
export const leadingListSchema = z.object({
  year: z.number().int().nullable(),
  /** Every year that has a list, newest first, with how many firms it names. */
  years: z.array(z.object({ year: z.number().int(), firms: z.number().int() })),
  measures: z.array(leadingMeasureSchema),
  firms: z.array(leadingFirmSchema),
  /** In the list of the year before and not in this one; null where that year has none. */
  left: z.array(z.object({ organisationId: idSchema, name: z.string() })).nullable(),
  /** False where values are figures of firms that the reader may not see; they then stand as unknown. */
  readsFigures: z.boolean(),
})
export type LeadingList = z.infer<typeof leadingListSchema>
export const leadingQuerySchema = z.object({
  dataset: datasetSchema,
  city: cityCodeSchema,
  /** The newest list where left out. */
  year: year.optional(),
})
export const newLeadingFirmSchema = z.strictObject({
  ...scope,
  year,
  organisationId: idSchema,
  standing: z.enum(standings),
  chainId: key.nullish(),
  source: textSchema(300),
})
export type NewLeadingFirm = z.infer<typeof newLeadingFirmSchema>
export const leadingTargetInputSchema = z.strictObject({
  figure: z.string().max(60),
  /** As people write it, `50亿元`, `12%`; a bare number is in the unit of the figure. Null takes the target away. */
  value: textSchema(60).nullable(),
  source: textSchema(300),
})
export type LeadingTargetInput = z.infer<typeof leadingTargetInputSchema>
export const leadingCarrySchema = z.strictObject({ ...scope, from: year, to: year })
export const leadingEndSchema = z.strictObject({ reason: textSchema(500) })
