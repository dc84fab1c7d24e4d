import { z } from '@hono/zod-openapi'
import { cityCodeSchema, datasetSchema, idSchema, textSchema } from '../../access/model.ts'

const words = z.object({ zh: z.string(), en: z.string() })
export const scopeSchema = z.object({ city: cityCodeSchema, dataset: datasetSchema })
export type Scope = z.infer<typeof scopeSchema>

export const ruleSetSchema = z.object({
  id: z.string(),
  version: z.number().int(),
  title: z.string(),
  titleEn: z.string(),
  documentNo: z.string().nullable(),
  area: z.string().nullable(),
  validFrom: z.string(),
  validTo: z.string().nullable(),
  needsVerification: z.boolean(),
  unverified: z.array(z.string()),
  notInSource: z.array(z.string()),
  source: z.object({ title: z.string(), url: z.string().nullable(), note: z.string().nullable() }),
  items: z.array(z.object({ title: z.string(), text: z.string(), rule: z.string() })),
  cases: z.number().int(),
})
export type RuleSetInfo = z.infer<typeof ruleSetSchema>

export const windowSchema = z.object({
  id: idSchema,
  rung: z.string(),
  opensOn: z.string(),
  closesOn: z.string(),
  source: z.string(),
})
export type WindowInfo = z.infer<typeof windowSchema>
export const windowInputSchema = z.object({
  city: cityCodeSchema,
  dataset: datasetSchema,
  rung: textSchema(60),
  opensOn: z.iso.date(),
  closesOn: z.iso.date(),
  source: textSchema(200),
})
export type WindowInput = z.infer<typeof windowInputSchema>

/** A target of the indicators beside the count from the register. */
export const rungTargetSchema = z.object({
  indicator: z.string(),
  name: words,
  scope: words,
  value: z.number(),
  unit: z.string(),
  due: z.string().nullable(),
  place: z.string().nullable(),
  sentence: z.string().nullable(),
  /** value: other figure for the same scope; scope: other scope words, so not of one thing; null: agrees. */
  conflict: z.enum(['value', 'scope']).nullable(),
  /** Firms that hold the titles of this scope; those whose day of issue is unknown apart. */
  counted: z.number().int(),
  countedUnknown: z.number().int(),
  /** Titles counted, as they are called. */
  titles: z.array(z.string()),
  /** What documents say there were, newest of each scope first; a count of another scope is no count of this target. */
  told: z.array(
    z.object({
      value: z.number(),
      period: z.string(),
      scope: words.nullable(),
      document: z.string().nullable(),
    }),
  ),
  /** What the count rests on: null where the register holds no list of titles at all, so that 0 would be a guess. */
  difference: z.number().nullable(),
})
export type RungTarget = z.infer<typeof rungTargetSchema>

export const rungSchema = z.object({
  id: z.string(),
  name: words,
  level: z.string(),
  note: words.nullable(),
  titles: z.array(z.object({ code: z.string(), name: z.string(), isRetired: z.boolean() })),
  held: z.number().int(),
  heldUnknown: z.number().int(),
  byYear: z.array(z.object({ year: z.number().int(), count: z.number().int() })),
  /** From the rung below; null on the lowest. */
  conversion: z
    .object({ from: z.number().int(), through: z.number().int(), fromElsewhere: z.number().int() })
    .nullable(),
  dueForReview: z.number().int(),
  ruleSet: ruleSetSchema.nullable(),
  otherRuleSets: z.array(ruleSetSchema),
  /**
   * Firms without the title: those that reach the rules, lack one item, or cannot be told. Counts rest on confidential
   * figures and are null where the rule for aggregates holds them back, and where there are no rules.
   */
  reached: z.number().int().nullable(),
  lacksOne: z.number().int().nullable(),
  untold: z.number().int().nullable(),
  windows: z.array(windowSchema),
  targets: z.array(rungTargetSchema),
})
export type RungInfo = z.infer<typeof rungSchema>
export const ladderSchema = z.object({
  on: z.string(),
  name: words,
  firms: z.number().int(),
  hasTitles: z.boolean(),
  mayListCandidates: z.boolean(),
  rungs: z.array(rungSchema),
})
export type LadderInfo = z.infer<typeof ladderSchema>

export const candidatesQuerySchema = scopeSchema.extend({ rung: textSchema(60), on: z.iso.date().optional() })
export const candidateSchema = z.object({
  organisationId: idSchema,
  name: z.string(),
  verdict: z.enum(['reached', 'near', 'short', 'unknown']),
  met: z.number().int(),
  items: z.number().int(),
  unknown: z.number().int(),
  /** The one item that is not met where all others are; null otherwise. */
  lacksOnly: z.string().nullable(),
  unmet: z.array(z.string()),
  holds: z.string().nullable(),
})
export type Candidate = z.infer<typeof candidateSchema>
export const candidatesSchema = z.object({
  on: z.string(),
  rung: z.string(),
  ruleSet: z.string(),
  window: windowSchema.nullable(),
  items: z.array(candidateSchema),
})
export type Candidates = z.infer<typeof candidatesSchema>

const condition = z.object({
  text: z.string(),
  status: z.enum(['met', 'unmet', 'insufficient_data', 'not_computable']),
  actual: z.string().nullable(),
  required: z.string().nullable(),
  gap: z.string().nullable(),
  depth: z.number().int(),
})
export const firmRungSchema = z.object({
  rung: z.string(),
  name: words,
  isHeld: z.boolean(),
  note: words.nullable(),
  ruleSet: ruleSetSchema.nullable(),
  verdict: z.enum(['reached', 'near', 'short', 'unknown']).nullable(),
  items: z.array(
    z.object({
      title: z.string(),
      state: z.enum(['met', 'unmet', 'unknown']),
      conditions: z.array(condition),
    }),
  ),
  score: z
    .object({
      label: z.string(),
      score: z.string().nullable(),
      atMost: z.string().nullable(),
      wanted: z.number().int().nullable(),
      coverage: z.string().nullable(),
      indicators: z.array(z.object({ label: z.string(), points: z.string().nullable(), max: z.string() })),
    })
    .nullable(),
  missing: z.array(z.object({ label: z.string(), supplier: z.string().nullable() })),
  plans: z.array(
    z.object({
      changes: z.array(z.object({ label: z.string(), from: z.string(), to: z.string() })),
    }),
  ),
  /** First day on which the rules hold if only time passes; null where waiting does not help. */
  firstDay: z.string().nullable(),
  /** First day inside a window from then on; null where no window is held. */
  applyOn: z.string().nullable(),
  window: windowSchema.nullable(),
})
export type FirmRung = z.infer<typeof firmRungSchema>
export const firmTitleSchema = z.object({
  name: z.string(),
  rung: z.string(),
  status: z.enum(['held', 'expired', 'withdrawn', 'unknown', 'not_yet']),
  isRetired: z.boolean(),
  grantedWritten: z.string().nullable(),
  expiresOn: z.string().nullable(),
  /** Re-examination lies within the months of warning. */
  isDue: z.boolean(),
  batch: z.string().nullable(),
  source: z.string(),
})
export const firmLadderSchema = z.object({
  mayRead: z.boolean(),
  on: z.string(),
  name: z.string(),
  /** The highest rung with a title that holds; null where none is known. */
  rung: z.string().nullable(),
  titles: z.array(firmTitleSchema),
  rungs: z.array(firmRungSchema),
})
export type FirmLadder = z.infer<typeof firmLadderSchema>
