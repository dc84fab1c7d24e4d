import { z } from '@hono/zod-openapi'
import { cityCodeSchema, datasetSchema, idSchema, textSchema } from '../../access/model.ts'

const words = z.object({ zh: z.string(), en: z.string() })
const stateSchema = z.object({ id: z.string(), name: words, kind: z.enum(['open', 'done', 'dropped']) })

export const programmeSchema = z.object({
  key: z.string(),
  kind: z.enum(['cohort', 'listing', 'plan', 'packages', 'tag']),
  subject: z.enum(['firm', 'product']),
  city: z.string(),
  name: words,
  source: z.object({ document: z.string(), place: z.string().nullable(), sentence: z.string().nullable() }),
  criteria: z.array(z.object({ id: z.string(), name: words })),
  aspects: z.array(z.object({ name: words, measures: z.array(words) })),
  statedMeasures: z.number().int().nullable(),
  heldMeasures: z.number().int(),
  packages: z.array(z.object({ name: words, contents: z.array(words) })),
  named: z.array(z.string()),
  notInSource: words.nullable(),
  states: z.array(stateSchema),
})
export type ProgrammeInfo = z.infer<typeof programmeSchema>

const actionSchema = z.object({
  name: z.string(),
  zh: z.string(),
  en: z.string(),
  needsComment: z.boolean(),
  blocked: z.string().nullable(),
})
export const trackSchema = z.object({
  id: idSchema,
  dataset: datasetSchema,
  city: z.string(),
  organisationId: idSchema,
  organisationName: z.string(),
  programme: z.string(),
  cohortYear: z.number().int(),
  product: z.string().nullable(),
  goal: z.string().nullable(),
  coach: z.string().nullable(),
  state: z.string(),
  steps: z.number().int(),
  stepsDone: z.number().int(),
  stepsLate: z.number().int(),
})
export type TrackInfo = z.infer<typeof trackSchema>
export const stepSchema = z.object({
  id: idSchema,
  title: z.string(),
  dueOn: z.string(),
  doneOn: z.string().nullable(),
  result: z.string().nullable(),
  isLate: z.boolean(),
})
export const trackDetailSchema = trackSchema.extend({
  programmeName: words,
  states: z.array(stateSchema),
  entry: z.array(z.object({ name: words, reason: z.string() })),
  plan: z.array(stepSchema),
  actions: z.array(actionSchema),
  mayPlan: z.boolean(),
  history: z.array(
    z.object({ at: z.string(), actor: z.string(), text: words, comment: z.string().nullable() }),
  ),
})
export type TrackDetail = z.infer<typeof trackDetailSchema>

export const boardSchema = z.object({
  programme: programmeSchema,
  items: z.array(trackSchema),
  /** How far each yearly cohort has ever come: how many reached each state or one after it. */
  funnel: z.array(
    z.object({
      year: z.number().int(),
      entered: z.number().int(),
      reached: z.array(z.object({ state: z.string(), count: z.number().int() })),
    }),
  ),
  mayWrite: z.boolean(),
})
export type Board = z.infer<typeof boardSchema>

export const trackInputSchema = z.object({
  dataset: datasetSchema,
  city: cityCodeSchema,
  programme: textSchema(80),
  organisationId: idSchema,
  cohortYear: z.number().int().min(1990).max(2100),
  product: textSchema(120).nullish(),
  goal: textSchema(60).nullish(),
  coach: textSchema(80).nullish(),
  entry: z
    .array(z.object({ id: textSchema(60), reason: textSchema(500) }))
    .max(20)
    .default([]),
  onceKey: textSchema(80),
})
export type TrackInput = z.infer<typeof trackInputSchema>
export const trackActSchema = z.object({ action: textSchema(60), comment: textSchema(500).optional() })
export const coachSchema = z.object({ coach: textSchema(80), goal: textSchema(60).nullish() })
export const stepInputSchema = z.object({ title: textSchema(200), dueOn: z.iso.date() })
export const stepDoneSchema = z.object({ result: textSchema(500) })
