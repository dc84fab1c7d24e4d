import { z } from '@hono/zod-openapi'
import {
  accessRouter,
  type Context,
  idSchema,
  jsonAnswer,
  jsonBody,
  permittedRoute,
} from '../../access/index.ts'
import * as model from '../model.ts'
import * as leading from './service/leading-firms.ts'

const byId = z.object({ id: idSchema })
const ctxOf = (c: { get(key: 'ctx'): Context }) => c.get('ctx')
const list = { 200: jsonAnswer(model.leadingListSchema, 'the list of that year as it is now') }

const getList = permittedRoute('libraries.read', {
  method: 'get',
  path: '/api/leading-firms',
  request: { query: model.leadingQuerySchema },
  responses: list,
})
const postFirm = permittedRoute('libraries.settle', {
  method: 'post',
  path: '/api/leading-firms',
  request: jsonBody(model.newLeadingFirmSchema),
  responses: list,
})
const postCarry = permittedRoute('libraries.settle', {
  method: 'post',
  path: '/api/leading-firms/carry',
  request: jsonBody(model.leadingCarrySchema),
  responses: list,
})
const putTarget = permittedRoute('libraries.settle', {
  method: 'put',
  path: '/api/leading-firms/{id}/targets',
  request: { params: byId, ...jsonBody(model.leadingTargetInputSchema) },
  responses: list,
})
const postEnd = permittedRoute('libraries.settle', {
  method: 'post',
  path: '/api/leading-firms/{id}/end',
  request: { params: byId, ...jsonBody(model.leadingEndSchema) },
  responses: list,
})

/** Leading and backbone firms over HTTP. */
export function leadingRoutes() {
  const router = accessRouter()
  router.openapi(getList, async (c) =>
    c.json(await leading.listLeadingFirms(ctxOf(c), c.req.valid('query')), 200),
  )
  router.openapi(postFirm, async (c) =>
    c.json(await leading.addLeadingFirm(ctxOf(c), c.req.valid('json')), 200),
  )
  router.openapi(postCarry, async (c) =>
    c.json(await leading.carryLeadingFirms(ctxOf(c), c.req.valid('json')), 200),
  )
  router.openapi(putTarget, async (c) =>
    c.json(await leading.setLeadingTarget(ctxOf(c), c.req.valid('param').id, c.req.valid('json')), 200),
  )
  router.openapi(postEnd, async (c) =>
    c.json(await leading.endLeadingFirm(ctxOf(c), c.req.valid('param').id, c.req.valid('json').reason), 200),
  )
  return router
}
