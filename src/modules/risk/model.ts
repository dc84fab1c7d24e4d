import { z } from '@hono/zod-openapi'
import { essentialFromSchema, mapUseSchema, matrixUseSchema } from './model/essential-inputs.ts'
import { runStatuses } from './model/work.ts'

/** On what the amount of a link rests, from best to weakest; from `share_of_estimate` on it is estimated. */
export const basisCodes = [
  'amount',
  'share_of_purchases',
  'share_of_sales',
  'share_of_estimate',
  'named',
  'drawn',
] as const

/** What a city's network is made of; every figure of a run is shown with it. */
export const runSummarySchema = z.object({
  shares: z.array(
    z.object({ basis: z.enum(basisCodes), links: z.int(), amountRatio: z.number().nullable() }),
  ),
  estimatedRatio: z.number().nullable(),
  outsideRatio: z.number().nullable(),
  unit: z.enum(['fen', 'relative']),
  knownPurchases: z.int(),
  knownSales: z.int(),
  sectorCount: z.int(),
  firmsWithoutSector: z.int(),
  /** The matrix that essential inputs were taken from; null: none was. */
  matrix: matrixUseSchema.nullable().default(null),
  /** The needs of the chain maps that essential inputs were taken from; null: not from the maps, or not told. */
  maps: mapUseSchema.nullable().default(null),
})
export type RunSummary = z.infer<typeof runSummarySchema>

export const networkInputSchema = z.object({
  city: z.string().regex(/^\d{6}$/),
  dataset: z.enum(['held', 'demo']),
  /** ISO day: relations in force on it. */
  on: z.iso.date(),
  essentialFrom: essentialFromSchema.default('chain-maps'),
})
export type NetworkInput = z.infer<typeof networkInputSchema>

export const runInputSchema = networkInputSchema.extend({
  /** Redraws of what is estimated; none are made where nothing is. */
  draws: z.int().min(0).max(100).default(20),
  /** The same key asked twice is one run. */
  key: z.string().min(1).max(100).optional(),
})
export type RunInput = z.infer<typeof runInputSchema>

export const riskRunSchema = z.object({
  id: z.string(),
  city: z.string(),
  dataset: z.enum(['held', 'demo']),
  asOf: z.string(),
  essentialFrom: essentialFromSchema,
  draws: z.int(),
  firmCount: z.int(),
  linkCount: z.int(),
  summary: runSummarySchema,
  status: z.enum(runStatuses),
  /** 0 to 1 over all chunks. */
  doneRatio: z.number().nullable(),
  pieceCount: z.int().nullable(),
  doneCount: z.int(),
  runningCount: z.int(),
  /** Why it failed, in words; null else. */
  problem: z.string().nullable(),
  createdAt: z.string(),
  rankedAt: z.string().nullable(),
})
export type RiskRun = z.infer<typeof riskRunSchema>

export const firmRiskSchema = z.object({
  organisationId: z.string(),
  name: z.string(),
  isInCity: z.boolean(),
  esri: z.number().nullable(),
  esriDown: z.number().nullable(),
  esriUp: z.number().nullable(),
  sweeps: z.int().nullable(),
  rank: z.int(),
  /** Between which places the rank moves when estimated links are redrawn; null: nothing is estimated. */
  rankInterval: z.object({ low: z.int(), median: z.number(), high: z.int() }).nullable(),
  /** 5 % and 95 % of ESRI over the redraws; null: nothing is estimated. */
  esriInterval: z.object({ low: z.number(), high: z.number() }).nullable(),
  /** Share of what the firm buys and sells that is estimated; null: it has no link. */
  estimatedRatio: z.number().nullable(),
  /** In the ranking before; null: it was not in it, or there is none. */
  previous: z.object({ rank: z.int(), esri: z.number().nullable() }).nullable(),
})
export type FirmRisk = z.infer<typeof firmRiskSchema>

export * from './model/essential-inputs.ts'
export * from './model/monitoring.ts'
export * from './model/ranking.ts'
export * from './model/remedies.ts'
export * from './model/stress.ts'
export * from './model/work.ts'
