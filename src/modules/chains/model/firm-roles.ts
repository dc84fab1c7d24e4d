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
