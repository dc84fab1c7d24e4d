import { z } from '@hono/zod-openapi'
import { AppError } from '../../../kernel/errors.ts'
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
import * as cadres from '../service/cadres.ts'
import { getOccasion, listOccasions } from '../service/occasions.ts'

const path = '/api/programmes/occasions' as const
const cadrePath = '/api/programmes/cadres' as const
const params = z.object({ id: idSchema })
const detail = { 200: jsonAnswer(m.occasionDetailSchema, 'the meeting or visit as it stands now') }
const cadreDetail = { 200: jsonAnswer(m.cadreDetailSchema, 'the assignment with its log') }
export const fileSchema = z.object({
  file: z.custom<File>((value) => value instanceof File).openapi({ type: 'string', format: 'binary' }),
})

/** The bytes of a form's file. */
export async function bytesOf(file: unknown): Promise<{ fileName: string; bytes: Buffer }> {
  if (!(file instanceof File)) throw new AppError('invalid', 'programmes.file_missing')
  return { fileName: file.name, bytes: Buffer.from(await file.arrayBuffer()) }
}

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

const listOfCadres = permittedRoute('programmes.read', {
  method: 'get',
  path: cadrePath,
  request: { query: m.cadreQuerySchema },
  responses: { 200: jsonAnswer(m.cadreListSchema, 'those that hold first') },
})
const assign = permittedRoute('programmes.manage', {
  method: 'post',
  path: cadrePath,
  request: jsonBody(m.newCadreSchema),
  responses: { 201: jsonAnswer(z.object({ isNew: z.boolean() }), 'the same that holds already is left') },
})
const assignMany = permittedRoute('programmes.manage', {
  method: 'post',
  path: `${cadrePath}/lines`,
  request: jsonBody(m.cadreLinesSchema),
  responses: { 200: jsonAnswer(m.cadreLinesAnswerSchema, 'nothing is written while a line has a fault') },
})
const readCadre = permittedRoute('programmes.read', {
  method: 'get',
  path: `${cadrePath}/{id}`,
  request: { params },
  responses: cadreDetail,
})
const end = permittedRoute('programmes.manage', {
  method: 'post',
  path: `${cadrePath}/{id}/end`,
  request: { params, ...jsonBody(m.endCadreSchema) },
  responses: cadreDetail,
})
const contact = permittedRoute('programmes.report', {
  method: 'post',
  path: `${cadrePath}/{id}/contacts`,
  request: { params, ...jsonBody(m.newContactSchema) },
  responses: cadreDetail,
})

/** Cadres assigned to firms over HTTP. */
export function cadreRoutes() {
  const router = accessRouter()
  router.openapi(listOfCadres, async (c) =>
    c.json(await cadres.listCadres(c.get('ctx'), c.req.valid('query')), 200),
  )
  router.openapi(assign, async (c) =>
    c.json(await cadres.assignCadre(c.get('ctx'), c.req.valid('json')), 201),
  )
  router.openapi(assignMany, async (c) =>
    c.json(await cadres.assignCadres(c.get('ctx'), c.req.valid('json')), 200),
  )
  router.openapi(readCadre, async (c) =>
    c.json(await cadres.getCadre(c.get('ctx'), c.req.valid('param').id), 200),
  )
  router.openapi(end, async (c) =>
    c.json(await cadres.endCadre(c.get('ctx'), c.req.valid('param').id, c.req.valid('json')), 200),
  )
  router.openapi(contact, async (c) =>
    c.json(await cadres.logContact(c.get('ctx'), c.req.valid('param').id, c.req.valid('json')), 200),
  )
  return router
}
