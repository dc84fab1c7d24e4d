import { z } from '@hono/zod-openapi'
import { accessRouter, idSchema, jsonAnswer, jsonBody, permittedRoute } from '../../access/index.ts'
import { joinRecordSchema, mergeSchema, partSchema, splitSchema, undoSchema } from '../model.ts'
import * as service from '../service/joins.ts'
import { listParts } from '../service/parts.ts'

const params = z.object({ id: idSchema })
const postMerge = permittedRoute('registry.edit', {
  method: 'post',
  path: '/api/organisations/merge',
  request: jsonBody(mergeSchema),
  responses: { 200: jsonAnswer(joinRecordSchema, 'what was merged; can be undone') },
})
const postSplit = permittedRoute('registry.edit', {
  method: 'post',
  path: '/api/organisations/{id}/split',
  request: { params, ...jsonBody(splitSchema) },
  responses: { 200: jsonAnswer(joinRecordSchema, 'what came out; can be undone') },
})
const getParts = permittedRoute('registry.edit', {
  method: 'get',
  path: '/api/organisations/{id}/parts',
  request: { params },
  responses: {
    200: jsonAnswer(z.object({ items: z.array(partSchema) }), 'what hangs on it, over all rooms'),
  },
})
const getJoins = permittedRoute('registry.edit', {
  method: 'get',
  path: '/api/organisations/{id}/joins',
  request: { params },
  responses: { 200: jsonAnswer(z.object({ items: z.array(joinRecordSchema) }), 'merges and splits') },
})
const postUndo = permittedRoute('registry.edit', {
  method: 'post',
  path: '/api/joins/{id}/undo',
  request: { params, ...jsonBody(undoSchema) },
  responses: { 200: jsonAnswer(joinRecordSchema, 'undone') },
})

/** Merging and splitting by hand over HTTP. */
export function joinRoutes() {
  const router = accessRouter()
  router.openapi(postMerge, async (c) =>
    c.json(await service.mergeOrganisations(c.get('ctx'), c.req.valid('json')), 200),
  )
  router.openapi(postSplit, async (c) =>
    c.json(await service.splitOrganisation(c.get('ctx'), c.req.valid('param').id, c.req.valid('json')), 200),
  )
  router.openapi(getParts, async (c) =>
    c.json({ items: await listParts(c.get('ctx'), c.req.valid('param').id) }, 200),
  )
  router.openapi(getJoins, async (c) =>
    c.json({ items: await service.listJoins(c.get('ctx'), c.req.valid('param').id) }, 200),
  )
  router.openapi(postUndo, async (c) =>
    c.json(await service.undoJoin(c.get('ctx'), c.req.valid('param').id, c.req.valid('json').reason), 200),
  )
  return router
}
