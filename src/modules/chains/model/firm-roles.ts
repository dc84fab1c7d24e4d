import { z } from '@hono/zod-openapi'
import { idSchema, textSchema } from '../../access/model.ts'

/** 链主, 骨干, 高成长, 配套: the tiers of a chain, from the top. */
export const firmRoles = ['master', 'backbone', 'high_growth', 'supporting'] as const
export const newFirmRoleSchema = z
  .object({
    chainId: z.string().min(1).max(60),
    role: z.enum(firmRoles),
    validFrom: z.iso.date().nullable().default(null),
    validTo: z.iso.date().nullable().default(null),
    evidence: textSchema(500),
    source: textSchema(300),
  })
  .refine(({ validFrom, validTo }) => !validFrom || !validTo || validFrom <= validTo, {
    message: 'ends_before_start',
  })
export type NewFirmRole = z.infer<typeof newFirmRoleSchema>
export const firmRoleSchema = z.object({
  id: idSchema,
  chainId: z.string(),
  role: z.enum(firmRoles),
  validFrom: z.string().nullable(),
  validTo: z.string().nullable(),
  evidence: z.string(),
  source: z.string(),
  recordedBy: z.string(),
})
export type FirmRole = z.infer<typeof firmRoleSchema>

/** The last day on which a role held, and by what that is known. */
export const endFirmRoleSchema = z.object({
  validTo: z.iso.date(),
  evidence: textSchema(500),
  source: textSchema(300),
})
export type EndFirmRole = z.infer<typeof endFirmRoleSchema>

const tierMemberSchema = firmRoleSchema.omit({ chainId: true, role: true }).extend({
  organisationId: idSchema,
  name: z.string(),
  cityName: z.string().nullable(),
})
/** The tiers of a chain from the top, on one day: who holds each role, and who held it before. */
export const chainTiersSchema = z.object({
  on: z.string(),
  /** As the newest edition that names it calls it, also where today's catalogue does not. */
  name: z.object({ zh: z.string(), en: z.string() }),
  tiers: z.array(
    z.object({
      role: z.enum(firmRoles),
      holders: z.array(tierMemberSchema),
      former: z.array(tierMemberSchema),
    }),
  ),
})
export type ChainTiers = z.infer<typeof chainTiersSchema>
export type TierMember = z.infer<typeof tierMemberSchema>
