import { z } from '@hono/zod-openapi'
import { cityCodeSchema, idSchema, roleSchema, textSchema } from './basics.ts'

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
