import { z } from '@hono/zod-openapi'
import { frequencies } from './definitions.ts'
import { cityCodeSchema, decimalSchema, keySchema, sourceSchema } from './shared.ts'

/** How the light of a target is found; docs/methods/indicator-forecast.md. */
export const targetRuleSchema = z.strictObject({
  id: keySchema,
  /** null: where a city has no rule of its own. */
  city: cityCodeSchema.nullable(),
  source: sourceSchema,
  /** The forecast for the last day over the target from which on it is on course. */
  onCourseFrom: decimalSchema,
  /** Without a forecast: the share done over the share of time gone by. */
  paceOnCourseFrom: decimalSchema,
  paceAtRiskFrom: decimalSchema,
  /** Days after a period's end in which its figure may still come; later it is stale. */
  graceDays: z.record(z.enum(frequencies), z.number().int().min(0)),
})
export type TargetRule = z.infer<typeof targetRuleSchema>
