/** What infrastructure projects will need, told to local suppliers before the tender opens. */
import { z } from '@hono/zod-openapi'
import { cityCodeSchema, datasetSchema, idSchema, textSchema } from '../../access/model.ts'
import { fenSchema, volumeSchema } from './agreements.ts'

const when = {
  neededFrom: z.iso.date().nullish(),
  neededTo: z.iso.date().nullish(),
  /** The day on which the tender opens; from then on everybody sees the demand. */
  tenderOn: z.iso.date().nullish(),
}
export const newDemandSchema = z.object({
  dataset: datasetSchema,
  city: cityCodeSchema,
  requestKey: textSchema(80),
  projectId: idSchema,
  /** The project's own organisation unless told. */
  buyerId: idSchema.nullish(),
  product: textSchema(200),
  nodeId: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,99}$/)
    .nullish(),
  volume: volumeSchema.nullish(),
  volumeUnit: textSchema(20).nullish(),
  amountFen: fenSchema.nullish(),
  amountLowFen: fenSchema.nullish(),
  amountHighFen: fenSchema.nullish(),
  ...when,
  source: textSchema(300),
  note: textSchema(1000).nullish(),
})
export type NewDemand = z.infer<typeof newDemandSchema>
export const demandDatesSchema = z.object(when)
export type DemandDates = z.infer<typeof demandDatesSchema>
export const demandActSchema = z.object({
  action: z.enum(['publish', 'close', 'withdraw']),
  comment: z.string().trim().max(1000).optional(),
})
export type DemandAct = z.infer<typeof demandActSchema>
export const newInterestSchema = z.object({
  note: textSchema(1000).nullish(),
  contact: textSchema(200).nullish(),
})
export type NewInterest = z.infer<typeof newInterestSchema>

export const interestSchema = z.object({
  organisationId: z.string(),
  name: z.string(),
  note: z.string().nullable(),
  contact: z.string().nullable(),
  markedAt: z.string(),
})
export const demandSchema = z.object({
  id: z.string(),
  projectId: z.string(),
  projectName: z.string(),
  buyer: z.object({ id: z.string(), name: z.string() }).nullable(),
  product: z.string(),
  nodeId: z.string().nullable(),
  volume: z.string().nullable(),
  volumeUnit: z.string().nullable(),
  amountFen: z.string().nullable(),
  amountLowFen: z.string().nullable(),
  amountHighFen: z.string().nullable(),
  neededFrom: z.string().nullable(),
  neededTo: z.string().nullable(),
  tenderOn: z.string().nullable(),
  source: z.string(),
  note: z.string().nullable(),
  state: z.string(),
  stateText: z.string(),
  /** Why one's own firm is told: the product or node that fits; null where it is not, or the tender is open to all. */
  fits: z.object({ reason: z.enum(['node', 'product']), words: z.string() }).nullable(),
  isInterested: z.boolean(),
  mayAnswer: z.boolean(),
  /** How many firms are told; for the publisher, null for everybody else. */
  matches: z.number().int().nullable(),
  /** For the publisher and the buyer; null for everybody else. */
  interests: z.array(interestSchema).nullable(),
  actions: z.array(z.object({ name: z.string(), text: z.string(), needsComment: z.boolean() })),
})
export type Demand = z.infer<typeof demandSchema>
