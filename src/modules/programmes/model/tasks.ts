import { z } from '@hono/zod-openapi'
import { idSchema } from '../../access/model.ts'
import { lifeSchema } from '../../policy/model.ts'

export const taskKinds = ['action', 'item', 'commitment', 'policy', 'decision', 'pulled', 'own'] as const
export type TaskKind = (typeof taskKinds)[number]
export const lights = ['none', 'green', 'yellow', 'red'] as const
export type Light = (typeof lights)[number]
export const unitParts = ['lead', 'responsible', 'support'] as const
/** An object of the libraries, or what stands under a name and maybe an address. */
export const plainLinkKinds = [
  'agreement',
  'policy',
  'fund',
  'exhibition',
  'project',
  'project_list',
  'platform',
  'gap',
  'lead',
  'alert',
  'ticket',
  'target',
  'other',
] as const
export const linkKinds = ['object', ...plainLinkKinds] as const

const pairSchema = z.object({ zh: z.string(), en: z.string() })
export const dimensionSchema = z.object({
  id: z.string(),
  title: pairSchema,
  values: z.array(z.object({ id: z.string(), title: pairSchema })),
})
export type Dimension = z.infer<typeof dimensionSchema>

export const taskUnitSchema = z.object({
  part: z.enum(unitParts),
  name: z.string(),
  /** The organisation of the register that this unit is; null while nobody has said so. */
  organisationId: idSchema.nullable(),
})
const tagSchema = z.object({ dimension: z.string(), value: z.string() })

export const taskSummarySchema = z.object({
  id: idSchema,
  planId: idSchema.nullable(),
  kind: z.enum(taskKinds),
  title: z.string(),
  parentTitle: z.string().nullable(),
  units: z.array(taskUnitSchema),
  leadPersons: z.array(z.string()),
  dueWritten: z.string().nullable(),
  dueDate: z.string().nullable(),
  state: z.string(),
  stateTitle: z.string(),
  isOpen: z.boolean(),
  completedOn: z.string().nullable(),
  /** none: finished, or without a last day. */
  light: z.enum(lights),
  overdueWorkingDays: z.number().int(),
  donePercent: z.number().int().nullable(),
  progressedAt: z.string().nullable(),
  chainId: z.string().nullable(),
  parentId: idSchema.nullable(),
  /** When the city began to follow it, as an instant. */
  createdAt: z.string(),
  tags: z.array(tagSchema),
  /** In nobody's hands: no lead and no responsible unit. */
  hasNoOwner: z.boolean(),
  /** Open, begun, and without a report for longer than the rule allows. */
  isStale: z.boolean(),
})
export type TaskSummary = z.infer<typeof taskSummarySchema>

export const taskListSchema = z.object({
  today: z.string(),
  staleDays: z.number().int(),
  items: z.array(taskSummarySchema),
})
export type TaskList = z.infer<typeof taskListSchema>

export const progressSchema = z.object({
  id: idSchema,
  donePercent: z.number().int().nullable(),
  text: z.string(),
  evidence: z.array(z.object({ id: idSchema, fileName: z.string() })),
  by: z.string(),
  at: z.string(),
})
export const milestoneSchema = z.object({
  id: idSchema,
  title: z.string(),
  dueWritten: z.string().nullable(),
  dueDate: z.string().nullable(),
  reachedOn: z.string().nullable(),
  reachedBy: z.string().nullable(),
})
export const linkSchema = z.object({
  id: idSchema,
  kind: z.enum(linkKinds),
  title: z.string(),
  path: z.string().nullable(),
  /** What is held of it, where it is an object of the libraries. */
  object: z
    .object({
      entryId: idSchema,
      kind: z.string(),
      kindTitle: pairSchema,
      stateTitle: pairSchema,
      isInForce: z.boolean(),
      evidence: z.number().int(),
    })
    .nullable(),
})
export const orderSchema = z.object({
  id: idSchema,
  number: z.string(),
  issuedBy: z.string(),
  issuedAt: z.string(),
})
const changedSchema = z.object({
  field: z.enum(['title', 'content', 'units', 'leadPersons', 'due', 'tags', 'chain', 'parent']),
  before: z.string().nullable(),
  after: z.string().nullable(),
})
export const changeLineSchema = z.object({
  id: idSchema,
  reason: z.string(),
  fields: z.array(changedSchema),
  by: z.string(),
  at: z.string(),
})
export type ChangeLine = z.infer<typeof changeLineSchema>
/** A task that another one is made of, as its page lists it. */
export const subtaskSchema = taskSummarySchema.pick({
  id: true,
  title: true,
  units: true,
  dueWritten: true,
  dueDate: true,
  light: true,
  overdueWorkingDays: true,
  stateTitle: true,
  donePercent: true,
})
export const taskDetailSchema = taskSummarySchema.extend({
  content: z.string().nullable(),
  /** The kind of object that the plan wants it to end in, and whether one is held in force with evidence. */
  endsIn: z
    .object({
      kind: z.string(),
      title: pairSchema,
      /** States in which such an object counts. */
      states: z.array(pairSchema),
      isReached: z.boolean(),
    })
    .nullable(),
  planTitle: z.string().nullable(),
  documentId: idSchema.nullable(),
  /** The item of the document that it came from; null where it came from none. */
  documentOrdinal: z.number().int().nullable(),
  /** Where in the source it stands, as a pack cites it. */
  place: z.string().nullable(),
  origin: z.object({ room: z.string(), path: z.string() }).nullable(),
  dimensions: z.array(dimensionSchema),
  progress: z.array(progressSchema),
  milestones: z.array(milestoneSchema),
  links: z.array(linkSchema),
  parent: z.object({ id: idSchema, title: z.string() }).nullable(),
  subtasks: z.array(subtaskSchema),
  changes: z.array(changeLineSchema),
  /** Whom the task goes to when it is late, and which of these steps were taken for its present last day. */
  path: z.array(
    z.object({
      step: z.number(),
      afterWorkingDays: z.number(),
      title: z.string(),
      /** Whom it was told to, with who headed the body on that day. */
      told: z.string().nullable(),
      takenAt: z.string().nullable(),
    }),
  ),
  orders: z.array(orderSchema),
  life: lifeSchema,
  /** Whether the reader may report progress: a person of one of its units, or the office. */
  mayReport: z.boolean(),
})
export type TaskDetail = z.infer<typeof taskDetailSchema>

export const rateSchema = z.object({
  kind: z.enum(taskKinds),
  total: z.number().int(),
  reached: z.number().int(),
  /** Reached by their last day, of those whose last day has passed. */
  fallenDue: z.number().int(),
  overdue: z.number().int(),
  /** Reached of all, 0 to 1; null where there are none. */
  rate: z.number().nullable(),
  /** Rows of the indicator list that this rate answers. */
  row: z.string().nullable(),
})
export const planSchema = z.object({
  id: idSchema,
  title: z.string(),
  documentId: idSchema.nullable(),
  source: z.string().nullable(),
  note: z.string().nullable(),
  counts: z.record(z.enum(lights), z.number().int()),
  total: z.number().int(),
  reached: z.number().int(),
  rates: z.array(rateSchema),
  dimensions: z.array(dimensionSchema),
})
export type Plan = z.infer<typeof planSchema>

export const unitListSchema = z.object({
  items: z.array(
    z.object({
      name: z.string(),
      organisationId: idSchema.nullable(),
      organisationName: z.string().nullable(),
      /** How it came to mean an organisation: a person said so, or its whole name is in the register. */
      tiedBy: z.enum(['person', 'name']).nullable(),
      tasks: z.number().int(),
      open: z.number().int(),
      red: z.number().int(),
    }),
  ),
})
