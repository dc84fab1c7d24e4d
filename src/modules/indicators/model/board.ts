import { z } from '@hono/zod-openapi'
import { computedInputSchema, dimensionKinds } from './computed.ts'
import { fiveChains, frequencies, ownerSchema } from './definitions.ts'
import { bilingualSchema, decimalSchema } from './shared.ts'

export const origins = ['document', 'entered', 'computed', 'formula'] as const
export const targetLights = ['reached', 'on_course', 'at_risk', 'off_course', 'unknown'] as const
export type TargetLight = (typeof targetLights)[number]
/** Why a target has its light. */
export const judgeReasons = [
  'reached',
  'missed',
  'forecast',
  'pace',
  'no_value',
  'disputed',
  'only_bound',
  'no_value_since_due',
  'no_deadline',
  'too_few_values',
  'no_base',
  'no_rule',
  'other_unit',
] as const
export type JudgeReason = (typeof judgeReasons)[number]

export const forecastSchema = z.object({ value: z.number(), low: z.number(), high: z.number() })

/** Who says a figure: a document, a person's entry, a room's computation or a formula. */
export const figureSourceSchema = z.object({
  /** Document, statement, or room; null for a formula. */
  title: z.string().nullable(),
  /** As precise as written. */
  date: z.string().nullable(),
  place: z.string().nullable(),
  sentence: z.string().nullable(),
  /** Who entered it; null where nobody did by hand. */
  enteredByName: z.string().nullable(),
})
export type FigureSource = z.infer<typeof figureSourceSchema>

export const statementAnswerSchema = z.object({
  id: z.string(),
  origin: z.enum(origins),
  period: z.string(),
  asOf: z.string(),
  comparator: z.string(),
  value: decimalSchema.nullable(),
  source: figureSourceSchema,
  /** Known facts over asked ones, 0 to 1; null where it was not computed from facts, or nobody can tell. */
  coverageRatio: z.number().nullable(),
  inputs: z.array(computedInputSchema.extend({ asOf: z.string().nullable() })),
  definitionVersion: z.number().int().nullable(),
  /** The page with the firms and facts; null where there is none. */
  factsPath: z.string().nullable(),
  unknownBecause: bilingualSchema.nullable(),
  /** As it was written in an earlier unit; null where it stands as written. */
  asWritten: z.object({ value: decimalSchema.nullable(), unit: z.string() }).nullable(),
})
export type StatementAnswer = z.infer<typeof statementAnswerSchema>

export const boardTargetSchema = z.object({
  id: z.string(),
  row: z.string(),
  scope: bilingualSchema,
  comparator: z.string(),
  value: z.union([z.number(), z.tuple([z.number(), z.number()])]),
  unit: z.string(),
  dueDate: z.string().nullable(),
  dueWritten: z.string().nullable(),
  document: z.string().nullable(),
  place: z.string().nullable(),
  sentence: z.string().nullable(),
  /** Whether it binds: alone, or by a person's decision; null while a conflict is open. */
  binds: z.boolean().nullable(),
  /** Key of the conflict that it stands in; null where the sources agree. */
  conflict: z.string().nullable(),
  light: z.enum(targetLights),
  reason: z.enum(judgeReasons),
  progressRatio: z.number().nullable(),
  gap: decimalSchema.nullable(),
  forecast: forecastSchema.nullable(),
})
export type BoardTarget = z.infer<typeof boardTargetSchema>

/** One indicator of one chain (or the city) in one scope, as it stands on a day. */
export const boardRowSchema = z.object({
  indicator: z.string(),
  version: z.number().int(),
  name: bilingualSchema,
  unit: z.string(),
  direction: z.enum(['up', 'down', 'none']),
  owner: ownerSchema.nullable(),
  frequency: z.enum(frequencies).nullable(),
  fiveChains: z.array(z.enum(fiveChains)),
  chain: z.string().nullable(),
  subject: z.string().nullable(),
  scope: bilingualSchema.nullable(),
  /** Null is unknown: nothing held, or sources that disagree. */
  value: decimalSchema.nullable(),
  comparator: z.string(),
  asOf: z.string().nullable(),
  origin: z.enum(origins).nullable(),
  source: figureSourceSchema.nullable(),
  coverageRatio: z.number().nullable(),
  unknownBecause: bilingualSchema.nullable(),
  /** The figures of sources that disagree, while nobody has decided. */
  disputed: z.array(decimalSchema),
  previous: z.object({ value: decimalSchema, asOf: z.string() }).nullable(),
  isStale: z.boolean(),
  staleFrom: z.string().nullable(),
  /** Every target that the row measures. */
  targets: z.array(boardTargetSchema),
  /** The one that counts now: the next to fall due, or the last; null without targets and while a conflict is open. */
  target: boardTargetSchema.nullable(),
  /** Of `target`; unknown while a conflict is open; null where there is no target. */
  light: z.enum(targetLights).nullable(),
  /** The page of the indicator. */
  openPath: z.string(),
  /** The page of the firms and facts; null where none is named. */
  factsPath: z.string().nullable(),
})
export type BoardRow = z.infer<typeof boardRowSchema>
export const dimensionSchema = z.object({ kind: z.enum(dimensionKinds), id: z.string() })
