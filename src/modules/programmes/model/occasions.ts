import { z } from '@hono/zod-openapi'
import { cityCodeSchema, datasetSchema, idSchema, textSchema } from '../../access/model.ts'
import { lights } from './tasks.ts'

/** 四方联席会、调度会、领导小组会、专班会、早餐会、领导调研、其他. */
export const occasionKinds = [
  'joint',
  'dispatch',
  'leading_group',
  'task_force',
  'breakfast',
  'visit',
  'other',
] as const
export const pointKinds = ['ask', 'decision'] as const

const optional = (max: number) => textSchema(max).nullable().default(null)
const names = (most: number, max: number) => z.array(textSchema(max)).max(most).default([])

export const occasionSummarySchema = z.object({
  id: idSchema,
  kind: z.enum(occasionKinds),
  title: z.string(),
  /** ISO day. */
  heldOn: z.string(),
  place: z.string().nullable(),
  chainId: z.string().nullable(),
  bodyId: idSchema.nullable(),
  leader: z.string().nullable(),
  leaderPost: z.string().nullable(),
  /** planned: its day has not come; unwritten: held, without minutes. */
  standing: z.enum(['planned', 'unwritten', 'written', 'cancelled']),
  sites: z.array(z.object({ name: z.string(), organisationId: idSchema.nullable() })),
  points: z.number().int(),
  /** Points that became a task, or of which somebody said why they become none. */
  settled: z.number().int(),
})
export type OccasionSummary = z.infer<typeof occasionSummarySchema>
export const pointSchema = z.object({
  id: idSchema,
  kind: z.enum(pointKinds),
  text: z.string(),
  raisedBy: z.string().nullable(),
  task: z
    .object({ id: idSchema, title: z.string(), stateTitle: z.string(), light: z.enum(lights) })
    .nullable(),
  noTaskWhy: z.string().nullable(),
})
export const occasionDetailSchema = occasionSummarySchema.extend({
  attendees: z.array(z.string()),
  agenda: z.array(z.string()),
  minutes: z.string().nullable(),
  minutesBy: z.string().nullable(),
  cancelledWhy: z.string().nullable(),
  source: z.string().nullable(),
  seen: z.number().int(),
  pointList: z.array(pointSchema),
  files: z.array(z.object({ id: idSchema, fileName: z.string() })),
  mayChange: z.boolean(),
})
export type OccasionDetail = z.infer<typeof occasionDetailSchema>

const occasionFields = {
  kind: z.enum(occasionKinds),
  title: textSchema(200),
  heldOn: z.iso.date(),
  place: optional(200),
  chainId: optional(80),
  bodyId: idSchema.nullable().default(null),
  leader: optional(60),
  leaderPost: optional(120),
  attendees: names(200, 120),
  agenda: names(60, 300),
  sites: names(60, 120),
}
export const newOccasionSchema = z.strictObject({
  city: cityCodeSchema,
  dataset: datasetSchema,
  requestKey: textSchema(80),
  source: optional(300),
  ...occasionFields,
})
export type NewOccasion = z.infer<typeof newOccasionSchema>
export const occasionChangeSchema = z.strictObject({
  seen: z.number().int().nonnegative(),
  ...occasionFields,
  minutes: optional(20_000),
})
export type OccasionChange = z.infer<typeof occasionChangeSchema>
export const occasionCancelSchema = z.strictObject({
  seen: z.number().int().nonnegative(),
  why: textSchema(500),
})
export const newPointSchema = z.strictObject({
  kind: z.enum(pointKinds),
  text: textSchema(1000),
  raisedBy: optional(120),
})
export type NewPoint = z.infer<typeof newPointSchema>
/** What becomes of a point: a task with its units and last day, or why there is none. */
export const settlePointSchema = z.union([
  z.strictObject({
    task: z.strictObject({
      title: textSchema(500),
      leads: z.array(textSchema(100)).min(1).max(20),
      responsibles: names(40, 100),
      dueWritten: textSchema(60).nullable(),
      dueDate: z.iso.date().nullable(),
    }),
  }),
  z.strictObject({ noTaskWhy: textSchema(500) }),
])
export type SettlePoint = z.infer<typeof settlePointSchema>
export const occasionQuerySchema = z.object({
  city: cityCodeSchema,
  dataset: datasetSchema,
  kind: z.enum(occasionKinds).optional(),
  chain: textSchema(80).optional(),
})
export type OccasionQuery = z.infer<typeof occasionQuerySchema>
