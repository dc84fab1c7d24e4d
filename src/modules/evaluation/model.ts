import { z } from '@hono/zod-openapi'
import { cityCodeSchema, datasetSchema, idSchema, textSchema } from '../access/model.ts'
import {
  figureSchema as figure,
  indicatorPointsSchema,
  measureFields,
  scorecardKinds,
} from './model/scorecards.ts'

export * from './model/scorecards.ts'

export const runStates = ['draft', 'noticed', 'published', 'withdrawn'] as const
export type RunState = (typeof runStates)[number]

export const scopeSchema = z.object({ city: cityCodeSchema, dataset: datasetSchema })
const cityValues = z.record(z.string(), z.string().max(40).nullable())

export const runInputSchema = z.object({
  city: cityCodeSchema,
  dataset: datasetSchema,
  scorecard: idSchema,
  assessment: textSchema(80),
  year: z.number().int().min(1990).max(2100),
  factsOn: z.iso.date(),
  given: cityValues.default({}),
  onceKey: textSchema(80),
})
export type RunInput = z.infer<typeof runInputSchema>

export const runSchema = z.object({
  id: idSchema,
  dataset: z.enum(['held', 'demo']),
  city: z.string(),
  scorecard: idSchema,
  title: z.string(),
  titleEn: z.string(),
  kind: z.enum(scorecardKinds),
  version: z.number().int(),
  needsVerification: z.boolean(),
  assessment: z.string(),
  label: z.string(),
  year: z.number().int(),
  factsOn: z.string(),
  state: z.enum(runStates),
  subjects: z.number().int(),
  createdBy: z.string(),
  createdAt: z.string(),
  publishedOn: z.string().nullable(),
})
export type RunInfo = z.infer<typeof runSchema>

const classCount = z.object({ level: z.string().nullable(), count: z.number().int() })
const actionSchema = z.object({
  name: z.string(),
  zh: z.string(),
  en: z.string(),
  blocked: z.string().nullable(),
})
export const runDetailSchema = runSchema.extend({
  levels: z.array(z.string()),
  distribution: z.array(classCount),
  /** Why subjects have no class, counted. */
  unclassed: z.array(z.object({ reason: z.string(), text: z.string(), count: z.number().int() })),
  histogram: z.array(z.object({ from: z.number(), count: z.number().int() })).nullable(),
  /** Null for readers who may not see scores. */
  groups: z
    .array(
      z.object({
        group: z.string(),
        label: z.string(),
        count: z.number().int(),
        benchmarks: z.array(
          z.object({
            name: z.string(),
            label: z.string(),
            value: z.string().nullable(),
            origin: z.string(),
            known: z.number().int().nullable(),
            all: z.number().int().nullable(),
          }),
        ),
      }),
    )
    .nullable(),
  measures: z.array(z.object({ level: z.string(), field: z.enum(measureFields), text: z.string() })),
  measuresSource: z.string().nullable(),
  assumptions: z.array(z.string()),
  actions: z.array(actionSchema),
  history: z.array(
    z.object({ at: z.string(), actor: z.string(), text: z.string(), comment: z.string().nullable() }),
  ),
  dueOn: z.string().nullable(),
})
export type RunDetail = z.infer<typeof runDetailSchema>

export const resultSchema = z.object({
  organisationId: idSchema,
  name: z.string(),
  group: z.string().nullable(),
  level: z.string().nullable(),
  score: figure,
  max: figure,
  coverage: figure,
  place: z.number().int().nullable(),
  reason: z.string(),
  reasonText: z.string(),
})
export type ResultLine = z.infer<typeof resultSchema>
export const resultsSchema = z.object({ hasScores: z.boolean(), items: z.array(resultSchema) })
export type Results = z.infer<typeof resultsSchema>

export const runActSchema = z.object({
  action: z.enum(['notice', 'publish', 'withdraw', 'back_to_draft']),
  comment: textSchema(500).optional(),
})

export const matrixSchema = z.object({
  levels: z.array(z.string().nullable()),
  /** Row: class before; column: class after; null is unknown. */
  cells: z.array(z.array(z.number().int())),
})
export const moverSchema = z.object({
  organisationId: idSchema,
  name: z.string(),
  before: z.object({ level: z.string().nullable(), score: figure, place: z.number().int().nullable() }),
  after: z.object({ level: z.string().nullable(), score: figure, place: z.number().int().nullable() }),
  direction: z.enum(['up', 'down', 'unknown']),
  /** Indicators that moved most, with the difference of points; empty where scores may not be seen. */
  why: z.array(z.object({ label: z.string(), difference: figure })),
  note: z.string().nullable(),
})
export type Mover = z.infer<typeof moverSchema>
export const comparisonSchema = z.object({
  from: runSchema,
  to: runSchema,
  matrix: matrixSchema,
  up: z.number().int(),
  down: z.number().int(),
  same: z.number().int(),
  unknown: z.number().int(),
  onlyBefore: z.number().int(),
  onlyAfter: z.number().int(),
  sameRules: z.boolean(),
  movers: z.array(moverSchema),
})
export type Comparison = z.infer<typeof comparisonSchema>

export const backTestInputSchema = z.object({
  changes: z
    .array(z.object({ path: textSchema(200), value: z.union([z.string().max(60), z.number()]) }))
    .min(1)
    .max(40),
})
export type BackTestInput = z.infer<typeof backTestInputSchema>
export const backTestSchema = z.object({
  matrix: matrixSchema,
  up: z.number().int(),
  down: z.number().int(),
  same: z.number().int(),
  unknown: z.number().int(),
  movers: z.array(moverSchema),
})
export type BackTest = z.infer<typeof backTestSchema>

export const firmScoreSchema = z.object({
  run: runSchema,
  level: z.string().nullable(),
  score: figure,
  scoreAtMost: figure,
  max: figure,
  coverage: figure,
  place: z.number().int().nullable(),
  reason: z.string(),
  reasonText: z.string(),
  group: z.string().nullable(),
  /** Null where points would tell figures of others: fewer than three in the group. */
  indicators: z.array(indicatorPointsSchema).nullable(),
  facts: z.array(
    z.object({ name: z.string(), label: z.string(), value: figure, supplier: z.string().nullable() }),
  ),
  missing: z.array(z.object({ name: z.string(), label: z.string(), supplier: z.string().nullable() })),
  nextLevel: z.string().nullable(),
  nextScore: figure,
  /** Single changes that alone would reach the next class, others staying as they are. */
  lifts: z.array(
    z.object({ fact: z.string(), label: z.string(), from: z.string(), to: z.string(), score: z.string() }),
  ),
  measures: z.array(z.object({ level: z.string(), field: z.enum(measureFields), text: z.string() })),
  mayAppeal: z.boolean(),
})
export type FirmScore = z.infer<typeof firmScoreSchema>
export const firmScoresSchema = z.object({ mayRead: z.boolean(), items: z.array(firmScoreSchema) })
export type FirmScores = z.infer<typeof firmScoresSchema>

export const appealInputSchema = z.object({
  run: idSchema,
  fact: textSchema(80).nullish(),
  claimed: textSchema(80).nullish(),
  reason: textSchema(2000),
})
export type AppealInput = z.infer<typeof appealInputSchema>
export const appealSchema = z.object({
  id: idSchema,
  run: runSchema,
  organisationId: idSchema,
  organisationName: z.string(),
  fact: z.string().nullable(),
  factLabel: z.string().nullable(),
  frozen: figure,
  claimed: z.string().nullable(),
  reason: z.string(),
  documents: z.array(
    z.object({ id: idSchema, fileName: z.string(), byteCount: z.number().int(), uploadedAt: z.string() }),
  ),
  mayAddDocument: z.boolean(),
  state: z.string(),
  reply: z.string().nullable(),
  dueOn: z.string().nullable(),
  createdAt: z.string(),
  actions: z.array(actionSchema),
  history: z.array(
    z.object({ at: z.string(), actor: z.string(), text: z.string(), comment: z.string().nullable() }),
  ),
})
export type Appeal = z.infer<typeof appealSchema>
export const appealActSchema = z.object({
  action: z.enum(['accept', 'reject', 'withdraw']),
  reply: textSchema(2000).optional(),
  /** The value found right; for `accept` of a disputed fact. */
  value: textSchema(80).optional(),
})
export type AppealAct = z.infer<typeof appealActSchema>
