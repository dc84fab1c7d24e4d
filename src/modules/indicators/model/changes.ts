import { z } from '@hono/zod-openapi'
import { datasetSchema, idSchema, textSchema } from '../../access/model.ts'
import { boardRowSchema, statementAnswerSchema } from './board.ts'
import { computedValueSchema } from './computed.ts'
import { definitionSchema, fiveChains, frequencies } from './definitions.ts'
import { ownTargetSchema } from './own-targets.ts'
import { bilingualSchema, cityCodeSchema, decimalSchema, keySchema, partialDateSchema } from './shared.ts'

const bothWords = (max: number) => z.strictObject({ zh: textSchema(max), en: textSchema(max) })

/** Another unit from a version on, and how what is held in the old one is read. */
export const unitChangeInputSchema = z.strictObject({
  unit: textSchema(20),
  /** One of the old unit is so many of the new one (亿元 to 万元: 10000); null: they cannot be converted, the series breaks. */
  factor: z
    .string()
    .regex(/^\d{1,12}(\.\d{1,12})?$/)
    .refine((text) => Number(text) > 0)
    .nullable(),
})

/** A new version of a definition. The unit stays unless `unitChange` says otherwise. */
export const definitionInputSchema = z.object({
  city: cityCodeSchema,
  /** The version that the writer saw; another one in between refuses the change. */
  basedOn: z.number().int().min(1),
  name: bothWords(100),
  direction: z.enum(['up', 'down', 'none']),
  formula: bothWords(500).nullable(),
  expression: textSchema(500).nullable(),
  scope: bothWords(200).nullable(),
  owner: textSchema(100).nullable(),
  frequency: z.enum(frequencies).nullable(),
  fiveChains: z.array(z.enum(fiveChains)).min(1).max(5),
  unitChange: unitChangeInputSchema.optional(),
  reason: textSchema(500),
})
export type DefinitionInput = z.infer<typeof definitionInputSchema>

/** A new indicator of a city; its first version. */
export const newDefinitionSchema = definitionInputSchema
  .omit({ basedOn: true, unitChange: true })
  .extend({ id: keySchema.max(60), unit: textSchema(20) })
export type NewDefinition = z.infer<typeof newDefinitionSchema>
/** Takes an indicator back, or brings it back. */
export const definitionStepSchema = z.strictObject({
  city: cityCodeSchema,
  basedOn: z.number().int().min(1),
  reason: textSchema(500),
})
export type DefinitionStep = z.infer<typeof definitionStepSchema>

/** A formula while it is being typed. */
export const formulaQuestionSchema = z.strictObject({
  city: cityCodeSchema,
  /** The indicator that it is to compute; null for one that is not there yet. */
  indicator: keySchema.nullable(),
  unit: textSchema(20),
  expression: textSchema(500),
})
export type FormulaQuestion = z.infer<typeof formulaQuestionSchema>
export const formulaAnswerSchema = z.object({
  /** What is wrong; null where the formula stands. */
  fault: bilingualSchema.nullable(),
  /** The formula with the names of its indicators; null where it cannot be read. */
  words: bilingualSchema.nullable(),
  /** Series that it names of which nothing is held yet. */
  empty: z.array(z.string()),
})
export type FormulaAnswer = z.infer<typeof formulaAnswerSchema>

/** One source's figure for one period. */
export const valueInputSchema = z.object({
  city: cityCodeSchema,
  dataset: datasetSchema,
  indicator: keySchema,
  chain: keySchema.nullish(),
  subject: keySchema.nullish(),
  scope: bothWords(200).nullish(),
  period: partialDateSchema,
  comparator: z.enum(['=', '>=', '>', '<=', '<', '~']).default('='),
  /** In the definition's unit; null: the source says that it is unknown. */
  value: decimalSchema.nullable(),
  sourceTitle: textSchema(200),
  sourceDate: partialDateSchema,
  sourceSentence: textSchema(1000).nullish(),
  /** The same key again gives the value that was written the first time. */
  onceKey: textSchema(100).optional(),
})
export type ValueInput = z.infer<typeof valueInputSchema>
/** The same statement put right: what was held is taken back with the reason, this stands in its place. */
export const valueCorrectionSchema = valueInputSchema
  .pick({
    period: true,
    comparator: true,
    value: true,
    sourceTitle: true,
    sourceDate: true,
    sourceSentence: true,
  })
  .extend({ reason: textSchema(500) })
export type ValueCorrection = z.infer<typeof valueCorrectionSchema>
export const valueWrittenSchema = z.object({ id: idSchema, asOf: z.string() })

export const reasonSchema = z.object({ reason: textSchema(500) })

export const decisionInputSchema = z.object({
  city: cityCodeSchema,
  dataset: datasetSchema,
  /** Key of the conflict as the list gives it. */
  conflict: z.string().min(1).max(4000),
  /** Id of the statement that binds, or `each` where scopes differ: every one for its own scope. */
  binding: z.string().min(1).max(200),
  reason: textSchema(500),
})
export type DecisionInput = z.infer<typeof decisionInputSchema>

export const conflictKinds = ['target_value', 'target_scope', 'value'] as const

/** One of the statements that do not agree. */
export const conflictMemberSchema = z.object({
  id: z.string(),
  comparator: z.string(),
  value: z.union([z.number(), z.tuple([z.number(), z.number()]), decimalSchema]),
  scope: bilingualSchema.nullable(),
  title: z.string().nullable(),
  date: z.string().nullable(),
  place: z.string().nullable(),
  sentence: z.string().nullable(),
})
export const decisionAnswerSchema = z.object({
  id: idSchema,
  binding: z.string(),
  reason: z.string(),
  decidedByName: z.string(),
  decidedAt: z.string(),
  revokedByName: z.string().nullable(),
  revokedAt: z.string().nullable(),
  revokedReason: z.string().nullable(),
})
export const conflictAnswerSchema = z.object({
  key: z.string(),
  kind: z.enum(conflictKinds),
  indicator: z.string(),
  name: bilingualSchema,
  unit: z.string(),
  chain: z.string().nullable(),
  subject: z.string().nullable(),
  /** The day that both speak of; null where a target has none. */
  day: z.string().nullable(),
  members: z.array(conflictMemberSchema),
  decision: decisionAnswerSchema.nullable(),
  /** Decisions that were taken back, newest first. */
  revoked: z.array(decisionAnswerSchema),
})
export type ConflictAnswer = z.infer<typeof conflictAnswerSchema>

export const definitionVersionSchema = definitionSchema.extend({
  /** Who wrote the version; null: a pack. */
  writtenByName: z.string().nullable(),
  writtenAt: z.string().nullable(),
  reason: z.string().nullable(),
  /** The office took the indicator back by this version. */
  isWithdrawn: z.boolean(),
})

/** A figure that a person entered, also where it was taken back. */
export const enteredAnswerSchema = z.object({
  id: idSchema,
  chain: z.string().nullable(),
  scope: bilingualSchema.nullable(),
  period: z.string(),
  comparator: z.string(),
  value: decimalSchema.nullable(),
  /** The unit in which it was written. */
  unit: z.string(),
  sourceTitle: z.string(),
  sourceDate: z.string(),
  sourceSentence: z.string().nullable(),
  enteredByName: z.string(),
  enteredAt: z.string(),
  withdrawnAt: z.string().nullable(),
  withdrawnByName: z.string().nullable(),
  withdrawnReason: z.string().nullable(),
  /** The figure that this one puts right; null where it is the first. */
  replaces: idSchema.nullable(),
})

/** Everything that the page of one indicator shows. */
export const indicatorPageSchema = z.object({
  definition: definitionVersionSchema,
  versions: z.array(definitionVersionSchema),
  /** The formula with names, and the indicators in it; null where there is none. */
  formula: z
    .object({
      words: bilingualSchema,
      indicators: z.array(z.object({ id: z.string(), name: bilingualSchema })),
    })
    .nullable(),
  rows: z.array(boardRowSchema),
  series: z.array(
    z.object({
      chain: z.string().nullable(),
      subject: z.string().nullable(),
      scope: bilingualSchema.nullable(),
      points: z.array(
        z.object({
          asOf: z.string(),
          value: decimalSchema.nullable(),
          /** Id of the statement that binds; null while sources disagree. */
          binding: z.string().nullable(),
          conflict: z.string().nullable(),
          statements: z.array(statementAnswerSchema),
        }),
      ),
    }),
  ),
  /** What was said in an earlier unit that cannot be converted: beside the series, never in it. */
  apart: z.array(
    statementAnswerSchema
      .pick({ id: true, origin: true, period: true, asOf: true, comparator: true, value: true, source: true })
      .extend({ unit: z.string(), chain: z.string().nullable(), scope: bilingualSchema.nullable() }),
  ),
  /** Last values of single parks and firms, as far as the reader may see them. */
  parts: z.array(computedValueSchema.pick({ dimension: true, asOf: true, value: true, openPath: true })),
  entered: z.array(enteredAnswerSchema),
  /** Targets whose sentence stands in a document that is held: the address that opens it there. */
  places: z.array(z.object({ target: z.string(), path: z.string() })),
  /** Every version of the targets that people wrote, by target, the newest first. */
  ownTargets: z.array(ownTargetSchema),
  conflicts: z.array(conflictAnswerSchema),
})
export type IndicatorPageAnswer = z.infer<typeof indicatorPageSchema>
