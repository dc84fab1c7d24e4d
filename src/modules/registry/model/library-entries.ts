import { z } from '@hono/zod-openapi'
import { cityCodeSchema, datasetSchema, idSchema, textSchema } from '../../access/model.ts'
import {
  actionSchema,
  bilingual,
  key,
  level,
  libraryEventSchema,
  scope,
  stageSchema,
} from './library-shapes.ts'

export const entryFieldSchema = z.strictObject({
  name: z.string().regex(/^[a-z][A-Za-z0-9]{0,39}$/),
  title: bilingual,
  type: z.enum(['text', 'number', 'date']),
  unit: z.string().optional(),
})
/** A kind of library entry as a pack defines it. */
export const entryKindSchema = z.strictObject({
  id: key,
  title: bilingual,
  /** Under which heading a list shows it. */
  group: bilingual,
  /** The requirement row it answers. */
  row: z.string().regex(/^[A-Z]\d\d$/),
  life: key,
  levels: z.array(level),
  fields: z.array(entryFieldSchema),
  /** States in which an entry counts as held. */
  counts: z.array(key).min(1),
  /** Day of the year (MM-DD) on which the yearly self-evaluation is due; null where there is none. */
  yearlyReview: z
    .string()
    .regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/)
    .nullable(),
})
export type EntryKind = z.infer<typeof entryKindSchema>

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
  fields: z.record(z.string(), z.union([z.string(), z.number()])),
  source: z.string(),
  updatedAt: z.string(),
})
export type LibraryEntry = z.infer<typeof entrySchema>
export const kindAnswerSchema = entryKindSchema.extend({
  states: z.array(stageSchema),
  count: z.number().int(),
  counted: z.number().int(),
})
export type KindAnswer = z.infer<typeof kindAnswerSchema>
export const entryDetailSchema = entrySchema.extend({
  events: z.array(libraryEventSchema),
  actions: z.array(actionSchema),
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
export const newEntrySchema = z.object({
  ...scope,
  requestKey: textSchema(80),
  kind: key,
  name: textSchema(200),
  level: level.nullish(),
  organisationId: idSchema.nullish(),
  organisationName: textSchema(200).nullish(),
  chainId: key.nullish(),
  fields: z.record(z.string(), z.union([textSchema(1000), z.number()])).default({}),
  source: textSchema(300),
})
export type NewEntry = z.infer<typeof newEntrySchema>

/** What is counted of the entries held, by kind, level and year of recognition; `undated` have no year. */
export const entryCountSchema = z.object({
  kind: z.string(),
  level: level.nullable(),
  year: z.number().int().nullable(),
  reached: z.number().int(),
})
export type EntryCount = z.infer<typeof entryCountSchema>
