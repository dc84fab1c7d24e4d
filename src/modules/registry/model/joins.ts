import { z } from '@hono/zod-openapi'
import { idSchema, textSchema } from '../../access/model.ts'

export const mergeSchema = z.object({
  /** Stays. */
  keptId: idSchema,
  /** Goes into the kept one, with everything that hangs on it. */
  otherId: idSchema,
  reason: textSchema(500),
})
export type Merge = z.infer<typeof mergeSchema>

/** One row that hangs on an organisation, as splitting names it. */
export const partKeySchema = z.object({ table: z.string().max(120), key: z.record(z.string(), z.unknown()) })
export const splitSchema = z.object({
  /** Of the organisation that comes out. */
  name: textSchema(200),
  reason: textSchema(500),
  rows: z.array(partKeySchema).min(1).max(5000),
})
export type Split = z.infer<typeof splitSchema>

export const partSchema = partKeySchema.extend({
  /** What kind of thing it is, in words; the table's name where no words are held. */
  what: z.string(),
  text: z.string(),
  source: z.string().nullable(),
})
export type Part = z.infer<typeof partSchema>

export const joinRecordSchema = z.object({
  id: idSchema,
  kind: z.enum(['merge', 'split']),
  keptId: idSchema,
  otherId: idSchema,
  otherName: z.string(),
  movedCount: z.number().int(),
  asideCount: z.number().int(),
  reason: z.string(),
  doneBy: z.string(),
  doneAt: z.string(),
  undoneBy: z.string().nullable(),
  undoneAt: z.string().nullable(),
})
export type JoinRecord = z.infer<typeof joinRecordSchema>
export const undoSchema = z.object({ reason: textSchema(500) })
