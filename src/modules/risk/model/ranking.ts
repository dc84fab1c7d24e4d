import { z } from '@hono/zod-openapi'

export const groupKinds = ['node', 'chain', 'park', 'region'] as const
const intervalSchema = z.object({ low: z.number(), high: z.number() }).nullable()

/** What stops when everybody of a node, chain, park or region stops. */
export const groupRiskSchema = z.object({
  kind: z.enum(groupKinds),
  id: z.string(),
  name: z.object({ zh: z.string(), en: z.string().nullable() }),
  firmCount: z.int(),
  esri: z.number().nullable(),
  esriInterval: intervalSchema,
  /** The part of it that hits others than those who stop. */
  esriBeyond: z.number().nullable(),
  estimatedRatio: z.number().nullable(),
})
export type GroupRisk = z.infer<typeof groupRiskSchema>

export const scopeQuerySchema = z.object({
  city: z.string().regex(/^\d{6}$/),
  dataset: z.enum(['held', 'demo']),
})
export const runPathSchema = z.object({ id: z.string().regex(/^\d{1,18}$/) })
export const rankingQuerySchema = z.object({
  offset: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(2_000).default(500),
  place: z.enum(['city', 'all']).default('all'),
  chain: z.string().max(80).optional(),
})
export const groupQuerySchema = z.object({ kind: z.enum(groupKinds) })
export const runChangeSchema = z.object({ change: z.enum(['pause', 'resume', 'cancel']) })

const firmRefSchema = z.object({ id: z.string(), name: z.string() })
export const pathSchema = z.object({
  /** From the firm that stops to the one that is hit. */
  firms: z.array(firmRefSchema),
  /** Between each firm and the next: `down` a supplier fails its buyer, `up` a buyer fails its supplier. */
  ways: z.array(z.enum(['down', 'up'])),
  /** Share of its output that the last firm loses. */
  lossRatio: z.number(),
  /** Share of the network's output that this is. */
  weightRatio: z.number(),
  /** The step in which the last firm was reached. */
  step: z.int(),
  /** Whether a link on the way rests on an estimate. */
  hasEstimate: z.boolean(),
})
export type ShockPath = z.infer<typeof pathSchema>

/** What makes a firm's systemic risk: who depends on it, on what, through which path; and how it changed. */
export const firmExplanationSchema = z.object({
  firm: firmRefSchema,
  esri: z.number().nullable(),
  esriDown: z.number().nullable(),
  esriUp: z.number().nullable(),
  sweeps: z.int().nullable(),
  reached: z.int(),
  paths: z.array(pathSchema),
  /** Direct buyers, most dependent first. */
  dependents: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      /** On which product group, as sector of the firm: a node's id, or null. */
      nodeId: z.string().nullable(),
      shareOfPurchases: z.number().nullable(),
      isEssential: z.boolean(),
      isOnlySource: z.boolean(),
      isEstimated: z.boolean(),
    }),
  ),
  history: z.array(
    z.object({
      runId: z.string(),
      asOf: z.string(),
      rankedAt: z.string(),
      esri: z.number().nullable(),
      esriInterval: intervalSchema,
      rank: z.int(),
      rankInterval: z.object({ low: z.int(), high: z.int() }).nullable(),
    }),
  ),
})
export type FirmExplanation = z.infer<typeof firmExplanationSchema>
