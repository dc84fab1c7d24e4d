import { z } from '@hono/zod-openapi'
import { cityCodeSchema, datasetSchema, idSchema, textSchema } from '../../access/model.ts'
import { plainLinkKinds, unitParts } from './tasks.ts'

export const taskQuerySchema = z.object({
  city: cityCodeSchema,
  dataset: datasetSchema,
  plan: idSchema.optional(),
  /** Only what was pulled from this page of another room. */
  originRoom: textSchema(40).optional(),
  originPath: textSchema(300).optional(),
  /** Only what ends in this object of the libraries. */
  entry: idSchema.optional(),
})
export type TaskQuery = z.infer<typeof taskQuerySchema>
const unitInput = z.strictObject({ part: z.enum(unitParts), name: textSchema(100) })
const due = { dueWritten: textSchema(60).nullable(), dueDate: z.iso.date().nullable() }
const taskFields = {
  title: textSchema(500),
  content: textSchema(8000).nullable(),
  units: z.array(unitInput).max(60),
  leadPersons: z.array(textSchema(100)).max(20),
  ...due,
}
const originSchema = z.strictObject({
  room: z.enum(['risk', 'gaps', 'services', 'indicators', 'atlas']),
  path: textSchema(300),
})
export const newTaskSchema = z.strictObject({
  city: cityCodeSchema,
  dataset: datasetSchema,
  requestKey: textSchema(80),
  planId: idSchema.nullable().default(null),
  chainId: textSchema(80).nullable().default(null),
  /** The task that it is a part of. */
  parentId: idSchema.nullable().default(null),
  /** What it is pulled from: an alert, a gap, a ticket. Pulled once. */
  origin: originSchema.nullable().default(null),
  ...taskFields,
})
export type NewTaskInput = z.infer<typeof newTaskSchema>
export const taskChangeSchema = z.strictObject({
  seen: z.number().int().nonnegative(),
  /** Why; stands in the task's list of changes and in the audit trail. */
  reason: textSchema(500),
  ...taskFields,
  chainId: textSchema(80).nullable(),
  parentId: idSchema.nullable(),
  tags: z.array(z.strictObject({ dimension: textSchema(60), value: textSchema(60) })).max(60),
})
export type TaskChange = z.infer<typeof taskChangeSchema>
export const taskActSchema = z.strictObject({
  seen: z.number().int().nonnegative(),
  action: textSchema(60),
  comment: textSchema(2000).optional(),
})
export type TaskAct = z.infer<typeof taskActSchema>
export const progressInputSchema = z.strictObject({
  donePercent: z.number().int().min(0).max(100).nullable(),
  text: textSchema(4000),
  evidence: z.array(idSchema).max(20).default([]),
})
export type ProgressInput = z.infer<typeof progressInputSchema>
export const milestoneInputSchema = z.strictObject({ title: textSchema(300), ...due })
export const linkInputSchema = z.union([
  z.strictObject({ /** An object of the libraries. */ entryId: idSchema }),
  z.strictObject({
    kind: z.enum(plainLinkKinds),
    title: textSchema(300),
    path: z
      .string()
      .regex(/^\/[^/\s]\S{0,300}$/)
      .nullable(),
  }),
])
export type LinkInput = z.infer<typeof linkInputSchema>
export const orderInputSchema = z.strictObject({ demand: textSchema(2000), replyBy: z.iso.date() })
export type OrderInput = z.infer<typeof orderInputSchema>
export const unitNameSchema = z.strictObject({
  city: cityCodeSchema,
  dataset: datasetSchema,
  name: textSchema(100),
  organisationId: idSchema.nullable(),
})
/** 招引、推进、服务: the three stages of a major project, each with its own lead. */
export const stagesSchema = z.strictObject({
  city: cityCodeSchema,
  dataset: datasetSchema,
  requestKey: textSchema(80),
  chainId: textSchema(80).nullable().default(null),
  project: z.strictObject({
    title: textSchema(300),
    /** Its page in this house; null where it has none. */
    path: z
      .string()
      .regex(/^\/[^/\s]\S{0,300}$/)
      .nullable(),
  }),
  stages: z
    .array(
      z.strictObject({
        stage: z.enum(['attract', 'advance', 'serve']),
        leads: z.array(textSchema(100)).min(1).max(20),
        ...due,
      }),
    )
    .min(1)
    .max(3),
})
export type StagesInput = z.infer<typeof stagesSchema>
