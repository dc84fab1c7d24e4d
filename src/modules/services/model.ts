// Requests from firms (诉求) as tickets: what goes in and out.
import { z } from '@hono/zod-openapi'
import { cityCodeSchema, datasetSchema, idSchema, textSchema } from '../access/model.ts'
import { keySchema } from '../indicators/model.ts'
import { lifeSchema } from '../policy/model.ts'

export const urgencies = ['normal', 'urgent'] as const
export type Urgency = (typeof urgencies)[number]
const pair = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) })

/** Kinds of requests with their working days, and whom a late one goes to. */
export const serviceLevelsSchema = z.strictObject({
  id: z.literal('tickets'),
  version: z.int().min(1),
  /** Only in this city; left out, wherever no city has its own. */
  city: cityCodeSchema.optional(),
  source: z.string().min(1),
  kinds: z
    .array(
      z.strictObject({
        id: keySchema,
        name: pair,
        workingDays: z.int().min(1).max(250),
        urgentWorkingDays: z.int().min(1).max(250),
      }),
    )
    .min(1)
    .max(50),
  reopenWorkingDays: z.int().min(1).max(250),
  closeAfterWorkingDays: z.int().min(1).max(250),
  steps: z
    .array(
      z.strictObject({
        /** Working days after the last day; negative before it. */
        days: z.int().min(-30).max(250),
        to: z.enum(['unit', 'office', 'leader']),
        title: pair,
      }),
    )
    .max(10),
})
export type ServiceLevels = z.infer<typeof serviceLevelsSchema>

export const newTicketSchema = z.object({
  city: cityCodeSchema,
  dataset: datasetSchema,
  /** Whose request; an office names the firm, a firm is always meant itself. */
  organisationId: idSchema.nullable().default(null),
  chainId: keySchema.nullable().default(null),
  kind: keySchema,
  urgency: z.enum(urgencies).default('normal'),
  title: textSchema(120),
  words: textSchema(5000),
  contact: textSchema(120).nullable().default(null),
  isConfidential: z.boolean().default(false),
  requestKey: textSchema(80),
})
export type NewTicket = z.infer<typeof newTicketSchema>

export const ticketActions = [
  'assign',
  'assign_again',
  'refuse',
  'withdraw',
  'answer',
  'answer_again',
  'reopen',
  'rate',
] as const
export const ticketStepSchema = z.object({
  seen: z.number().int().min(0),
  action: z.enum(ticketActions),
  comment: textSchema(2000).optional(),
  /** With assign: who handles it, by name, and which organisation of the register that is. */
  unitName: textSchema(120).optional(),
  unitOrganisationId: idSchema.nullable().optional(),
  chainId: keySchema.nullable().optional(),
  /** With answer. */
  answer: textSchema(5000).optional(),
  /** With rate: 1 (very dissatisfied) to 5. */
  satisfaction: z.number().int().min(1).max(5).optional(),
})
export type TicketStep = z.infer<typeof ticketStepSchema>

export const ticketSummarySchema = z.object({
  id: idSchema,
  title: z.string(),
  kind: z.string(),
  kindName: z.string(),
  urgency: z.enum(urgencies),
  isConfidential: z.boolean(),
  organisationId: idSchema,
  organisationName: z.string(),
  chainId: z.string().nullable(),
  unitName: z.string().nullable(),
  state: z.string(),
  stateName: z.string(),
  isOpen: z.boolean(),
  receivedOn: z.string(),
  dueOn: z.string(),
  /** Red: late and not answered; yellow: two working days left or fewer; none: answered or ended. */
  light: z.enum(['none', 'green', 'yellow', 'red']),
  overdueWorkingDays: z.number().int(),
  satisfaction: z.number().int().nullable(),
})
export type TicketSummary = z.infer<typeof ticketSummarySchema>

export const ticketListSchema = z.object({
  items: z.array(ticketSummarySchema),
  kinds: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      workingDays: z.number().int(),
      urgentWorkingDays: z.number().int(),
    }),
  ),
  /** What the working days rest on. */
  source: z.string(),
  today: z.string(),
})
export type TicketList = z.infer<typeof ticketListSchema>

const documentSchema = z.object({ id: idSchema, fileName: z.string(), uploadedAt: z.string() })
export const ticketDetailSchema = ticketSummarySchema.extend({
  dataset: z.enum(['held', 'demo']),
  city: z.string(),
  words: z.string(),
  contact: z.string().nullable(),
  answer: z.string().nullable(),
  answeredOn: z.string().nullable(),
  satisfactionWords: z.string().nullable(),
  unitOrganisationId: idSchema.nullable(),
  raisedBy: z.string(),
  documents: z.array(documentSchema),
  reminders: z.array(z.object({ told: z.string(), dueOn: z.string(), at: z.string() })),
  /** To whom it goes up, nearest first, with who heads each today; empty where no body serves its chain. */
  path: z.array(z.object({ name: z.string(), head: z.string().nullable() })),
  leader: z.string().nullable(),
  mayAttach: z.boolean(),
  life: lifeSchema,
})
export type TicketDetail = z.infer<typeof ticketDetailSchema>

const countsSchema = z.object({
  raised: z.number().int().nullable(),
  open: z.number().int().nullable(),
  overdue: z.number().int().nullable(),
  /** Of those answered; null where none is, or of too few firms for who may not read the tickets. */
  medianWorkingDays: z.number().nullable(),
  /** Of those rated, 1 to 5; null where none is, or by too few firms for who may not read the tickets. */
  satisfactionMean: z.number().nullable(),
  satisfactionCount: z.number().int().nullable(),
  /** Too few firms or one firm too large: not shown to those who may not read the tickets. */
  isHidden: z.boolean(),
})
export const ticketStatisticsSchema = z.object({
  on: z.string(),
  total: countsSchema,
  kinds: z.array(countsSchema.extend({ kind: z.string(), name: z.string() })),
})
export type TicketStatistics = z.infer<typeof ticketStatisticsSchema>

/** An open ticket as the room of tasks pulls it. */
export type PulledTicket = {
  readonly id: string
  readonly title: string
  readonly path: string
  readonly chainId: string | null
  readonly unitName: string | null
  readonly dueOn: string
  readonly isOverdue: boolean
}
