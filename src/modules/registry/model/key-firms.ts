import { z } from '@hono/zod-openapi'
import { bilingual, conditionSchema, key, scope } from './library-shapes.ts'

/** A rule by which firms come into the key-firm library, in the words of its own text. */
export const keyRuleSchema = z.object({
  id: z.string(),
  version: z.number().int(),
  title: bilingual,
  source: z.string(),
  /** True while nobody has settled it: a default that the pack proposes. */
  isAssumed: z.boolean(),
  clauses: z.array(z.object({ title: z.string(), text: z.string() })),
  /** What it asks of a firm, by the name that people know. */
  facts: z.array(z.string()),
})
export type KeyRule = z.infer<typeof keyRuleSchema>
export const keyFirmSchema = z.object({
  organisationId: z.string(),
  name: z.string(),
  isIncluded: z.boolean(),
  conditions: z.array(conditionSchema),
})
export type KeyFirm = z.infer<typeof keyFirmSchema>
export const snapshotSchema = z.object({
  id: z.string(),
  year: z.number().int(),
  rule: z.string(),
  ruleVersion: z.number().int(),
  ruleTitle: z.string(),
  included: z.number().int(),
  looked: z.number().int(),
  takenBy: z.string(),
  takenAt: z.string(),
})
export type KeyFirmSnapshot = z.infer<typeof snapshotSchema>
export const comparisonSchema = z.object({
  from: snapshotSchema,
  to: snapshotSchema,
  stayed: z.number().int(),
  came: z.array(keyFirmSchema),
  left: z.array(keyFirmSchema),
})
export type KeyFirmComparison = z.infer<typeof comparisonSchema>
export const newSnapshotSchema = z.object({ ...scope, year: z.number().int().min(1990).max(2100), rule: key })
