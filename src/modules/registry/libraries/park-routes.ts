import { z } from '@hono/zod-openapi'
import {
  accessRouter,
  type Context,
  cityCodeSchema,
  datasetSchema,
  idSchema,
  itemsOf,
  jsonAnswer,
  jsonBody,
  permittedRoute,
} from '../../access/index.ts'
import * as model from '../model.ts'
import * as history from './service/park-history.ts'
import * as parks from './service/parks.ts'

const byId = z.object({ id: idSchema })
const byPart = byId.extend({ partId: idSchema })
const byChange = byId.extend({ changeId: idSchema })
const ctxOf = (c: { get(key: 'ctx'): Context }) => c.get('ctx')
const park = { 200: jsonAnswer(model.parkSchema, 'the park as it is now') }

const getParks = permittedRoute('registry.read', {
  method: 'get',
  path: '/api/parks',
  request: { query: z.object({ dataset: datasetSchema, city: cityCodeSchema }) },
  responses: {
    200: jsonAnswer(itemsOf(model.parkItemSchema), 'the parks of a city and what of them is free'),
  },
})
const getPark = permittedRoute('registry.read', {
  method: 'get',
  path: '/api/parks/{id}',
  request: { params: byId },
  responses: park,
})
const postPark = permittedRoute('libraries.write', {
  method: 'post',
  path: '/api/parks',
  request: jsonBody(model.newParkSchema),
  responses: { 201: jsonAnswer(model.parkSchema, 'the new park') },
})
const patchPark = permittedRoute('libraries.write', {
  method: 'patch',
  path: '/api/parks/{id}',
  request: { params: byId, ...jsonBody(model.parkChangeSchema) },
  responses: park,
})
const putPart = permittedRoute('libraries.write', {
  method: 'put',
  path: '/api/parks/{id}/parts',
  request: { params: byId, ...jsonBody(model.newParkPartSchema) },
  responses: park,
})
const getHistory = permittedRoute('registry.read', {
  method: 'get',
  path: '/api/parks/{id}/history',
  request: { params: byId },
  responses: {
    200: jsonAnswer(itemsOf(model.parkHistorySchema), 'all that was told of a park, newest first'),
  },
})
const postPartUndo = permittedRoute('libraries.write', {
  method: 'post',
  path: '/api/parks/{id}/parts/{partId}/undo',
  request: { params: byPart, ...jsonBody(model.parkUndoSchema) },
  responses: park,
})
const postChangeUndo = permittedRoute('libraries.write', {
  method: 'post',
  path: '/api/parks/{id}/changes/{changeId}/undo',
  request: { params: byChange, ...jsonBody(model.parkUndoSchema) },
  responses: park,
})

/** Parks over HTTP. */
export function parkRoutes() {
  const router = accessRouter()
  router.openapi(getParks, async (c) =>
    c.json({ items: await parks.listParks(ctxOf(c), c.req.valid('query')) }, 200),
  )
  router.openapi(getPark, async (c) => c.json(await parks.getPark(ctxOf(c), c.req.valid('param').id), 200))
  router.openapi(postPark, async (c) => c.json(await parks.addPark(ctxOf(c), c.req.valid('json')), 201))
  router.openapi(patchPark, async (c) =>
    c.json(await history.changePark(ctxOf(c), c.req.valid('param').id, c.req.valid('json')), 200),
  )
  router.openapi(putPart, async (c) =>
    c.json(await parks.putParkPart(ctxOf(c), c.req.valid('param').id, c.req.valid('json')), 200),
  )
  router.openapi(getHistory, async (c) =>
    c.json({ items: await history.listParkHistory(ctxOf(c), c.req.valid('param').id) }, 200),
  )
  router.openapi(postPartUndo, async (c) => {
    const { id, partId } = c.req.valid('param')
    return c.json(await history.undoParkPart(ctxOf(c), id, partId, c.req.valid('json').reason), 200)
  })
  router.openapi(postChangeUndo, async (c) => {
    const { id, changeId } = c.req.valid('param')
    return c.json(await history.undoParkChange(ctxOf(c), id, changeId, c.req.valid('json').reason), 200)
  })
  return router
}
