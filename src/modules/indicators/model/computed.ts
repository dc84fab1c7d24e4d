import { z } from '@hono/zod-openapi'
import type { Dataset } from '../../access/model.ts'
import { bilingualSchema, decimalSchema } from './shared.ts'

export const dimensionKinds = ['city', 'chain', 'park', 'firm'] as const

/** One number that went into a value, as the formula names it. */
export const computedInputSchema = z.object({
  name: z.string().min(1),
  value: decimalSchema.nullable(),
  unit: z.string(),
})

/**
 * A value that a room computed. It may be read by everybody who reads indicators (of a firm: by the firm and by those who
 * read all figures), so a room that makes it from confidential facts asks the rule for aggregates first and pushes null
 * where the rule forbids it.
 */
export const computedValueSchema = z.object({
  indicator: z.string().min(1),
  definitionVersion: z.number().int().min(1),
  dimension: z.object({ kind: z.enum(dimensionKinds), id: z.string().min(1) }),
  /** ISO day for which the facts were read. */
  asOf: z.iso.date(),
  /** In the definition's unit; null is unknown. */
  value: decimalSchema.nullable(),
  /** Known facts over all that the formula asks for, 0 to 1; null unknown. */
  coverageRatio: z.number().min(0).max(1).nullable(),
  inputs: z.array(computedInputSchema),
  /** The page that shows the firms and facts. */
  openPath: z.string().startsWith('/'),
  /** Why the value is unknown and what would have to be collected. */
  unknownBecause: bilingualSchema.nullish(),
})
export type ComputedValue = Readonly<z.infer<typeof computedValueSchema>>

export type ComputeScope = {
  readonly cityCode: string
  readonly dataset: Dataset
  /** ISO day in China. */
  readonly onDate: string
}

/** What one run did. */
export const recomputeAnswerSchema = z.object({
  /** Values that differ from what was held: written. */
  written: z.number().int(),
  /** Values that came out as they were held. */
  confirmed: z.number().int(),
  /** Values of indicators that the city does not define, by id. */
  undefinedIndicators: z.array(z.string()),
  /** Sources that failed; what the others gave stands. */
  failed: z.array(z.string()),
})
export type RecomputeAnswer = z.infer<typeof recomputeAnswerSchema>
