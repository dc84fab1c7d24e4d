import { z } from '@hono/zod-openapi'
import { idSchema, textSchema } from '../../access/model.ts'
import { daySchema, scopeQuerySchema } from './assessment.ts'
import { policyIdSchema } from './library.ts'

const fen = z.string().regex(/^-?\d+$/)
const countSchema = z.number().int().min(0)

/** One line of a forecast. `withheld`: too few firms stand behind it for a reader who may not see their figures. */
export const forecastLineSchema = z.object({
  key: z.string().nullable(),
  label: z.string(),
  /** Firms with an award. */
  firms: countSchema.nullable(),
  amountFen: fen.nullable(),
  ceilingFen: fen.nullable(),
  /** Awards whose amount is unknown and stands in no sum. */
  unknownAwards: countSchema.nullable(),
  withheld: z.boolean(),
})
export type ForecastLine = z.infer<typeof forecastLineSchema>

export const clauseCountsSchema = z.object({
  policy: policyIdSchema,
  policyTitle: z.string(),
  clause: z.string(),
  title: z.string(),
  isCeiling: z.boolean(),
  isExample: z.boolean(),
  /** Null where too few firms stand behind it. */
  entitled: countSchema.nullable(),
  near: countSchema.nullable(),
  notEligible: countSchema.nullable(),
  insufficientData: countSchema.nullable(),
  notComputable: countSchema.nullable(),
  totalFen: fen.nullable(),
  withheld: z.boolean(),
})
export type ClauseCounts = z.infer<typeof clauseCountsSchema>

export const dimensions = ['policy', 'district', 'industry', 'size', 'month'] as const
export type Dimension = (typeof dimensions)[number]

export const forecastSchema = z.object({
  city: z.string(),
  dataset: z.enum(['held', 'demo']),
  on: z.string(),
  firms: countSchema,
  policies: countSchema,
  /** From the database to the result. */
  elapsedMs: countSchema,
  /** Share of (firm, clause) pairs that could be decided, 0 to 1; null without any. */
  coverageRatio: z.number().nullable(),
  total: forecastLineSchema,
  by: z.record(z.enum(dimensions), z.array(forecastLineSchema)),
  clauses: z.array(clauseCountsSchema),
  /** Policies that could not be joined with the others, with why. */
  refused: z.array(z.object({ policy: z.string(), message: z.string() })),
  /** City values that are missing. */
  missingCityValues: z.array(
    z.object({ name: z.string(), label: z.string(), supplier: z.string().nullable() }),
  ),
  effects: z.array(
    z.object({
      programme: z.string(),
      year: z.string(),
      projects: countSchema.nullable(),
      totalInvestmentFen: fen.nullable(),
      fiscalFen: fen.nullable(),
      /** (total investment − fiscal money) ÷ fiscal money; null unless both are held. */
      leverageRatio: z.number().nullable(),
      source: z.string(),
    }),
  ),
})
export type Forecast = z.infer<typeof forecastSchema>

export const runSummarySchema = z.object({
  id: idSchema,
  on: z.string(),
  firms: countSchema,
  clauses: countSchema,
  amountFen: fen,
  ceilingFen: fen,
  elapsedMs: countSchema,
  computedBy: z.string(),
  computedAt: z.string(),
})
export type RunSummary = z.infer<typeof runSummarySchema>
export const runListSchema = z.object({ runs: z.array(runSummarySchema) })
export const runInputSchema = scopeQuerySchema

export const runDetailSchema = runSummarySchema.extend({
  policies: z.array(z.object({ policy: z.string(), version: z.number().int() })),
  cityValues: z.array(
    z.object({
      name: z.string(),
      value: z.string().nullable(),
      origin: z.enum(['given', 'dated', 'computed', 'missing']),
      known: countSchema.nullable(),
      all: countSchema.nullable(),
    }),
  ),
  lines: z.array(
    clauseCountsSchema.omit({ withheld: true, isExample: true, policyTitle: true, title: true }),
  ),
})
export type RunDetail = z.infer<typeof runDetailSchema>

export const entitledQuerySchema = z.object({
  policy: policyIdSchema,
  clause: z.string().max(100),
  after: idSchema.optional(),
  limit: z.coerce.number().int().min(1).max(500).default(200),
})
export const entitledListSchema = z.object({
  total: countSchema,
  items: z.array(z.object({ organisationId: idSchema, name: z.string(), fen: fen.nullable() })),
  nextAfter: idSchema.nullable(),
})
export type EntitledList = z.infer<typeof entitledListSchema>

export const leverSchema = z.object({
  path: z.string(),
  policy: policyIdSchema,
  policyTitle: z.string(),
  clause: z.string().nullable(),
  label: z.string(),
  kind: z.enum(['parameter', 'cap', 'rate', 'award', 'limit']),
  type: z.enum(['money', 'rate', 'count', 'quantity', 'date']),
  /** As written, with its unit. */
  value: z.string(),
})
export type Lever = z.infer<typeof leverSchema>
export const leverListSchema = z.object({ levers: z.array(leverSchema) })

export const budgetModes = ['proRata', 'ranking', 'firstCome'] as const
export const trySchema = scopeQuerySchema.extend({
  changes: z.array(z.object({ path: z.string().max(300), value: textSchema(60) })).max(50),
  /** What may be spent in whole fen; null or left out: no limit. */
  budgetFen: z
    .string()
    .regex(/^\d{1,18}$/)
    .nullish(),
  /** What the budget is measured against. */
  basis: z.enum(['amount', 'amount_and_ceiling']).default('amount'),
  mode: z.enum(budgetModes).default('proRata'),
  /** For `ranking`: the fact by which firms are ranked, highest first. */
  rankBy: z.string().max(60).nullish(),
})
export type TryInput = z.infer<typeof trySchema>

const totalsSchema = z.object({ amountFen: fen, ceilingFen: fen })
const shiftSchema = z.object({
  organisationId: idSchema,
  name: z.string(),
  beforeFen: fen,
  afterFen: fen,
  differenceFen: fen,
})
export const tryResultSchema = z.object({
  on: z.string(),
  firms: countSchema,
  elapsedMs: countSchema,
  recomputedClauses: countSchema,
  before: totalsSchema,
  after: totalsSchema,
  difference: totalsSchema,
  winners: countSchema,
  losers: countSchema,
  /** The greatest fifty each. */
  mostWon: z.array(shiftSchema),
  mostLost: z.array(shiftSchema),
  byPolicy: z.array(
    z.object({ policy: z.string(), title: z.string(), before: totalsSchema, after: totalsSchema }),
  ),
  /** Null where no budget was given. */
  allocation: z
    .object({
      mode: z.enum(budgetModes),
      budgetFen: fen,
      askedFen: fen,
      paidFen: fen,
      shortFen: fen,
      paidInFull: countSchema,
      paidInPart: countSchema,
      paidNothing: countSchema,
      /** What each firm's award was worth for one yuan asked, 0 to 1, on average. */
      paidRatio: z.number().nullable(),
      orderedBy: z.string(),
    })
    .nullable(),
})
export type TryResult = z.infer<typeof tryResultSchema>

export const sandboxInputSchema = trySchema.extend({ title: textSchema(100) })
export type SandboxInput = z.infer<typeof sandboxInputSchema>
export const sandboxSchema = z.object({
  id: idSchema,
  title: z.string(),
  on: z.string(),
  input: trySchema.omit({ city: true, dataset: true, on: true }),
  result: tryResultSchema,
  createdBy: z.string(),
  createdAt: z.string(),
})
export type Sandbox = z.infer<typeof sandboxSchema>
export const sandboxListSchema = z.object({ sandboxes: z.array(sandboxSchema) })

export const cityValueInputSchema = scopeQuerySchema.omit({ on: true }).extend({
  name: z.string().regex(/^[a-z][a-z0-9_]{0,59}$/),
  value: textSchema(60).nullable(),
  validFrom: daySchema,
  source: textSchema(500),
})
export type CityValueInput = z.infer<typeof cityValueInputSchema>
export const cityValueSchema = z.object({
  name: z.string(),
  label: z.string(),
  type: z.string(),
  unit: z.string().nullable(),
  supplier: z.string().nullable(),
  value: z.string().nullable(),
  validFrom: z.string().nullable(),
  source: z.string().nullable(),
  enteredBy: z.string().nullable(),
  usedBy: z.array(z.string()),
})
export const cityValueListSchema = z.object({ on: z.string(), values: z.array(cityValueSchema) })
export type CityValueList = z.infer<typeof cityValueListSchema>
