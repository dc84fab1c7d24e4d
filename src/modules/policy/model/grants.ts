import { z } from '@hono/zod-openapi'
import { cityCodeSchema, datasetSchema, idSchema, textSchema } from '../../access/model.ts'
import { accountInputSchema, lifeSchema, payoutSchema, requestKeySchema, seenSchema } from './applications.ts'
import { policyIdSchema } from './library.ts'

export const readinessSchema = z.object({
  asOf: z.string(),
  firms: z.number().int(),
  clauses: z.array(
    z.object({
      policyId: z.string(),
      policyTitle: z.string(),
      clauseId: z.string(),
      title: z.string(),
      isReady: z.boolean(),
      /** What blocks it, in words; empty when ready. */
      obstacles: z.array(z.object({ kind: z.string(), name: z.string(), text: z.string() })),
      /** Of the firms of the city, how many have every fact of the clause held. */
      decided: z.number().int(),
      entitled: z.number().int(),
    }),
  ),
})
export type GrantReadiness = z.infer<typeof readinessSchema>

export const newGrantSchema = z.object({
  city: cityCodeSchema,
  dataset: datasetSchema,
  policyId: policyIdSchema,
  clauseId: z.string().min(1).max(100),
  requestKey: requestKeySchema,
  fundId: idSchema.optional(),
})
export type NewGrant = z.infer<typeof newGrantSchema>

export const grantLineSchema = z.object({
  id: idSchema,
  organisationId: idSchema,
  name: z.string(),
  creditCode: z.string().nullable(),
  amountFen: z.string(),
  arithmetic: z.array(z.string()),
  status: z.enum(['listed', 'confirmed', 'excluded', 'offered', 'accepted', 'refused', 'ordered', 'paid']),
  excludedReason: z.string().nullable(),
  acceptedAt: z.string().nullable(),
  hasAccount: z.boolean(),
  payout: payoutSchema.nullable(),
})
export type GrantLine = z.infer<typeof grantLineSchema>

export const grantSchema = z.object({
  life: lifeSchema,
  dataset: z.enum(['held', 'demo']),
  city: z.string(),
  policyId: z.string(),
  clauseId: z.string(),
  basis: z.string(),
  onDate: z.string(),
  /** Firms by verdict when the list was made; `alreadyGranted` were left out because they have it this year. */
  counts: z.record(z.string(), z.number().int()),
  lines: z.array(grantLineSchema),
  totalFen: z.string(),
  acceptedFen: z.string(),
  paidFen: z.string(),
  paymentLists: z.array(
    z.object({ id: idSchema, title: z.string(), totalFen: z.string(), madeAt: z.string() }),
  ),
})
export type Grant = z.infer<typeof grantSchema>

export const grantListSchema = z.object({
  items: z.array(
    z.object({
      id: idSchema,
      title: z.string(),
      state: z.string(),
      stateTitle: z.string(),
      dueOn: z.string().nullable(),
      lines: z.number().int(),
      totalFen: z.string(),
      changedAt: z.string(),
    }),
  ),
})
export type GrantList = z.infer<typeof grantListSchema>

export const exclusionSchema = z.object({
  seen: seenSchema,
  lineIds: z.array(idSchema).min(1).max(5000),
  reason: textSchema(500),
})
export const offerListSchema = z.object({
  items: z.array(
    z.object({
      id: idSchema,
      title: z.string(),
      basis: z.string(),
      amountFen: z.string(),
      arithmetic: z.array(z.string()),
      status: z.enum(['offered', 'accepted', 'refused', 'ordered', 'paid']),
      isOpen: z.boolean(),
      paidOn: z.string().nullable(),
    }),
  ),
})
export type OfferList = z.infer<typeof offerListSchema>
/** One act: yes with the account to be paid to (the one that stands, where left out), or no. */
export const acceptanceSchema = z.object({
  accept: z.boolean(),
  account: accountInputSchema.omit({ dataset: true }).optional(),
})
export type Acceptance = z.infer<typeof acceptanceSchema>
