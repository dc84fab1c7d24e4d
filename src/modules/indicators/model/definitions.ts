import { z } from '@hono/zod-openapi'
import { bilingualSchema, keySchema, sourceSchema } from './shared.ts'

/** How often a figure is due. */
export const frequencies = ['day', 'week', 'month', 'quarter', 'half_year', 'year', 'once'] as const
export type Frequency = (typeof frequencies)[number]
/** 产业链、供应链、创新链、人才链、政策链 (row A12). */
export const fiveChains = ['industry', 'supply', 'innovation', 'talent', 'policy'] as const
export type FiveChain = (typeof fiveChains)[number]

/** The department in charge as the source writes it, with where that is said; null: by the office that wrote the version. */
export const ownerSchema = z.strictObject({ unit: z.string().min(1), source: sourceSchema.nullable() })

export const definitionSchema = z.strictObject({
  id: keySchema,
  version: z.number().int().min(1),
  name: bilingualSchema,
  /** As the sources write it: 家, 亿元, %, … */
  unit: z.string().min(1),
  direction: z.enum(['up', 'down', 'none']),
  /** What is counted and how; null where the source does not say. */
  formula: bilingualSchema.nullable(),
  /** Computed from other series by this formula, docs/methods/indicator-formula.md. */
  expression: z.string().min(1).max(500).optional(),
  /** What the figure covers, where every value has the same scope. */
  scope: bilingualSchema.optional(),
  owner: ownerSchema.optional(),
  frequency: z.enum(frequencies).optional(),
  /** Which of the five chains it belongs to; every indicator to at least one (row A12). */
  fiveChains: z.array(z.enum(fiveChains)).min(1),
  /** Where the definition comes from. */
  source: sourceSchema.optional(),
  /** Why nothing may be held, and what would have to be collected: shown where the value is unknown. */
  collect: bilingualSchema.optional(),
  /** By this version the indicator is counted in another unit; `factor`: one of the old is so many of the new, null: a break. */
  unitChange: z.strictObject({ before: z.string().min(1), factor: z.string().nullable() }).optional(),
})
export type Definition = z.infer<typeof definitionSchema>
