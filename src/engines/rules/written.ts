/**
 * The written form of a policy: the closed set of keys, as zod schemas. `written-forms.ts` holds the forms of
 * numbers and conditions; both together give the JSON Schema for editors.
 */
import { z } from 'zod'
import { conditionRef, numberRef } from './written-forms.ts'
import { assessmentSchema, scorecardSchema } from './written-scorecard.ts'

const name = z
  .string()
  .regex(
    /^[a-z][a-z0-9_]*$/,
    '小写字母开头，只含小写字母、数字和下划线 · lower case letters, digits and _ only',
  )
const id = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]*$/, '只含小写字母、数字和连字符 · lower case letters, digits and - only')
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, '日期写成 2024-03-01 · write the day as 2024-03-01')
const text = z.string().min(1, '不能为空 · must not be empty')
const scalar = z.union([z.string(), z.number()])

export const unitNames = ['money', 'rate', 'count', 'quantity', 'date'] as const
export const factTypes = [...unitNames, 'bool', 'text', 'titles', 'series'] as const

export const factSchema = z.strictObject({
  label: text,
  labelEn: text.optional(),
  type: z.enum(factTypes),
  /** What a series holds year by year. */
  of: z.enum(['money', 'count', 'quantity']).optional(),
  unit: text.optional(),
  supplier: text.optional(),
  changeable: z.boolean().optional(),
  values: z.array(text).optional(),
  note: text.optional(),
})

const datedValue = z.strictObject({ from: day, value: scalar, source: text.optional() })
export const parameterSchema = z.strictObject({
  label: text,
  type: z.enum(unitNames),
  values: z.array(datedValue).min(1, '至少写一个值 · at least one value'),
})

export const citySchema = z.strictObject({
  label: text,
  type: z.enum(unitNames),
  supplier: text.optional(),
  values: z.array(datedValue).optional(),
  computed: z
    .strictObject({
      how: z.enum(['sum', 'mean', 'growth', 'count', 'min', 'max']),
      /** A fact, or a number made of facts; each subject's value is kept to its stored unit first. */
      of: numberRef.optional(),
      over: numberRef.optional(),
      minCoverage: scalar.optional(),
      /** Over the group of an assessment (as is usual), or over all of its subjects. */
      across: z.enum(['group', 'all']).optional(),
    })
    .optional(),
})

export const expectSchema = z.strictObject({
  verdict: z.enum(['entitled', 'near', 'not_eligible', 'insufficient_data', 'not_computable']).optional(),
  amount: z.union([scalar, z.null()]).optional(),
  ceiling: z.union([scalar, z.null()]).optional(),
  takenByStacking: scalar.optional(),
  missing: z.array(name).optional(),
  payers: z.record(z.string(), scalar).optional(),
  instalments: z.array(scalar).optional(),
  score: scalar.optional(),
})
const factValues = z.record(z.string(), z.unknown())
export const caseSchema = z.strictObject({
  name: text,
  on: day.optional(),
  facts: z.union([factValues, z.array(factValues)]),
  city: z.record(z.string(), z.union([scalar, z.null()])).optional(),
  expect: z.union([expectSchema, z.array(expectSchema)]),
  source: text.optional(),
})

const payer = z.strictObject({
  payer: text,
  share: scalar.optional(),
  cap: numberRef.optional(),
})
const instalment = z.strictObject({ label: text, share: scalar, when: conditionRef.optional() })
export const scopes = ['enterprise', 'enterprise-year', 'project', 'product', 'contract'] as const

export const clauseSchema = z.strictObject({
  id,
  title: text,
  span: text.optional(),
  text,
  subject: z
    .enum([
      'enterprise',
      'establishment',
      'group',
      'project',
      'product',
      'contract',
      'expense',
      'certificate',
      'person',
    ])
    .optional(),
  award: id.optional(),
  rank: z.number().int().optional(),
  benefit: z.enum(['entitlement', 'ceiling']),
  discretion: z.boolean().optional(),
  validFrom: day.optional(),
  validTo: day.optional(),
  needsVerification: z.boolean().optional(),
  when: conditionRef,
  amount: numberRef,
  limit: z.strictObject({ scope: z.enum(scopes), cap: scalar }).optional(),
  payers: z.array(payer).optional(),
  payment: z
    .strictObject({
      automatic: z.boolean().optional(),
      alreadyPaid: name.optional(),
      instalments: z.array(instalment).optional(),
    })
    .optional(),
  cases: z.array(caseSchema).optional(),
})

const clauseIds = z.array(text).min(1, '至少写一条条款 · at least one clause')
const scope = z.enum(scopes).optional()
export const stackingSchema = z.union([
  z.strictObject({ rule: z.literal('highestOne'), clauses: clauseIds, scope }),
  z.strictObject({ rule: z.literal('topUp'), clauses: clauseIds, scope }),
  z.strictObject({ rule: z.literal('sumCap'), clauses: clauseIds, cap: numberRef, scope }),
  z.strictObject({ rule: z.literal('excludes'), clause: text, excludes: clauseIds, scope }),
  z.strictObject({
    rule: z.literal('portfolioCap'),
    cap: numberRef,
    exempt: z.array(text).optional(),
    scope,
  }),
])

export const policySchema = z.strictObject({
  policy: id,
  title: text,
  documentNo: text.optional(),
  issuer: text,
  level: z.enum(['national', 'province', 'city', 'district', 'county']),
  /** Where it holds, as an area code; without it the reader decides by the issuer. */
  area: z
    .string()
    .regex(/^\d{6}$/, '区划代码是六位数字 · an area code has six digits')
    .optional(),
  source: z.strictObject({
    title: text,
    url: text.optional(),
    quality: z.enum(['A', 'B', 'C']).optional(),
    note: text.optional(),
  }),
  published: text.optional(),
  validFrom: day,
  validTo: day.optional(),
  replaces: z.array(text).optional(),
  replacedBy: text.optional(),
  implements: z.array(text).optional(),
  needsVerification: z.boolean().optional(),
  note: text.optional(),
  rounding: z.enum(['fen_down', 'fen_half_up', 'yuan_down', 'yuan_half_up', 'wan_down']).optional(),
  near: z.strictObject({ margin: scalar }).optional(),
  facts: z.record(name, factSchema),
  parameters: z.record(name, parameterSchema).optional(),
  city: z.record(name, citySchema).optional(),
  scorecards: z.record(name, scorecardSchema).optional(),
  assessments: z.record(name, assessmentSchema).optional(),
  /** May be left out where assessments stand. */
  clauses: z.array(clauseSchema).default([]),
  stacking: z.array(stackingSchema).optional(),
  /** What the keeper of the document adds to it; the engine does not read it. */
  attached: z.record(z.string(), z.unknown()).optional(),
})

export type WrittenPolicy = z.infer<typeof policySchema>
export type WrittenClause = z.infer<typeof clauseSchema>
export type WrittenCase = z.infer<typeof caseSchema>
export type WrittenExpect = z.infer<typeof expectSchema>
export type { WrittenAssessment, WrittenAssessmentCase, WrittenScorecard } from './written-scorecard.ts'
export type WrittenStacking = z.infer<typeof stackingSchema>
export type FactDefinition = z.infer<typeof factSchema>
export type CityDefinition = z.infer<typeof citySchema>
export type ParameterDefinition = z.infer<typeof parameterSchema>
export type Scope = (typeof scopes)[number]
export type Rounding = NonNullable<WrittenPolicy['rounding']>
