import { z } from '@hono/zod-openapi'
import { idSchema, orgRightSchema, roleSchema, textSchema } from '../../access/model.ts'

export const claimStates = ['waiting', 'approved', 'refused', 'withdrawn'] as const
export type ClaimState = (typeof claimStates)[number]

/** What a claim says besides its proof: whose firm, who claims it, how to reach them. */
export const newClaimSchema = z.object({
  creditCode: z.string().trim().min(1).max(40),
  personName: textSchema(50),
  post: textSchema(50).optional(),
  phone: z
    .string()
    .trim()
    .regex(/^\+?[\d -]{5,20}$/),
})
export const claimFormSchema = newClaimSchema.extend({
  proof: z.instanceof(File).openapi({ type: 'string', format: 'binary' }),
})
export type NewClaim = z.infer<typeof newClaimSchema>

export const claimSchema = z.object({
  id: idSchema,
  organisationId: idSchema,
  organisationName: z.string(),
  creditCode: z.string(),
  personName: z.string(),
  post: z.string().nullable(),
  phone: z.string(),
  state: z.enum(claimStates),
  dueOn: z.string().nullable(),
  reason: z.string().nullable(),
  createdAt: z.string(),
  decidedAt: z.string().nullable(),
  /** People of the firm who administer it already: a further one joins as editor or reader. */
  administrators: z.number().int(),
  proofs: z.array(
    z.object({ id: idSchema, fileName: z.string(), mediaType: z.string(), byteCount: z.number().int() }),
  ),
})
export type Claim = z.infer<typeof claimSchema>
export const claimListSchema = z.object({ items: z.array(claimSchema) })

export const claimDecisionSchema = z.discriminatedUnion('decision', [
  z.object({
    decision: z.literal('approve'),
    orgRight: orgRightSchema.default('administrator'),
    role: roleSchema.extract(['firm', 'leading_firm', 'institute', 'bank', 'provider']).default('firm'),
  }),
  z.object({ decision: z.literal('refuse'), reason: textSchema(500) }),
])
export type ClaimDecision = z.infer<typeof claimDecisionSchema>
