import { z } from '@hono/zod-openapi'
import { consentTermsSchema, datasetSchema, idSchema } from '../../access/model.ts'
import { formFieldSchema } from './import-form.ts'

export const collectionStates = ['sent', 'draft', 'answered', 'returned', 'taken'] as const
const day = z.iso.date()
const rowSchema = z.record(z.string().max(60), z.string().max(5_000))

/** For what, for whom and until when confidential answers are kept; whose they are follows from the answer. */
const collectionTermsSchema = consentTermsSchema.omit({ organisationId: true })

export const newCollectionSchema = z.object({
  dataset: datasetSchema,
  title: z.string().trim().min(1).max(200),
  kind: z.enum(['firms', 'relations']),
  partner: z.enum(['supplier', 'customer']).nullish(),
  fields: z.array(z.string().max(60)).min(1).max(60),
  note: z.string().trim().max(4_000).default(''),
  dueDate: day,
  /** Needed where confidential facts are asked; missing: the title is the purpose, offices read, until withdrawn. */
  consent: collectionTermsSchema.nullish(),
  organisationIds: z.array(idSchema).min(1).max(5_000),
  /** Made by the page, so that a retry sends nothing twice. */
  clientKey: z.string().min(8).max(80),
})
export type NewCollection = z.infer<typeof newCollectionSchema>

export const collectionSchema = z.object({
  id: idSchema,
  dataset: z.enum(['held', 'demo']),
  title: z.string(),
  kind: z.string(),
  partner: z.enum(['supplier', 'customer']).nullable(),
  note: z.string(),
  dueDate: day,
  /** null where nothing confidential is asked. */
  consent: collectionTermsSchema.nullable(),
  createdBy: z.string(),
  createdAt: z.string(),
  closedAt: z.string().nullable(),
  asked: z.number().int(),
  /** Answered, whether taken over or not. */
  answered: z.number().int(),
  taken: z.number().int(),
})
export type Collection = z.infer<typeof collectionSchema>

export const collectionRequestSchema = z.object({
  id: idSchema,
  organisationId: idSchema,
  organisationName: z.string(),
  state: z.enum(collectionStates),
  sentAt: z.string(),
  remindedAt: z.string().nullable(),
  reminderCount: z.number().int(),
  answeredBy: z.string().nullable(),
  answeredAt: z.string().nullable(),
  returnReason: z.string().nullable(),
  importId: idSchema.nullable(),
  rows: z.array(rowSchema),
})
export type CollectionRequest = z.infer<typeof collectionRequestSchema>
export const collectionDetailSchema = collectionSchema.extend({
  fields: z.array(formFieldSchema),
  requests: z.array(collectionRequestSchema),
})
export type CollectionDetail = z.infer<typeof collectionDetailSchema>

/** A form as the organisation that is asked sees it, with what is held already and from where. */
export const askedFormSchema = collectionRequestSchema.extend({
  title: z.string(),
  note: z.string(),
  kind: z.string(),
  dueDate: day,
  consent: collectionTermsSchema.nullable(),
  isClosed: z.boolean(),
  fields: z.array(formFieldSchema),
  held: z.array(z.object({ field: z.string(), value: z.string(), source: z.string() })),
})
export type AskedForm = z.infer<typeof askedFormSchema>
export const answerSchema = z.object({
  rows: z.array(rowSchema).max(500),
  /** false: kept as a draft; true: handed in. */
  isFinal: z.boolean(),
})
export type CollectionAnswer = z.infer<typeof answerSchema>
export const takenSchema = z.object({
  importId: idSchema.nullable(),
  taken: z.number().int(),
  refused: z.number().int(),
  review: z.number().int(),
  /** Which organisation's answer had what, in words. */
  problems: z.array(
    z.object({ organisationName: z.string().nullable(), column: z.string().nullable(), message: z.string() }),
  ),
})
export type Taken = z.infer<typeof takenSchema>
