import { z } from '@hono/zod-openapi'
import { cityCodeSchema, datasetSchema, idSchema } from '../../access/model.ts'
import { policyIdSchema, windowSchema } from './library.ts'

/** A day, YYYY-MM-DD, that the calendar has. */
export const daySchema = z
  .string()
  .regex(/^(19|20)\d{2}-\d{2}-\d{2}$/)
  .refine((text) => !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text), {
    message: 'not_a_day',
  })
export const verdicts = ['entitled', 'near', 'not_eligible', 'insufficient_data', 'not_computable'] as const
export const verdictSchema = z.enum(verdicts)
export type Verdict = z.infer<typeof verdictSchema>
const fen = z.string().regex(/^-?\d+$/)

export const scopeQuerySchema = z.object({
  city: cityCodeSchema,
  dataset: datasetSchema,
  on: daySchema.optional(),
})
export const assessQuerySchema = z.object({ dataset: datasetSchema, on: daySchema.optional() })

/** A fact that rules ask for, with what is held of a firm; written as people write it (元, %, 是/否). */
export const askedFactSchema = z.object({
  name: z.string(),
  label: z.string(),
  type: z.string(),
  unit: z.string().nullable(),
  supplier: z.string().nullable(),
  changeable: z.boolean(),
  values: z.array(z.string()).nullable(),
  /** Null: not known. */
  value: z.string().nullable(),
  /** Clauses that ask for it, `policy/clause`. */
  usedBy: z.array(z.string()),
})
export type AskedFact = z.infer<typeof askedFactSchema>

export const conditionLineSchema = z.object({
  depth: z.number().int(),
  text: z.string(),
  status: z.enum(['met', 'unmet', 'insufficient_data', 'not_computable']),
  actual: z.string().nullable(),
  required: z.string().nullable(),
  gap: z.string().nullable(),
  changeable: z.boolean(),
})
export const missingFactSchema = z.object({
  name: z.string(),
  label: z.string(),
  supplier: z.string().nullable(),
  /** A figure of the whole city or a parameter; a firm cannot supply it. */
  isOfCity: z.boolean(),
})

export const clauseAssessmentSchema = z.object({
  policy: policyIdSchema,
  version: z.number().int(),
  policyTitle: z.string(),
  isExample: z.boolean(),
  needsVerification: z.boolean(),
  discretion: z.boolean(),
  clause: z.string(),
  title: z.string(),
  /** The words of the notice. */
  text: z.string(),
  /** The rule as computed, in words. */
  rule: z.string(),
  verdict: verdictSchema,
  /** Entitled to, after stacking; null unknown, and always null where the clause is a ceiling. */
  amountFen: fen.nullable(),
  /** At most so much may be granted; never a promise. */
  ceilingFen: fen.nullable(),
  isCeiling: z.boolean(),
  takenByStacking: fen.nullable(),
  summary: z.string(),
  conditions: z.array(conditionLineSchema),
  /** The smallest change that would satisfy the conditions; null where the firm cannot bring it about. */
  cheapest: z
    .object({
      text: z.string(),
      changes: z.array(
        z.object({ fact: z.string(), to: z.string().nullable(), titles: z.array(z.string()) }),
      ),
    })
    .nullable(),
  missing: z.array(missingFactSchema),
  arithmetic: z.array(z.string()),
  stacking: z.array(z.object({ text: z.string(), takenFen: fen })),
  payers: z.array(z.object({ payer: z.string(), fen: fen.nullable() })),
  instalments: z.array(z.object({ label: z.string(), fen, isDue: z.boolean().nullable() })),
  source: z.object({ title: z.string(), span: z.string().nullable(), url: z.string().nullable() }),
  /** The window that is open, or else the next one; null where none is known. */
  window: windowSchema.extend({ state: z.enum(['open', 'coming', 'closed']) }).nullable(),
  /** Last day of validity of the clause; null without end. */
  validTo: z.string().nullable(),
})
export type ClauseAssessment = z.infer<typeof clauseAssessmentSchema>

export const firmAssessmentSchema = z.object({
  organisationId: idSchema,
  name: z.string(),
  city: z.string(),
  dataset: z.enum(['held', 'demo']),
  on: z.string(),
  /** Sums over what is known; entitlements and ceilings are never added up together. */
  totals: z.object({ amountFen: fen, ceilingFen: fen }),
  clauses: z.array(clauseAssessmentSchema),
  facts: z.array(askedFactSchema),
})
export type FirmAssessment = z.infer<typeof firmAssessmentSchema>

export const whatIfSchema = z.object({
  dataset: datasetSchema,
  on: daySchema.optional(),
  /** Facts set to another value as people write them; null makes a fact unknown. */
  facts: z.record(z.string().max(60), z.string().max(2000).nullable()),
})
export type WhatIfInput = z.infer<typeof whatIfSchema>
