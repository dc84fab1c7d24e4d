import { z } from '@hono/zod-openapi'
import { scopeQuerySchema } from './ranking.ts'

const idSchema = z.string().regex(/^\d{1,18}$/)
const figure = (most: number) => z.number().min(0).max(most).nullable().default(null)

/** What a firm tells of one month or week; null is "not told". */
export const reportInputSchema = z.object({
  dataset: z.enum(['held', 'demo']),
  organisationId: idSchema,
  cadence: z.enum(['month', 'week']),
  period: z.string().max(10),
  ordersFen: z
    .string()
    .regex(/^\d{1,18}$/)
    .nullable()
    .default(null),
  /** 0 to 2: work beyond the plan is above 1. */
  capacityUseRatio: figure(2),
  deliveryDelayDays: figure(3_650),
  singleSources: z.int().min(0).max(10_000).nullable().default(null),
  logistics: z.enum(['normal', 'slow', 'blocked']).nullable().default(null),
  /** Stock of key inputs in days of normal use. */
  stock: z
    .array(
      z.object({
        input: z.string().trim().min(1).max(80),
        nodeId: z.string().max(120).nullable().default(null),
        days: z.number().min(0).max(3_650),
      }),
    )
    .max(50)
    .default([]),
  note: z.string().max(1_000).nullable().default(null),
})
export type ReportInput = z.infer<typeof reportInputSchema>
export const reportBatchSchema = z.object({ reports: z.array(reportInputSchema).min(1).max(500) })

export const reportSchema = reportInputSchema.omit({ dataset: true }).extend({
  id: z.string(),
  name: z.string(),
  via: z.enum(['form', 'import', 'api']),
  createdAt: z.string(),
})
export type Report = z.infer<typeof reportSchema>
export const batchAnswerSchema = z.object({ kept: z.int(), alerts: z.int() })

export const impacts = ['possible', 'confirmed', 'no_impact', 'restored'] as const
export const alertSchema = z.object({
  id: z.string(),
  kind: z.enum(['threshold', 'change', 'event']),
  organisationId: z.string().nullable(),
  organisationName: z.string().nullable(),
  title: z.string(),
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  cause: z.string().nullable(),
  owner: z.string().nullable(),
  state: z.string(),
  stateText: z.string(),
  dueOn: z.string().nullable(),
  createdAt: z.string(),
  affected: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      impact: z.enum(impacts),
      note: z.string().nullable(),
      changedAt: z.string(),
    }),
  ),
  actions: z.array(z.object({ name: z.string(), text: z.string(), blocked: z.boolean() })),
  history: z.array(
    z.object({ at: z.string(), actor: z.string(), text: z.string(), comment: z.string().nullable() }),
  ),
})
export type Alert = z.infer<typeof alertSchema>

export const alertActSchema = z.object({
  action: z.enum(['take', 'close', 'dismiss', 'reopen']),
  comment: z.string().trim().min(1).max(2_000),
  cause: z.string().trim().min(1).max(500).optional(),
  owner: z.string().trim().min(1).max(120).optional(),
})
export type AlertAct = z.infer<typeof alertActSchema>
export const impactInputSchema = z.object({
  organisationId: idSchema,
  impact: z.enum(impacts),
  note: z.string().trim().max(500).nullable().default(null),
})
export type ImpactInput = z.infer<typeof impactInputSchema>
export const eventInputSchema = scopeQuerySchema.extend({
  title: z.string().trim().min(1).max(200),
  event: z.enum(['accident', 'insolvency', 'flood', 'sanction', 'other']),
  /** Firms that it hits; their direct buyers are marked as possibly affected. */
  organisationIds: z.array(idSchema).min(1).max(200),
  onceKey: z.string().min(1).max(100),
})
export type EventInput = z.infer<typeof eventInputSchema>

export const reporterInputSchema = scopeQuerySchema.extend({
  organisationId: idSchema,
  cadence: z.enum(['month', 'week']),
})
export const missingSchema = z.object({
  organisationId: z.string(),
  name: z.string(),
  cadence: z.enum(['month', 'week']),
  period: z.string(),
  dueOn: z.string(),
})
export type Missing = z.infer<typeof missingSchema>
