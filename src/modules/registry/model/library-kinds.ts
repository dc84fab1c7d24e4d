/** What a kind of library entry is, as a pack defines it: its fields, its parts, what is counted of them. */
import { z } from '@hono/zod-openapi'
import { bilingual, key, level, stageSchema } from './library-shapes.ts'

const fieldName = z.string().regex(/^[a-z][A-Za-z0-9]{0,39}$/)
export const entryFieldSchema = z
  .strictObject({
    name: fieldName,
    title: bilingual,
    /** money: whole fen as digits. choice: one of `options`. date: as precise as it is known. */
    type: z.enum(['text', 'number', 'date', 'money', 'choice']),
    unit: z.string().optional(),
    required: z.boolean().optional(),
    options: z
      .array(z.strictObject({ id: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/), title: bilingual }))
      .optional(),
  })
  .refine(({ type, options }) => (type === 'choice') === (options !== undefined && options.length > 0), {
    message: 'choice 须有 options，其他类型没有 / a choice needs options, others have none',
  })
export type EntryField = z.infer<typeof entryFieldSchema>

/** Lines of an entry: its parties, its articles, what was signed. */
export const entryPartSchema = z.strictObject({
  name: fieldName,
  title: bilingual,
  /** Names the organisation that a line is about. */
  withFirm: z.boolean().default(false),
  /** Whether each line is followed up by day, with evidence. */
  followUp: z.boolean().default(false),
  fields: z.array(entryFieldSchema),
})
export type EntryPart = z.infer<typeof entryPartSchema>

/** A quotient of two money fields of an entry, 撬动比 = 社会资本 ÷ 政府资金; unknown where a part is. */
export const entryRatioSchema = z.strictObject({
  name: fieldName,
  title: bilingual,
  unit: bilingual,
  over: fieldName,
  under: fieldName,
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
  parts: z.array(entryPartSchema).default([]),
  ratios: z.array(entryRatioSchema).default([]),
  /** An entry may belong to another one of this kind: a fund to its mother fund. */
  nests: z.boolean().default(false),
  /** An entry may stand at a node of a chain and come from a project. */
  located: z.boolean().default(false),
})
export type EntryKind = z.infer<typeof entryKindSchema>

export const kindAnswerSchema = entryKindSchema.extend({
  states: z.array(stageSchema),
  count: z.number().int(),
  counted: z.number().int(),
})
export type KindAnswer = z.infer<typeof kindAnswerSchema>
