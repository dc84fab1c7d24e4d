import { z } from '@hono/zod-openapi'

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
