// Issues of reports and their files, as the API tells them.
import { z } from '@hono/zod-openapi'
import { cityCodeSchema, datasetSchema, idSchema } from '../../access/model.ts'

export const chainSchema = z
  .string()
  .max(80)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
const monthSchema = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/)

export const scopeQuerySchema = z.object({ city: cityCodeSchema, dataset: datasetSchema })
export const idPathSchema = z.object({ id: idSchema })
export const issueQuerySchema = scopeQuerySchema.extend({ chain: chainSchema.optional() })

export const issueInputSchema = z.strictObject({
  city: cityCodeSchema,
  dataset: datasetSchema,
  template: chainSchema,
  chain: chainSchema,
  /** Only for a monthly report; left out: the month before this one. */
  period: monthSchema.optional(),
})
export type IssueInput = z.infer<typeof issueInputSchema>

export const jobStateSchema = z.object({
  status: z.enum(['waiting', 'running', 'paused', 'done', 'failed', 'cancelled']),
  doneRatio: z.number().nullable(),
  doneCount: z.int(),
  pieceCount: z.int().nullable(),
  problem: z.string().nullable(),
})
export type JobState = z.infer<typeof jobStateSchema>

export const fileSchema = z.object({
  id: idSchema,
  name: z.string(),
  format: z.enum(['docx', 'pdf', 'xlsx', 'svg']),
  artefact: z.string().nullable(),
  /** Null until it is written. */
  sizeBytes: z.int().nullable(),
})
export const issueInfoSchema = z.object({
  id: idSchema,
  template: z.string(),
  title: z.string(),
  chain: z.string().nullable(),
  period: z.string().nullable(),
  asOf: z.string(),
  issueNumber: z.int(),
  statementCount: z.int(),
  unknownCount: z.int(),
  changedCount: z.int(),
  madeBy: z.string(),
  madeAt: z.string(),
})
export type IssueInfo = z.infer<typeof issueInfoSchema>

const sourceSchema = z.object({
  room: z.string(),
  roomName: z.string(),
  what: z.string(),
  asOf: z.string().nullable(),
  path: z.string(),
  isLink: z.boolean().optional(),
})
const statementSchema = z.object({
  key: z.string(),
  section: z.string(),
  kind: z.enum(['sentence', 'row', 'picture']),
  text: z.string(),
  values: z.array(
    z.object({
      slot: z.string(),
      said: z.string(),
      isUnknown: z.boolean(),
      before: z.string().nullable(),
    }),
  ),
  sources: z.array(sourceSchema),
  isUnknown: z.boolean(),
})
export const issueSchema = issueInfoSchema.extend({
  dataset: z.enum(['held', 'demo']),
  city: z.string(),
  previous: z.object({ id: idSchema, asOf: z.string() }).nullable(),
  statements: z.array(statementSchema),
  files: z.array(fileSchema),
  /** Who writes the files; null where the record of it is gone. */
  job: jobStateSchema.nullable(),
})
export type Issue = z.infer<typeof issueSchema>

export const templateInfoSchema = z.object({
  id: z.string(),
  version: z.int(),
  title: z.string(),
  isMonthly: z.boolean(),
  sections: z.array(z.string()),
})
export type TemplateInfo = z.infer<typeof templateInfoSchema>
