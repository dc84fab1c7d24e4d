import { z } from '@hono/zod-openapi'
import { accessRouter, idSchema, jsonAnswer, jsonBody, permittedRoute } from '../../access/index.ts'
import * as model from '../model.ts'
import { leaveOutTarget, listPlanTargets, takeUpPlanTargets } from '../service/plan-targets.ts'
import { reinstateDocument, withdrawDocument } from '../service/withdraw-document.ts'

const path = '/api/programmes/documents/{id}' as const
const params = z.object({ id: idSchema })
const targets = jsonAnswer(model.planTargetsSchema, 'the targets of the document and what became of each')

const list = permittedRoute('programmes.read', {
  method: 'get',
  path: `${path}/targets`,
  request: { params },
  responses: { 200: targets },
})
const take = permittedRoute('programmes.manage', {
  method: 'post',
  path: `${path}/targets`,
  request: { params, ...jsonBody(model.takeUpAllSchema) },
  responses: { 200: jsonAnswer(model.takeUpAnswerSchema, 'the targets, and how many are new') },
})
const leave = permittedRoute('programmes.manage', {
  method: 'put',
  path: `${path}/targets/{ordinal}`,
  request: {
    params: params.extend({ ordinal: z.coerce.number().int().min(0).max(100_000) }),
    ...jsonBody(model.leaveOutSchema),
  },
  responses: { 200: targets },
})
const withdraw = permittedRoute('programmes.manage', {
  method: 'post',
  path: `${path}/withdraw`,
  request: { params, ...jsonBody(model.withdrawDocumentSchema) },
  responses: { 200: jsonAnswer(model.documentDetailSchema, 'the document, which counts no more') },
})
const reinstate = permittedRoute('programmes.manage', {
  method: 'post',
  path: `${path}/reinstate`,
  request: { params, ...jsonBody(model.withdrawDocumentSchema) },
  responses: { 200: jsonAnswer(model.documentDetailSchema, 'the document, which counts again') },
})

/** Targets of published documents on their way to the indicators, and documents that are withdrawn. */
export function planTargetRoutes() {
  const router = accessRouter()
  router.openapi(list, async (c) => c.json(await listPlanTargets(c.get('ctx'), c.req.valid('param').id), 200))
  router.openapi(take, async (c) => {
    const { targets: confirmed } = c.req.valid('json')
    return c.json(await takeUpPlanTargets(c.get('ctx'), c.req.valid('param').id, confirmed), 200)
  })
  router.openapi(leave, async (c) => {
    const { id, ordinal } = c.req.valid('param')
    return c.json(await leaveOutTarget(c.get('ctx'), id, ordinal, c.req.valid('json').isLeftOut), 200)
  })
  router.openapi(withdraw, async (c) =>
    c.json(await withdrawDocument(c.get('ctx'), c.req.valid('param').id, c.req.valid('json')), 200),
  )
  router.openapi(reinstate, async (c) =>
    c.json(await reinstateDocument(c.get('ctx'), c.req.valid('param').id, c.req.valid('json')), 200),
  )
  return router
}
