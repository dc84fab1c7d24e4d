import { z } from '@hono/zod-openapi'
import { cityCodeSchema, idSchema, orgRightSchema, roleSchema, textSchema } from './basics.ts'

const userNameSchema = z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N}._-]{1,49}$/u)

export const signInSchema = z.object({ userName: textSchema(100), password: z.string().min(1).max(200) })
export const passwordChangeSchema = z.object({
  current: z.string().min(1).max(200),
  next: z.string().min(10).max(200),
})
export const newUserSchema = z.object({
  userName: userNameSchema,
  displayName: textSchema(100),
  role: roleSchema,
  organisationId: idSchema.nullish(),
  cityCode: cityCodeSchema.nullish(),
  orgRight: orgRightSchema.optional(),
})
export type NewUser = z.infer<typeof newUserSchema>

export const actorSchema = z.object({
  userId: z.string().nullable(),
  userName: z.string(),
  displayName: z.string(),
  role: roleSchema.or(z.literal('system')),
  organisationId: z.string().nullable(),
  organisationName: z.string().nullable(),
  cityCode: z.string().nullable(),
  mustChangePassword: z.boolean().optional(),
  orgRight: orgRightSchema.optional(),
  isWaiting: z.boolean().optional(),
  mustSetUpSecondFactor: z.boolean().optional(),
})
const notOfUsers = { mustChangePassword: true, isWaiting: true, mustSetUpSecondFactor: true } as const
export const userSchema = actorSchema.omit(notOfUsers).extend({
  userId: z.string(),
  role: roleSchema,
  orgRight: orgRightSchema,
  disabledAt: z.string().nullable(),
})
export type User = z.infer<typeof userSchema>

export const sessionSchema = z.object({
  actor: actorSchema,
  permissions: z.array(z.string()),
  cities: z.array(z.object({ code: z.string(), name: z.string() })),
  datasets: z.array(
    z.object({
      id: z.enum(['held', 'demo']),
      organisations: z.number().int(),
      relations: z.number().int(),
      asOf: z.string().nullable(),
    }),
  ),
})
export type SessionAnswer = z.infer<typeof sessionSchema>

export const personSchema = userSchema.extend({ mayLookAfter: z.boolean() })
/** Somebody of an organisation, and whether the reader may look after their account. */
export type Person = z.infer<typeof personSchema>

const token = z.string().min(20).max(200)
const newPassword = z.string().min(10).max(200)
export const newInvitationSchema = z.object({
  role: roleSchema,
  organisationId: idSchema.nullish(),
  cityCode: cityCodeSchema.nullish(),
  orgRight: orgRightSchema.default('editor'),
  /** For whom, in one's own words. */
  note: textSchema(200).nullish(),
  days: z.number().int().min(1).max(30).optional(),
})
export type NewInvitation = z.infer<typeof newInvitationSchema>
export const invitationSchema = z.object({
  id: idSchema,
  role: roleSchema,
  organisationId: z.string().nullable(),
  organisationName: z.string().nullable(),
  orgRight: orgRightSchema,
  note: z.string().nullable(),
  invitedBy: z.string(),
  createdAt: z.string(),
  expiresAt: z.string(),
  state: z.enum(['open', 'used', 'revoked', 'expired']),
})
export type Invitation = z.infer<typeof invitationSchema>
export const invitationOfferSchema = invitationSchema.pick({
  role: true,
  organisationName: true,
  orgRight: true,
  expiresAt: true,
})
export type InvitationOffer = z.infer<typeof invitationOfferSchema>
export const invitationTokenSchema = z.object({ token })
export const signUpSchema = z.object({
  userName: userNameSchema,
  displayName: textSchema(100),
  password: newPassword,
})
export const invitationUseSchema = signUpSchema.extend({ token })

export const ownSessionSchema = z.object({
  id: idSchema,
  isCurrent: z.boolean(),
  createdAt: z.string(),
  lastSeenAt: z.string().nullable(),
  expiresAt: z.string(),
  address: z.string().nullable(),
  device: z.string().nullable(),
})
/** One place where somebody is signed in. */
export type OwnSession = z.infer<typeof ownSessionSchema>

export const codeSchema = z.object({ code: z.string().min(6).max(40) })
export const secondFactorStateSchema = z.object({
  confirmedAt: z.string().nullable(),
  isRequired: z.boolean(),
  recoveryCodesLeft: z.number().int(),
})
export type SecondFactorState = z.infer<typeof secondFactorStateSchema>

export const newApiKeySchema = z.object({
  name: textSchema(100),
  permissions: z.array(z.string().max(100)).min(1).max(100),
  days: z.number().int().min(1).max(366),
})
export type NewApiKey = z.infer<typeof newApiKeySchema>
export const apiKeySchema = z.object({
  id: idSchema,
  name: z.string(),
  prefix: z.string(),
  permissions: z.array(z.string()),
  createdAt: z.string(),
  expiresAt: z.string(),
  lastUsedAt: z.string().nullable(),
  revokedAt: z.string().nullable(),
})
export type ApiKey = z.infer<typeof apiKeySchema>
