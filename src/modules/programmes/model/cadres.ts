import { z } from '@hono/zod-openapi'
import { cityCodeSchema, datasetSchema, idSchema, textSchema } from '../../access/model.ts'

export const contactWays = ['visit', 'call', 'online'] as const
const optional = (max: number) => textSchema(max).nullable().default(null)

export const contactSchema = z.object({
  id: idSchema,
  onDay: z.string(),
  way: z.enum(contactWays),
  raised: z.string().nullable(),
  done: z.string(),
  taskId: idSchema.nullable(),
  by: z.string(),
})
export const cadreSchema = z.object({
  id: idSchema,
  personName: z.string(),
  unit: z.string(),
  post: z.string().nullable(),
  organisationId: idSchema,
  organisationName: z.string(),
  validFrom: z.string(),
  /** First day on which it no longer holds. */
  validTo: z.string().nullable(),
  source: z.string(),
  holds: z.boolean(),
  contacts: z.number().int(),
  lastContactOn: z.string().nullable(),
  /** Days since the last contact, or since the assignment where there was none; null once it ended. */
  quietDays: z.number().int().nullable(),
})
export type Cadre = z.infer<typeof cadreSchema>
export const cadreDetailSchema = cadreSchema.extend({
  log: z.array(contactSchema),
  mayLog: z.boolean(),
  mayChange: z.boolean(),
})
export type CadreDetail = z.infer<typeof cadreDetailSchema>
export const cadreListSchema = z.object({
  items: z.array(cadreSchema),
  /** Assignments, cadres and firms that hold today. */
  holding: z.number().int(),
  persons: z.number().int(),
  firms: z.number().int(),
})
export const cadreQuerySchema = z.object({
  city: cityCodeSchema,
  dataset: datasetSchema,
  organisation: idSchema.optional(),
})
export type CadreQuery = z.infer<typeof cadreQuerySchema>

const assignment = {
  personName: textSchema(60),
  unit: textSchema(100),
  post: optional(100),
  validFrom: z.iso.date(),
  source: textSchema(300),
}
export const newCadreSchema = z.strictObject({
  city: cityCodeSchema,
  dataset: datasetSchema,
  organisationId: idSchema,
  ...assignment,
})
export type NewCadre = z.infer<typeof newCadreSchema>
/** Many at once, one a line: each line is assigned or told why not; nothing is written while one line has a fault. */
export const cadreLinesSchema = z.strictObject({
  city: cityCodeSchema,
  dataset: datasetSchema,
  validFrom: z.iso.date(),
  source: textSchema(300),
  lines: z
    .array(
      z.strictObject({
        personName: textSchema(60),
        unit: textSchema(100),
        post: optional(100),
        firm: textSchema(200),
      }),
    )
    .min(1)
    .max(2000),
})
export type CadreLines = z.infer<typeof cadreLinesSchema>
export const cadreLinesAnswerSchema = z.object({
  assigned: z.number().int(),
  /** Lines that stood already. */
  held: z.number().int(),
  faults: z.array(z.object({ line: z.number().int(), text: z.string() })),
})
export const endCadreSchema = z.strictObject({ lastDay: z.iso.date(), why: textSchema(300) })
export const newContactSchema = z.strictObject({
  onDay: z.iso.date(),
  way: z.enum(contactWays),
  raised: optional(2000),
  done: textSchema(2000),
  /** Makes what was raised a task of this unit. */
  task: z
    .strictObject({
      title: textSchema(500),
      leads: z.array(textSchema(100)).min(1).max(20),
      dueWritten: textSchema(60).nullable(),
      dueDate: z.iso.date().nullable(),
    })
    .nullable()
    .default(null),
})
export type NewContact = z.infer<typeof newContactSchema>
