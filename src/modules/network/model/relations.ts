/** Relations written down by hand: one relation, its correction, its end. */
import { z } from '@hono/zod-openapi'
import { datasetSchema, idSchema, textSchema } from '../../access/model.ts'
import { fenSchema } from './agreements.ts'

/** An amount, or a band in which it lies; both unknown is allowed as long as the share is known. */
const figures = {
  /** Parts per million of the buyer's whole purchases of the year. */
  sharePpm: z.number().int().min(0).max(1_000_000).nullish(),
  amountFen: fenSchema.nullish(),
  amountLowFen: fenSchema.nullish(),
  amountHighFen: fenSchema.nullish(),
}
export const confidentialities = ['office', 'parties'] as const
export const confidentialitySchema = z.enum(confidentialities)

export const newRelationSchema = z.object({
  dataset: datasetSchema,
  requestKey: textSchema(80),
  buyerId: idSchema,
  supplierId: idSchema,
  year: z.number().int().min(1990).max(2100),
  product: textSchema(200).nullish(),
  ...figures,
  /** parties: neither the office nor anybody else sees the row; it counts in private aggregates only. */
  confidentiality: confidentialitySchema.default('office'),
  source: textSchema(300),
  note: textSchema(1000).nullish(),
})
export type NewRelationInput = z.infer<typeof newRelationSchema>

export const relationCorrectionSchema = z.object({
  requestKey: textSchema(80),
  ...figures,
  reason: textSchema(300),
})
export type RelationCorrection = z.infer<typeof relationCorrectionSchema>

export const relationEndSchema = z.object({ endedOn: z.iso.date(), reason: textSchema(300) })
export type RelationEndInput = z.infer<typeof relationEndSchema>
