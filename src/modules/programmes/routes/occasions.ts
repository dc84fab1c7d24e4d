import { z } from '@hono/zod-openapi'
import {
  accessRouter,
  formBody,
  idSchema,
  itemsOf,
  jsonAnswer,
  jsonBody,
  permittedRoute,
} from '../../access/index.ts'
import * as m from '../model.ts'
import * as acts from '../service/act-on-occasion.ts'
import { getOccasion, listOccasions } from '../service/occasions.ts'
import { bytesOf, fileSchema } from './form-file.ts'

const path = '/api/programmes/occasions' as const
const params = z.object({ id: idSchema })
const detail = { 200: jsonAnswer(m.occasionDetailSchema, 'the meeting or visit as it stands now') }
const list = permittedRoute('programmes.read', {
  method: 'get',
  path,
  request: { query: m.occasionQuerySchema },
  responses: { 200: jsonAnswer(itemsOf(m.occasionSummarySchema), 'newest first') },
})
const create = permittedRoute('programmes.manage', {
  method: 'post',
  path,
  request: jsonBody(m.newOccasionSchema),
  responses: { 201: jsonAnswer(z.object({ id: idSchema, isNew: z.boolean() }), 'made once') },
})
const read = permittedRoute('programmes.read', {
  method: 'get',
  path: `${path}/{id}`,
  request: { params },
  responses: detail,
})
const change = permittedRoute('programmes.manage', {
  method: 'put',
  path: `${path}/{id}`,
  request: { params, ...jsonBody(m.occasionChangeSchema) },
  responses: detail,
})
const cancel = permittedRoute('programmes.manage', {
  method: 'post',
  path: `${path}/{id}/cancel`,
  request: { params, ...jsonBody(m.occasionCancelSchema) },
  responses: detail,
})
const file = permittedRoute('programmes.manage', {
  method: 'post',
  path: `${path}/{id}/files`,
  request: { params, ...formBody(fileSchema) },
  responses: detail,
})
const point = permittedRoute('programmes.manage', {
  method: 'post',
  path: `${path}/{id}/points`,
  request: { params, ...jsonBody(m.newPointSchema) },
  responses: detail,
})
const settle = permittedRoute('programmes.manage', {
  method: 'post',
  path: `${path}/{id}/points/{pointId}/settle`,
  request: { params: params.extend({ pointId: idSchema }), ...jsonBody(m.settlePointSchema) },
  responses: detail,
})

/** Meetings, breakfasts and visits over HTTP. */
export function occasionRoutes() {
  const router = accessRouter()
  router.openapi(list, async (c) => c.json(await listOccasions(c.get('ctx'), c.req.valid('query')), 200))
  router.openapi(create, async (c) =>
    c.json(await acts.createOccasion(c.get('ctx'), c.req.valid('json')), 201),
  )
  router.openapi(read, async (c) => c.json(await getOccasion(c.get('ctx'), c.req.valid('param').id), 200))
  router.openapi(change, async (c) =>
    c.json(await acts.changeOccasion(c.get('ctx'), c.req.valid('param').id, c.req.valid('json')), 200),
  )
  router.openapi(cancel, async (c) =>
    c.json(await acts.cancelOccasion(c.get('ctx'), c.req.valid('param').id, c.req.valid('json')), 200),
  )
  router.openapi(file, async (c) => {
    const kept = await bytesOf(c.req.valid('form').file)
    return c.json(await acts.addOccasionFile(c.get('ctx'), c.req.valid('param').id, kept), 200)
  })
  router.openapi(point, async (c) =>
    c.json(await acts.addPoint(c.get('ctx'), c.req.valid('param').id, c.req.valid('json')), 200),
  )
  router.openapi(settle, async (c) => {
    const { id, pointId } = c.req.valid('param')
    return c.json(await acts.settlePoint(c.get('ctx'), id, pointId, c.req.valid('json')), 200)
  })
  return router
}
