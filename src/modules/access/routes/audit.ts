import { z } from '@hono/zod-openapi'
import { auditEntrySchema, auditVerdictSchema } from '../model.ts'
import { type accessRouter, jsonAnswer, permittedRoute } from '../router.ts'
import * as service from '../service.ts'

const auditQuery = z.object({
  before: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  action: z.string().max(100).optional(),
  user: z.string().max(100).optional(),
})
const getAudit = permittedRoute('audit.read', {
  method: 'get',
  path: '/api/audit',
  request: { query: auditQuery },
  responses: {
    200: jsonAnswer(
      z.object({ entries: z.array(auditEntrySchema), nextBefore: z.number().int().nullable() }),
      'newest first',
    ),
  },
})
const getAuditVerdict = permittedRoute('audit.read', {
  method: 'get',
  path: '/api/audit/verify',
  responses: { 200: jsonAnswer(auditVerdictSchema, 'the whole chain, recomputed') },
})

/** Adds the audit trail. */
export function addAuditRoutes(router: ReturnType<typeof accessRouter>) {
  router.openapi(getAudit, async (c) => {
    const { before, limit, action, user } = c.req.valid('query')
    const entries = await service.listAudit(c.get('ctx'), {
      before: before ?? null,
      limit,
      action: action ?? null,
      user: user ?? null,
    })
    const last = entries.at(-1)
    return c.json({ entries, nextBefore: entries.length === limit && last ? last.seq : null }, 200)
  })

  router.openapi(getAuditVerdict, async (c) => c.json(await service.verifyAudit(c.get('ctx')), 200))
  return router
}
