import { z } from '@hono/zod-openapi'
import { cityCodeSchema, datasetSchema, idSchema, textSchema } from '../../access/model.ts'
import { policyIdSchema } from './library.ts'

/** Whole fen as decimal digits. */
export const fenSchema = z.string().regex(/^\d{1,15}$/)
const shownFen = z.string().nullable()
export const isoDaySchema = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .refine((text) => !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text), {
    message: 'not_a_day',
  })
/** Made by the page once for one thing, so that a second sending finds the first. */
export const requestKeySchema = z.string().regex(/^[A-Za-z0-9_-]{8,64}$/)
/** How many lines of history the asker saw; somebody else's act in between is told instead of overwritten. */
export const seenSchema = z.number().int().min(0)

export const caseQuerySchema = z.object({ city: cityCodeSchema, dataset: datasetSchema })
export const caseIdSchema = z.object({ id: idSchema })

export const newApplicationSchema = z.object({
  city: cityCodeSchema,
  dataset: datasetSchema,
  policyId: policyIdSchema,
  clauseId: z.string().min(1).max(100),
  requestKey: requestKeySchema,
  /** An application to a call of a programme, for a person, team or project; policy and clause are the call's. */
  call: z.object({ id: idSchema, subject: textSchema(100) }).optional(),
})
export type NewApplication = z.infer<typeof newApplicationSchema>

export const itemValueSchema = z.object({
  key: z.string().min(1).max(100),
  value: z.string().max(2000).nullable(),
})
export const editSchema = z.object({
  seen: seenSchema,
  items: z.array(itemValueSchema).max(200),
  claimedFen: fenSchema.nullable(),
})
export type ApplicationEdit = z.infer<typeof editSchema>

export const reasonSchema = z.object({ item: z.string().min(1).max(100), text: textSchema(500) })
export type Reason = z.infer<typeof reasonSchema>
export const instalmentSchema = z.object({
  label: textSchema(50),
  amountFen: fenSchema,
  dueOn: isoDaySchema.nullable(),
})
export const actSchema = z.object({
  seen: seenSchema,
  action: z.string().min(1).max(50),
  comment: textSchema(2000).optional(),
  /** What the office adds to the departments' reasons when it returns an application. */
  reasons: z.array(reasonSchema).max(100).optional(),
  /** With `publicise`: the amount fixed, and how it is paid; one instalment where left out. */
  approvedFen: fenSchema.optional(),
  instalments: z.array(instalmentSchema).min(1).max(12).optional(),
  fundId: idSchema.optional(),
})
export type CaseAct = z.infer<typeof actSchema>
export const partSchema = z.object({
  seen: seenSchema,
  verdict: z.enum(['agreed', 'objected']),
  reasons: z.array(reasonSchema).max(100).default([]),
  comment: textSchema(2000).optional(),
})
export type PartAnswer = z.infer<typeof partSchema>

const wordsSchema = z.object({ zh: z.string(), en: z.string() })
export const lifePictureSchema = z.object({
  title: wordsSchema,
  version: z.number().int(),
  initial: z.string(),
  current: z.string(),
  passed: z.array(z.string()),
  states: z.array(
    z.object({
      id: z.string(),
      title: wordsSchema,
      kind: z.enum(['open', 'done', 'dropped']),
      workingDays: z.number().int().nullable(),
      parts: z.array(
        z.object({
          id: z.string(),
          title: wordsSchema,
          mark: z.enum(['open', 'agreed', 'objected', 'done']),
        }),
      ),
    }),
  ),
  actions: z.array(
    z.object({ id: z.string(), title: wordsSchema, from: z.array(z.string()), to: z.string() }),
  ),
})
export type LifePicture = z.infer<typeof lifePictureSchema>

export const historyLineSchema = z.object({
  ordinal: z.number().int(),
  kind: z.string(),
  text: z.string(),
  by: z.string(),
  at: z.string(),
  verdict: z.enum(['agreed', 'objected']).nullable(),
  comment: z.string().nullable(),
  reasons: z.array(z.object({ item: z.string(), label: z.string(), text: z.string() })),
})
export const lifeSchema = z.object({
  id: idSchema,
  seen: z.number().int(),
  title: z.string(),
  state: z.string(),
  stateTitle: z.string(),
  stateKind: z.enum(['open', 'done', 'dropped']),
  dueOn: z.string().nullable(),
  /** Whether the calendar of the due day's year was published when it was counted. */
  isDueCertain: z.boolean(),
  light: z.enum(['none', 'green', 'yellow', 'red']),
  overdueWorkingDays: z.number().int(),
  picture: lifePictureSchema,
  history: z.array(historyLineSchema),
  offers: z.object({
    actions: z.array(
      z.object({
        name: z.string(),
        title: z.string(),
        needsComment: z.boolean(),
        needs: z.array(z.string()),
        blockedBy: z.array(z.string()),
      }),
    ),
    parts: z.array(z.object({ id: z.string(), title: z.string() })),
  }),
})
export type LifeAnswer = z.infer<typeof lifeSchema>

export const originSchema = z
  .object({ kind: z.enum(['held', 'applicant']), source: z.string(), asOf: z.string().nullable() })
  .nullable()
export const itemSchema = z.object({
  key: z.string(),
  label: z.string(),
  type: z.string(),
  unit: z.string().nullable(),
  supplier: z.string().nullable(),
  values: z.array(z.string()).nullable(),
  value: z.string().nullable(),
  origin: originSchema,
  /** What the city holds, where the applicant states something else. */
  heldValue: z.string().nullable(),
})
export type ApplicationItem = z.infer<typeof itemSchema>

export const payoutSchema = z.object({
  id: idSchema,
  instalment: z.number().int(),
  label: z.string(),
  amountFen: z.string(),
  dueOn: z.string().nullable(),
  status: z.enum(['planned', 'ordered', 'paid', 'cancelled']),
  paidOn: z.string().nullable(),
  voucher: z.string().nullable(),
  recoveredFen: z.string(),
})
export type Payout = z.infer<typeof payoutSchema>

export const applicationSchema = z.object({
  life: lifeSchema,
  dataset: z.enum(['held', 'demo']),
  city: z.string(),
  organisation: z.object({ id: idSchema, name: z.string() }),
  policy: z.object({
    id: z.string(),
    title: z.string(),
    version: z.number().int().nullable(),
    clauseId: z.string(),
    clauseTitle: z.string(),
    text: z.string(),
  }),
  /** The call of a programme that it answers; null where it answers none. */
  call: z.object({ id: idSchema, title: z.string(), subject: z.string(), closesOn: z.string() }).nullable(),
  items: z.array(itemSchema),
  claimedFen: shownFen,
  /** Computed by the rules from what is stated: `verdict` null where it was not computed yet. */
  computed: z.object({
    verdict: z.string().nullable(),
    amountFen: shownFen,
    /** 上限: the most that may be granted, never a promise. */
    ceilingFen: shownFen,
    arithmetic: z.array(z.string()),
    missing: z.array(z.string()),
    /** The day whose facts and rules counted: that of the first submission; null while it is a draft. */
    on: z.string().nullable(),
  }),
  /** Claimed less computed; null where one of them is unknown. */
  differenceFen: z.string().nullable(),
  approvedFen: shownFen,
  approvedBy: z.string().nullable(),
  payouts: z.array(payoutSchema),
  documents: z.array(
    z.object({
      id: z.string(),
      kind: z.string(),
      fileName: z.string(),
      byteCount: z.number(),
      uploadedAt: z.string(),
    }),
  ),
})
export type Application = z.infer<typeof applicationSchema>

export const caseLineSchema = z.object({
  id: idSchema,
  title: z.string(),
  organisation: z.object({ id: idSchema, name: z.string() }).nullable(),
  state: z.string(),
  stateTitle: z.string(),
  stateKind: z.enum(['open', 'done', 'dropped']),
  dueOn: z.string().nullable(),
  light: z.enum(['none', 'green', 'yellow', 'red']),
  changedAt: z.string(),
  claimedFen: shownFen,
  computedFen: shownFen,
  ceilingFen: shownFen,
  approvedFen: shownFen,
  isMine: z.boolean(),
})
export const caseListSchema = z.object({
  asOf: z.string(),
  states: z.array(z.object({ id: z.string(), title: z.string(), kind: z.enum(['open', 'done', 'dropped']) })),
  items: z.array(caseLineSchema),
})
export type CaseLine = z.infer<typeof caseLineSchema>
export type CaseList = z.infer<typeof caseListSchema>

export const paymentSchema = z.object({ paidOn: isoDaySchema, voucher: textSchema(60) })
export const recoverySchema = z.object({
  amountFen: fenSchema,
  receivedOn: isoDaySchema,
  reason: textSchema(500),
})

export const partDepartmentsSchema = z.object({
  parts: z.array(
    z.object({
      part: z.string(),
      title: z.string(),
      department: z.object({ id: idSchema, name: z.string() }).nullable(),
    }),
  ),
})
export const assignPartSchema = z.object({
  city: cityCodeSchema,
  dataset: datasetSchema,
  part: z.string().regex(/^[a-z][a-z0-9_]*$/),
  organisationId: idSchema,
})

export const accountInputSchema = z.object({
  dataset: datasetSchema,
  accountName: textSchema(100),
  bank: textSchema(100),
  accountNo: z.string().regex(/^\d{6,30}$/),
})
export type AccountInput = z.infer<typeof accountInputSchema>
export const accountSchema = z.object({
  account: z
    .object({
      id: idSchema,
      accountName: z.string(),
      bank: z.string(),
      accountNo: z.string(),
      confirmedAt: z.string(),
    })
    .nullable(),
})
