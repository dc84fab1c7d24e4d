import { z } from '@hono/zod-openapi'
import { isPartialDate } from './model/partial-date.ts'
import { bilingualSchema } from './model/shared.ts'

export * from './model/computed.ts'
export { type Bilingual, bilingualSchema } from './model/shared.ts'

/** A name that is the same in every file and address: lower case, digits, hyphens. */
export const keySchema = z
  .string()
  .refine(
    (text) => /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text),
    '编号用小写字母、数字和连字符 lower case, digits, hyphens',
  )
export const cityCodeSchema = z
  .string()
  .refine((text) => /^\d{6}$/.test(text), '六位区划代码，加引号 a six-digit division code, in quotes')
/** YYYY, YYYY-MM or YYYY-MM-DD, as precise as the document is. */
export const partialDateSchema = z
  .string()
  .refine(isPartialDate, '日期写成 YYYY、YYYY-MM 或 YYYY-MM-DD a date as YYYY, YYYY-MM or YYYY-MM-DD')

/** Where a statement stands in a document; `sentence` is its own words, null where the whole document is meant. */
export const citationSchema = z.strictObject({
  document: keySchema,
  place: z.string().nullable(),
  sentence: z.string().nullable(),
})
/** A citation, or the mark that nothing supports the statement yet. */
export const sourceSchema = z.union([z.literal('假设'), citationSchema])
export type Source = z.infer<typeof sourceSchema>

export const comparators = ['=', '>=', '>', '<=', '<', '~', 'range', 'x'] as const

/** A document that a pack cites. `date` is as precise as the document is. */
export const sourceDocumentSchema = z.strictObject({
  id: keySchema,
  title: z.string().min(1),
  number: z.string().nullable(),
  issuer: z.string().nullable(),
  date: partialDateSchema,
  status: z.enum(['in_force', 'draft', 'repealed']),
  note: bilingualSchema.optional(),
})
export type SourceDocument = z.infer<typeof sourceDocumentSchema>

export const definitionSchema = z.strictObject({
  id: keySchema,
  version: z.number().int().min(1),
  name: bilingualSchema,
  /** As the sources write it: 家, 亿元, %, … */
  unit: z.string().min(1),
  direction: z.enum(['up', 'down', 'none']),
  /** What is counted and how; null where the source does not say. */
  formula: bilingualSchema.nullable(),
})
export type Definition = z.infer<typeof definitionSchema>

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
  source: citationSchema,
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
