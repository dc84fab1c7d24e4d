import { z } from '@hono/zod-openapi'

const idSchema = z.string().regex(/^\d{1,18}$/)

/** One change to the network whose effect is measured. */
export const remedySchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('add_supplier'),
    /** Who gets a second source of what it buys from firms of the node. */
    buyerId: idSchema,
    nodeId: z.string().min(1).max(120),
    /** A firm of the network; null: a newcomer of the same product. */
    supplierId: idSchema.nullable().default(null),
    /** The part of its purchases of the node that moves to the new source. */
    shareRatio: z.number().gt(0).max(1),
    costFen: z
      .string()
      .regex(/^\d{1,18}$/)
      .nullable()
      .default(null),
  }),
  z.object({
    kind: z.literal('fill_node'),
    nodeId: z.string().min(1).max(120),
    /** The part of what the city's firms buy of the node that the newcomer in the city takes over. */
    shareRatio: z.number().gt(0).max(1),
    costFen: z
      .string()
      .regex(/^\d{1,18}$/)
      .nullable()
      .default(null),
  }),
  z.object({
    kind: z.literal('raise_stock'),
    buyerId: idSchema,
    /** Of which input; null: of all. */
    nodeId: z.string().max(120).nullable().default(null),
    stockDays: z.number().gt(0).max(3_650),
    costFen: z
      .string()
      .regex(/^\d{1,18}$/)
      .nullable()
      .default(null),
  }),
])
export type Remedy = z.infer<typeof remedySchema>

export const measuredSchema = z.object({
  remedy: remedySchema,
  label: z.string(),
  esriBefore: z.number().nullable(),
  esriAfter: z.number().nullable(),
  /** ESRI before less after. */
  reduction: z.number().nullable(),
  /** Reduction in percentage points for each million yuan; null: no cost given. */
  pointsPerMillionYuan: z.number().nullable(),
  /** Loss avoided over the test's duration, in fen; null unknown. */
  avoidedFen: z.string().nullable(),
  /** Why it changes nothing, where it cannot: the buyer buys nothing of the node … */
  note: z.enum(['no_purchases', 'not_in_network', 'no_duration']).nullable(),
})
export type Measured = z.infer<typeof measuredSchema>

export const remedyInputSchema = z.object({
  remedies: z.array(remedySchema).min(1).max(30),
  /** With these the best set is searched for. */
  most: z.int().min(1).max(10).default(3),
  budgetFen: z
    .string()
    .regex(/^\d{1,18}$/)
    .nullable()
    .default(null),
  /** Left to the workers even where it is small. */
  inBackground: z.boolean().default(false),
})
export type RemedyInput = z.infer<typeof remedyInputSchema>

export const measuredSetSchema = z.object({
  at: z.string(),
  single: z.array(measuredSchema),
  best: z.object({
    /** In the order in which they were taken; `esriAfter` with all before them. */
    chosen: z.array(measuredSchema),
    costFen: z.string().nullable(),
    budgetFen: z.string().nullable(),
    most: z.int(),
    esriBefore: z.number().nullable(),
    esriAfter: z.number().nullable(),
  }),
})
export type MeasuredSet = z.infer<typeof measuredSetSchema>
