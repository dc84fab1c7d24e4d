// Clusters, programmes and landmarks over chains: what is answered and what an office adds.
import { z } from '@hono/zod-openapi'
import { datasetSchema, idSchema, textSchema } from '../../access/model.ts'
import { bilingualSchema, cityCodeSchema, keySchema, sourceSchema } from '../../indicators/model.ts'

export const subjectKinds = ['organisation', 'project'] as const
export type SubjectKind = (typeof subjectKinds)[number]
export const groupingKinds = ['cluster', 'programme', 'landmark'] as const

/** A chain of a grouping, or an entry of one of its lists; the register's id is opaque here. */
export const newTagEntrySchema = z
  .object({
    city: cityCodeSchema,
    dataset: datasetSchema,
    /** The list of the grouping; null for a chain of it. */
    listId: keySchema.nullable().default(null),
    chainId: keySchema.nullable().default(null),
    /** The firm or project in the register; null where it is not held there yet. */
    subjectId: idSchema.nullable().default(null),
    /** As the document writes it; needed where the register does not hold it. */
    name: textSchema(200).nullable().default(null),
    validFrom: z.iso.date().nullable().default(null),
    lastDay: z.iso.date().nullable().default(null),
    source: textSchema(300),
  })
  .refine(({ listId, chainId }) => (listId === null) !== (chainId === null), {
    message: 'chains.chain_or_list',
    path: ['listId'],
  })
  .refine(({ chainId, subjectId, name }) => chainId !== null || subjectId !== null || name !== null, {
    message: 'chains.name_missing',
    path: ['name'],
  })
  .refine(({ validFrom, lastDay }) => !validFrom || !lastDay || validFrom <= lastDay, {
    message: 'ends_before_start',
    path: ['lastDay'],
  })
export type NewTagEntry = z.infer<typeof newTagEntrySchema>

export const groupingSummarySchema = z.object({
  id: z.string(),
  kind: z.enum(groupingKinds),
  name: bilingualSchema,
  /** How many chains the source speaks of; null where it gives no number. */
  statedCount: z.number().int().nullable(),
  validFrom: z.string(),
  validTo: z.string().nullable(),
  source: sourceSchema,
  /** Title of the cited document; null for an assumption. */
  sourceTitle: z.string().nullable(),
  note: bilingualSchema.nullable(),
  /** Chains by name that belong to it on the day asked for. */
  chainCount: z.number().int(),
  holds: z.boolean(),
})
export type GroupingSummary = z.infer<typeof groupingSummarySchema>

const listedSchema = z.object({
  id: idSchema,
  subjectKind: z.enum(subjectKinds).nullable(),
  subjectId: idSchema.nullable(),
  name: z.string(),
  validFrom: z.string().nullable(),
  validTo: z.string().nullable(),
  source: z.string(),
  holds: z.boolean(),
})
export const groupingDetailSchema = groupingSummarySchema.extend({
  chains: z.array(
    z.object({
      /** Null where the source names what no catalogue holds. */
      chainId: z.string().nullable(),
      name: z.string(),
      /** Null where the pack says it with the grouping's own source. */
      source: z.string().nullable(),
      isAssumption: z.boolean(),
      /** Of what an office recorded; null where a pack says it. */
      entryId: idSchema.nullable(),
      holds: z.boolean(),
    }),
  ),
  lists: z.array(
    z.object({
      id: z.string(),
      name: bilingualSchema,
      kind: z.enum(subjectKinds),
      statedCount: z.number().int().nullable(),
      entries: z.array(listedSchema),
    }),
  ),
})
export type GroupingDetail = z.infer<typeof groupingDetailSchema>
