import { z } from '@hono/zod-openapi'
import { cityCodeSchema, datasetSchema } from '../access/model.ts'

export * from './model/agreements.ts'
export * from './model/city-rules.ts'
export * from './model/definitions.ts'
export * from './model/demands.ts'
export * from './model/ledger.ts'
export * from './model/relations.ts'
export * from './model/structure.ts'

export const ringSchema = z.enum(['city', '200km'])

/** Ids of chains and nodes come from packs: lower case, digits and dashes. */
export const chainIdSchema = z.string().regex(/^[a-z0-9][a-z0-9-]{0,99}$/)

export const localSourcingQuerySchema = z.object({
  city: cityCodeSchema,
  chain: chainIdSchema.optional(),
  dataset: datasetSchema,
  ring: ringSchema.default('city'),
})
export type LocalSourcingQuery = z.infer<typeof localSourcingQuerySchema>

/** 0 to 1; null is unknown. */
const ratioSchema = z.number().min(0).max(1).nullable()

export const buyerRatioSchema = z.object({
  buyerId: z.string(),
  name: z.string(),
  /** The latest year held whose shares do not add up to more than 100 %. */
  year: z.number().int(),
  ratio: ratioSchema,
  coverageRatio: ratioSchema,
  /** Parts per million of the buyer's whole purchases whose supplier or place is unknown; null without shares. */
  unknownSharePpm: z.number().int().nullable(),
  /** Whether the buyer stands on the chain asked for; the chain's own ratio is made of these only. */
  onChain: z.boolean(),
})
export type BuyerRatioAnswer = z.infer<typeof buyerRatioSchema>

export const localSourcingSchema = z.object({
  ratio: ratioSchema,
  coverageRatio: ratioSchema,
  definition: z.string(),
  version: z.string(),
  ring: ringSchema,
  /** Last day of the latest year among the buyers; null when no purchase is held. */
  asOf: z.string().nullable(),
  /** Why the ratio is unknown, or rests on some buyers only. */
  reason: z.object({ code: z.string(), text: z.string() }).nullable(),
  /** Buyers with purchases held, all of them; `byBuyer` lists the first 200. Null where not even that may be told. */
  buyers: z.number().int().nullable(),
  /** Null for those who may not read it; a firm reads its own line only. */
  byBuyer: z.array(buyerRatioSchema).nullable(),
  /** Set when the figure is held back because too few firms stand behind it. */
  suppressed: z.object({ reason: z.string() }).nullable(),
})
export type LocalSourcing = z.infer<typeof localSourcingSchema>

export const relationSchema = z.object({
  id: z.string(),
  /** Null: not held, or not named. */
  organisationId: z.string().nullable(),
  name: z.string(),
  /** The source names nobody: share known, partner unknown. */
  isAnonymous: z.boolean(),
  year: z.number().int(),
  rank: z.number().int().nullable(),
  /** Of the buyer's whole purchases of the year. */
  sharePpm: z.number().int().nullable(),
  /** Of the supplier's whole sales of the year. */
  salesSharePpm: z.number().int().nullable(),
  /** Whole fen as decimal text. */
  amountFen: z.string().nullable(),
  /** The amount lies within; nobody says where. */
  amountLowFen: z.string().nullable(),
  amountHighFen: z.string().nullable(),
  product: z.string().nullable(),
  source: z.string(),
  /** parties: only its two ends see it. */
  confidentiality: z.enum(['office', 'parties']),
  /** Who wrote it by hand; null: an import. */
  statedSide: z.enum(['buyer', 'supplier', 'office']).nullable(),
  note: z.string().nullable(),
  endedOn: z.string().nullable(),
  endedReason: z.string().nullable(),
  /** Whether its reader may correct and end it. */
  mayChange: z.boolean(),
  evidence: z.array(z.object({ id: z.string(), fileName: z.string() })),
})
export const organisationRelationsSchema = z.object({
  mayRead: z.boolean(),
  suppliers: z.array(relationSchema).nullable(),
  buyers: z.array(relationSchema).nullable(),
  localSourcing: z
    .object({ ratio: ratioSchema, coverageRatio: ratioSchema, year: z.number().int(), version: z.string() })
    .nullable(),
  definition: z.string(),
})
export type OrganisationRelations = z.infer<typeof organisationRelationsSchema>
