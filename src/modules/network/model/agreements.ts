/** Framework agreements: what their two parties write down, and what an office learns of all of them together. */
import { z } from '@hono/zod-openapi'
import { cityCodeSchema, datasetSchema, idSchema, textSchema } from '../../access/model.ts'

/** Whole fen as decimal text. */
export const fenSchema = z.string().regex(/^\d{1,18}$/)
/** A volume as decimal text with at most three places. */
export const volumeSchema = z.string().regex(/^\d{1,12}(\.\d{1,3})?$/)
const yearSchema = z.number().int().min(1990).max(2100)
const ratio = z.number().nullable()

export const newAgreementSchema = z.object({
  dataset: datasetSchema,
  requestKey: textSchema(80),
  /** Which side one's own firm is. */
  side: z.enum(['buyer', 'supplier']),
  partnerId: idSchema,
  product: textSchema(200),
  nodeId: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,99}$/)
    .nullish(),
  startsOn: z.iso.date(),
  endsOn: z.iso.date(),
  volumeUnit: textSchema(20).nullish(),
  remindDays: z.number().int().min(0).max(730).default(90),
  renewsId: idSchema.nullish(),
  source: textSchema(300),
  note: textSchema(1000).nullish(),
  years: z
    .array(z.object({ year: yearSchema, volume: volumeSchema.nullish(), valueFen: fenSchema.nullish() }))
    .min(1)
    .max(30),
})
export type NewAgreement = z.infer<typeof newAgreementSchema>

export const newDeliverySchema = z.object({
  deliveredOn: z.iso.date(),
  reference: textSchema(100),
  volume: volumeSchema.nullish(),
  valueFen: fenSchema.nullish(),
})
export type NewDelivery = z.infer<typeof newDeliverySchema>

export const agreementActSchema = z.object({
  action: z.enum(['confirm', 'refuse', 'withdraw', 'terminate']),
  comment: z.string().trim().max(1000).optional(),
})
export type AgreementAct = z.infer<typeof agreementActSchema>
export const reasonSchema = z.object({ reason: textSchema(300) })

const party = z.object({ id: z.string(), name: z.string() })
export const agreementSchema = z.object({
  id: z.string(),
  dataset: z.enum(['held', 'demo']),
  /** Seen from one's own firm. */
  side: z.enum(['buyer', 'supplier']),
  buyer: party,
  supplier: party,
  product: z.string(),
  nodeId: z.string().nullable(),
  startsOn: z.string(),
  endsOn: z.string(),
  volumeUnit: z.string().nullable(),
  remindDays: z.number().int(),
  renewsId: z.string().nullable(),
  /** The agreement that renews this one. */
  renewedById: z.string().nullable(),
  statedSide: z.enum(['buyer', 'supplier']),
  state: z.string(),
  stateText: z.string(),
  /** expiring: within the days of the reminder and not renewed; expired: the last day is over. */
  standing: z.enum(['not_begun', 'running', 'expiring', 'expired', 'closed']),
  source: z.string(),
  note: z.string().nullable(),
  years: z.array(
    z.object({
      year: z.number().int(),
      volume: z.string().nullable(),
      valueFen: z.string().nullable(),
      deliveredVolume: z.string().nullable(),
      deliveredFen: z.string().nullable(),
      withoutVolume: z.number().int(),
      withoutValue: z.number().int(),
      volumeRatio: ratio,
      valueRatio: ratio,
    }),
  ),
  deliveries: z.array(
    z.object({
      id: z.string(),
      deliveredOn: z.string(),
      reference: z.string(),
      volume: z.string().nullable(),
      valueFen: z.string().nullable(),
      toldSide: z.enum(['buyer', 'supplier']),
      mayWithdraw: z.boolean(),
    }),
  ),
  actions: z.array(z.object({ name: z.string(), text: z.string(), needsComment: z.boolean() })),
  history: z.array(
    z.object({ at: z.string(), actor: z.string(), text: z.string(), comment: z.string().nullable() }),
  ),
})
export type Agreement = z.infer<typeof agreementSchema>

/** What a file of deliveries would do, or did, line by line. */
export const deliveryFileSchema = z.object({
  isRun: z.boolean(),
  columns: z.array(z.object({ header: z.string(), field: z.string().nullable() })),
  lines: z.number().int(),
  created: z.number().int(),
  unchanged: z.number().int(),
  refused: z.number().int(),
  problems: z.array(
    z.object({ line: z.number().int().nullable(), column: z.string().nullable(), message: z.string() }),
  ),
})
export type DeliveryFile = z.infer<typeof deliveryFileSchema>

export const agreementAggregateQuerySchema = z.object({ city: cityCodeSchema, dataset: datasetSchema })
export const agreementAggregateSchema = z.object({
  /** Newest first; only years in which something is agreed. */
  years: z.array(
    z.object({
      year: z.number().int(),
      isHeldBack: z.boolean(),
      agreements: z.number().int().nullable(),
      agreedFen: z.string().nullable(),
      deliveredFen: z.string().nullable(),
      fulfilmentRatio: ratio,
      localRatio: ratio,
      secondSourceRatio: ratio,
      priceChange: ratio,
    }),
  ),
  version: z.string(),
})
export type AgreementAggregateAnswer = z.infer<typeof agreementAggregateSchema>
