import { z } from '@hono/zod-openapi'
import { definitionSchema } from './model/definitions.ts'
import {
  bilingualSchema,
  citationSchema,
  cityCodeSchema,
  keySchema,
  partialDateSchema,
  sourceDocumentSchema,
  sourceSchema,
} from './model/shared.ts'

export * from './model/board.ts'
export * from './model/changes.ts'
export * from './model/computed.ts'
export * from './model/definitions.ts'
export * from './model/own-targets.ts'
export * from './model/shared.ts'
export * from './model/target-rule.ts'

export const comparators = ['=', '>=', '>', '<=', '<', '~', 'range', 'x'] as const

export const datedValueSchema = z.strictObject({
  indicator: keySchema,
  period: partialDateSchema,
  /** In the definition's unit; null where the source names the indicator without a figure. */
  value: z.number().nullable(),
  comparator: z.enum(['=', '>=', '>', '<=', '<', '~']).default('='),
  scope: bilingualSchema.optional(),
  chain: keySchema.optional(),
  source: sourceSchema,
})
export type DatedValue = z.infer<typeof datedValueSchema>

/** One file of `indicators/`: definitions and the dated values that are held of them. */
export const indicatorFileSchema = z.strictObject({
  id: keySchema,
  /** null: defined for every city; then without values. */
  city: cityCodeSchema.nullable(),
  definitions: z.array(definitionSchema),
  values: z.array(datedValueSchema),
})
export type IndicatorFile = z.infer<typeof indicatorFileSchema>

/** A target's figure as written: one number, or two for a range. */
const targetValueSchema = z.union([z.number(), z.tuple([z.number(), z.number()])])

export const targetSchema = z.strictObject({
  id: keySchema,
  /** The requirement row it answers, for example L04. */
  row: z.string().regex(/^[A-Z]\d\d$/),
  indicator: keySchema,
  chain: keySchema.nullable(),
  /** The organisation the target speaks of, as `organisations/` names it; null for a whole chain or city. */
  subject: keySchema.nullable(),
  scope: bilingualSchema,
  comparator: z.enum(comparators),
  value: targetValueSchema,
  unit: z.string().min(1),
  /** As precise as written; null where the text names no deadline. */
  due: partialDateSchema.nullable(),
  dueWritten: z.string().nullable(),
  source: citationSchema,
  note: bilingualSchema.optional(),
})
export type Target = z.infer<typeof targetSchema>
/** A target that holds: of a pack, or written by people; then `row` is empty and the document stands by its title. */
export type HeldTarget = Target & {
  readonly sourceDate?: string | null
  /** As the source writes it, where the indicator has been counted in another unit since. */
  readonly asWritten?: Pick<Target, 'value' | 'unit'>
  /** Its unit cannot be converted into that of now: nothing measures it any more. */
  readonly isApart?: true
}

/** One file of `targets/`. */
export const targetFileSchema = z.strictObject({
  id: keySchema,
  city: cityCodeSchema,
  targets: z.array(targetSchema).min(1),
})
export type TargetFile = z.infer<typeof targetFileSchema>

/** What the list of indicators shows of one: its definition and its series, oldest first. */
export const indicatorAnswerSchema = definitionSchema.extend({
  values: z.array(
    z.object({
      period: z.string(),
      asOf: z.string(),
      value: z.number().nullable(),
      comparator: z.string(),
      scope: bilingualSchema.nullable(),
      chain: z.string().nullable(),
      source: sourceSchema,
      document: sourceDocumentSchema.nullable(),
    }),
  ),
})
export type IndicatorAnswer = z.infer<typeof indicatorAnswerSchema>

export const targetAnswerSchema = z.object({
  id: z.string(),
  /** The requirement row; empty for targets that people wrote. */
  row: z.string(),
  indicator: z.string(),
  name: bilingualSchema,
  chain: z.string().nullable(),
  subject: z.string().nullable(),
  scope: bilingualSchema,
  comparator: z.enum(comparators),
  value: targetValueSchema,
  unit: z.string(),
  due: z.string().nullable(),
  dueWritten: z.string().nullable(),
  /** The last day of what is written; null where no deadline is named. */
  dueDate: z.string().nullable(),
  /** `document`: its id in the packs, or its title where people wrote the target. */
  source: z.object({ document: z.string(), place: z.string().nullable(), sentence: z.string().nullable() }),
  document: sourceDocumentSchema.nullable(),
  note: bilingualSchema.nullable(),
})
export type TargetAnswer = z.infer<typeof targetAnswerSchema>

export const conflictSchema = z.object({
  /** value: same scope, other figure. scope: other scope words, so the figures are not of one thing. */
  kind: z.enum(['value', 'scope']),
  indicator: z.string(),
  chain: z.string().nullable(),
  subject: z.string().nullable(),
  targets: z.array(z.string()).min(2),
})
export type Conflict = z.infer<typeof conflictSchema>

/** Which count of a library of the register stands beside which indicator; `level` null: all levels. */
export const counterFileSchema = z.strictObject({
  id: keySchema,
  city: cityCodeSchema,
  counters: z.array(
    z.strictObject({
      indicator: keySchema,
      library: keySchema,
      level: z.enum(['national', 'provincial', 'municipal']).nullable(),
      how: z.enum(['cumulative', 'new']),
    }),
  ),
})
export type CounterFile = z.infer<typeof counterFileSchema>

/** An official figure beside what the register holds for the same year. */
export const countedBesideSchema = z.object({
  indicator: z.string(),
  name: bilingualSchema,
  unit: z.string(),
  how: z.enum(['cumulative', 'new']),
  period: z.string(),
  stated: z.number().nullable(),
  comparator: z.string(),
  /** Entries held, dated up to (cumulative) or within (new) the year; null where the library holds nothing at all. */
  computed: z.number().int().nullable(),
  /** Computed minus stated; null where either is unknown. */
  difference: z.number().nullable(),
  /** Entries held without a year: in no year's count. */
  undated: z.number().int(),
})
export type CountedBeside = z.infer<typeof countedBesideSchema>
