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

/** What a person may do within their own organisation; a reader changes nothing there. */
export const orgRights = ['administrator', 'editor', 'reader'] as const
export const orgRightSchema = z.enum(orgRights)
export type OrgRight = z.infer<typeof orgRightSchema>

/** Roles whose people act for an organisation of the register. */
export const organisationRoles = [
  'firm',
  'leading_firm',
  'institute',
  'bank',
  'provider',
] as const satisfies readonly Role[]

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
  readonly orgRight?: OrgRight
  /** Signed up by itself: an office has not approved its claim yet. */
  readonly isWaiting?: boolean
  /** The role asks for a second factor and the account has none yet. */
  readonly mustSetUpSecondFactor?: boolean
  /** What a key for programs may do at most; absent for a person at a page. */
  readonly scope?: readonly string[]
}
