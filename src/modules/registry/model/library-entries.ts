import { z } from '@hono/zod-openapi'
import { cityCodeSchema, datasetSchema, idSchema, textSchema } from '../../access/model.ts'
import {
  actionSchema,
  bilingual,
  key,
  level,
  libraryEventSchema,
  scope,
  writtenDateSchema,
} from './library-shapes.ts'

const valuesSchema = z.record(z.string(), z.union([z.string(), z.number()]))
const givenValues = z.record(z.string(), z.union([textSchema(4000), z.number()]))
const ratioValueSchema = z.object({
  name: z.string(),
  title: bilingual,
  unit: bilingual,
  /** Two digits; null where one of the two sums is not known or the lower one is nothing. */
  value: z.string().nullable(),
  /** The same over this entry and all below it; null where there are none or one of them is not known. */
  withBelow: z.string().nullable(),
})

export const entrySchema = z.object({
  id: idSchema,
  kind: z.string(),
  name: z.string(),
  level: level.nullable(),
  state: z.string(),
  stateSince: z.string().nullable(),
  organisationId: z.string().nullable(),
  organisationName: z.string().nullable(),
  chainId: z.string().nullable(),
  nodeId: z.string().nullable(),
  projectId: z.string().nullable(),
  parentId: z.string().nullable(),
  fields: valuesSchema,
  ratios: z.array(ratioValueSchema),
  source: z.string(),
  updatedAt: z.string(),
})
export type LibraryEntry = z.infer<typeof entrySchema>

export const partLineSchema = z.object({
  id: idSchema,
  part: z.string(),
  organisationId: z.string().nullable(),
  organisationName: z.string().nullable(),
  fields: valuesSchema,
  source: z.string(),
  recordedBy: z.string(),
  recordedAt: z.string(),
  /** Instant at which it was taken out; null while it stands. */
  endedAt: z.string().nullable(),
  endedReason: z.string().nullable(),
})
export type PartLine = z.infer<typeof partLineSchema>
/** What the money fields of the lines of a part come to: `known` lines tell an amount, `unknown` do not. */
export const partTotalSchema = z.object({
  part: z.string(),
  field: z.string(),
  fen: z.string(),
  known: z.number().int(),
  unknown: z.number().int(),
})

export const entryDetailSchema = entrySchema.extend({
  dataset: datasetSchema,
  cityCode: z.string(),
  projectName: z.string().nullable(),
  parentName: z.string().nullable(),
  events: z.array(libraryEventSchema),
  actions: z.array(actionSchema),
  parts: z.array(partLineSchema),
  totals: z.array(partTotalSchema),
  /** Entries that belong to this one. */
  below: z.array(entrySchema),
  evidence: z.array(z.object({ id: idSchema, fileName: z.string(), uploadedAt: z.string() })),
  /** The next yearly self-evaluation; null where the kind has none. */
  reviewDue: z.string().nullable(),
})
export type EntryDetail = z.infer<typeof entryDetailSchema>
export const entryQuerySchema = z.object({
  dataset: datasetSchema,
  city: cityCodeSchema.optional(),
  kind: key.optional(),
  organisation: idSchema.optional(),
  limit: z.coerce.number().int().min(1).max(20_000).default(5000),
})

const givenFields = {
  name: textSchema(200),
  level: level.nullish(),
  organisationId: idSchema.nullish(),
  organisationName: textSchema(200).nullish(),
  chainId: key.nullish(),
  nodeId: key.nullish(),
  projectId: idSchema.nullish(),
  parentId: idSchema.nullish(),
  fields: givenValues.default({}),
  source: textSchema(300),
}
export const newEntrySchema = z.object({
  ...scope,
  requestKey: textSchema(80),
  kind: key,
  ...givenFields,
})
export type NewEntry = z.infer<typeof newEntrySchema>
/** An entry as it shall stand: what is left out is taken away. */
export const entryChangeSchema = z.strictObject({
  /** `updatedAt` of the entry that was looked at; somebody else's change since then is not overwritten. */
  seen: z.iso.datetime(),
  /** The day of which the new values are. */
  happened: writtenDateSchema.nullish(),
  ...givenFields,
})
export type EntryChange = z.infer<typeof entryChangeSchema>

const givenPart = {
  organisationId: idSchema.nullish(),
  organisationName: textSchema(200).nullish(),
  fields: givenValues.default({}),
  source: textSchema(300),
}
export const newPartSchema = z.strictObject({
  requestKey: textSchema(80),
  part: textSchema(40),
  ...givenPart,
})
export type NewPart = z.infer<typeof newPartSchema>
export const partChangeSchema = z.strictObject(givenPart)
export type PartChange = z.infer<typeof partChangeSchema>
export const partEndSchema = z.strictObject({ reason: textSchema(500) })
/** What became of a part on a day, and which documents of the entry show it. */
export const followUpSchema = z.strictObject({
  happened: writtenDateSchema,
  note: textSchema(2000),
  source: textSchema(300),
  evidence: z.array(idSchema).max(20).default([]),
})
export type FollowUp = z.infer<typeof followUpSchema>

/** What is counted of the entries held, by kind, level and year of recognition; `undated` have no year. */
export const entryCountSchema = z.object({
  kind: z.string(),
  level: level.nullable(),
  year: z.number().int().nullable(),
  reached: z.number().int(),
})
export type EntryCount = z.infer<typeof entryCountSchema>
