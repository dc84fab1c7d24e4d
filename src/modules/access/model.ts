import { z } from '@hono/zod-openapi'

export const roles = [
  'administrator',
  'chain_office',
  'chain_leader',
  'department',
  'park',
  'firm',
  'leading_firm',
  'institute',
  'bank',
  'provider',
  'auditor',
] as const
export const roleSchema = z.enum(roles)
export type Role = z.infer<typeof roleSchema>

/** The held register or the invented demo city; the two never meet in one figure. */
export const datasetSchema = z.enum(['held', 'demo']).default('held')
export type Dataset = 'held' | 'demo'

/** A database key as it travels: decimal digits, so that no reader rounds it. */
export const idSchema = z.string().regex(/^[1-9]\d{0,17}$/)
/** GB/T 2260 code of a place, six digits. */
export const cityCodeSchema = z.string().regex(/^\d{6}$/)
/** Text that PostgreSQL can hold. */
export const textSchema = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine((text) => !text.includes('\u0000') && text.isWellFormed(), { message: 'text_not_storable' })

/** Who acts. `system` is the program itself, never a person. */
export type Actor = {
  readonly userId: string | null
  readonly userName: string
  readonly displayName: string
  readonly role: Role | 'system'
  readonly organisationId: string | null
  readonly organisationName: string | null
  readonly cityCode: string | null
  readonly mustChangePassword?: boolean
}

export const signInSchema = z.object({ userName: textSchema(100), password: z.string().min(1).max(200) })
export const passwordChangeSchema = z.object({
  current: z.string().min(1).max(200),
  next: z.string().min(10).max(200),
})
export const newUserSchema = z.object({
  userName: z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N}._-]{1,49}$/u),
  displayName: textSchema(100),
  role: roleSchema,
  organisationId: idSchema.nullish(),
  cityCode: cityCodeSchema.nullish(),
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
})
export const userSchema = actorSchema.omit({ mustChangePassword: true }).extend({
  userId: z.string(),
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

export const auditEntrySchema = z.object({
  seq: z.number().int(),
  at: z.string(),
  userName: z.string(),
  role: z.string(),
  action: z.string(),
  subject: z.string(),
  detail: z.record(z.string(), z.unknown()),
  confidential: z.boolean(),
  digest: z.string(),
})
export type AuditEntry = z.infer<typeof auditEntrySchema>
export const auditVerdictSchema = z.object({
  ok: z.boolean(),
  entries: z.number().int(),
  head: z.string(),
  firstBad: z.object({ seq: z.number().int(), kind: z.enum(['changed', 'removed', 'cut_off']) }).nullable(),
})
export type AuditVerdict = z.infer<typeof auditVerdictSchema>
