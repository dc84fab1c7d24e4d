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
