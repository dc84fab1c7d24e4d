import { z } from '@hono/zod-openapi'
import { accessRouter, idSchema, jsonAnswer, jsonBody, permittedRoute } from '../../access/index.ts'
import * as m from '../model.ts'
import * as cadres from '../service/cadres.ts'

const path = '/api/programmes/cadres' as const
const params = z.object({ id: idSchema })
const detail = { 200: jsonAnswer(m.cadreDetailSchema, 'the assignment with its log') }

const list = permittedRoute('programmes.read', {
  method: 'get',
  path,
  request: { query: m.cadreQuerySchema },
  responses: { 200: jsonAnswer(m.cadreListSchema, 'those that hold first') },
})
const assign = permittedRoute('programmes.manage', {
  method: 'post',
  path,
  request: jsonBody(m.newCadreSchema),
  responses: { 201: jsonAnswer(z.object({ isNew: z.boolean() }), 'the same that holds already is left') },
})
const assignMany = permittedRoute('programmes.manage', {
  method: 'post',
  path: `${path}/lines`,
  request: jsonBody(m.cadreLinesSchema),
  responses: { 200: jsonAnswer(m.cadreLinesAnswerSchema, 'nothing is written while a line has a fault') },
})
const read = permittedRoute('programmes.read', {
  method: 'get',
  path: `${path}/{id}`,
  request: { params },
  responses: detail,
})
const end = permittedRoute('programmes.manage', {
  method: 'post',
  path: `${path}/{id}/end`,
  request: { params, ...jsonBody(m.endCadreSchema) },
  responses: detail,
})
const contact = permittedRoute('programmes.report', {
  method: 'post',
  path: `${path}/{id}/contacts`,
  request: { params, ...jsonBody(m.newContactSchema) },
  responses: detail,
})

/** Cadres assigned to firms over HTTP. */
export function cadreRoutes() {
  const router = accessRouter()
  router.openapi(list, async (c) => c.json(await cadres.listCadres(c.get('ctx'), c.req.valid('query')), 200))
  router.openapi(assign, async (c) =>
    c.json(await cadres.assignCadre(c.get('ctx'), c.req.valid('json')), 201),
  )
  router.openapi(assignMany, async (c) =>
    c.json(await cadres.assignCadres(c.get('ctx'), c.req.valid('json')), 200),
  )
  router.openapi(read, async (c) => c.json(await cadres.getCadre(c.get('ctx'), c.req.valid('param').id), 200))
  router.openapi(end, async (c) =>
    c.json(await cadres.endCadre(c.get('ctx'), c.req.valid('param').id, c.req.valid('json')), 200),
  )
  router.openapi(contact, async (c) =>
    c.json(await cadres.logContact(c.get('ctx'), c.req.valid('param').id, c.req.valid('json')), 200),
  )
  return router
}
