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
import * as entries from './service/entries.ts'
import * as keyFirms from './service/key-firms.ts'
import * as parks from './service/parks.ts'

const scope = z.object({ dataset: datasetSchema, city: cityCodeSchema })
const year = z.coerce.number().int().min(1990).max(2100)
const byId = z.object({ id: idSchema })
const ctxOf = (c: { get(key: 'ctx'): Context }) => c.get('ctx')
const entry = { 200: jsonAnswer(model.entryDetailSchema, 'the entry as it is now') }
const park = { 200: jsonAnswer(model.parkSchema, 'the park as it is now') }

const getKinds = permittedRoute('registry.read', {
  method: 'get',
  path: '/api/library/kinds',
  request: { query: scope },
  responses: {
    200: jsonAnswer(itemsOf(model.kindAnswerSchema), 'the libraries of a city and how much each holds'),
  },
})
const getEntries = permittedRoute('registry.read', {
  method: 'get',
  path: '/api/library/entries',
  request: { query: model.entryQuerySchema },
  responses: { 200: jsonAnswer(itemsOf(model.entrySchema), 'entries of a kind, a city or an organisation') },
})
const getEntry = permittedRoute('registry.read', {
  method: 'get',
  path: '/api/library/entries/{id}',
  request: { params: byId },
  responses: entry,
})
const postEntry = permittedRoute('libraries.write', {
  method: 'post',
  path: '/api/library/entries',
  request: jsonBody(model.newEntrySchema),
  responses: { 201: jsonAnswer(model.entryDetailSchema, 'the new entry') },
})
const postEntryStep = permittedRoute('libraries.write', {
  method: 'post',
  path: '/api/library/entries/{id}/steps',
  request: { params: byId, ...jsonBody(model.lifeActSchema) },
  responses: entry,
})
const postEntryLog = permittedRoute('libraries.write', {
  method: 'post',
  path: '/api/library/entries/{id}/log',
  request: { params: byId, ...jsonBody(model.logSchema) },
  responses: entry,
})
const getParks = permittedRoute('registry.read', {
  method: 'get',
  path: '/api/parks',
  request: { query: scope },
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
const putPart = permittedRoute('libraries.write', {
  method: 'put',
  path: '/api/parks/{id}/parts',
  request: { params: byId, ...jsonBody(model.newParkPartSchema) },
  responses: park,
})
const getSnapshots = permittedRoute('libraries.read', {
  method: 'get',
  path: '/api/key-firms',
  request: { query: scope },
  responses: {
    200: jsonAnswer(
      z.object({
        rules: z.array(model.keyRuleSchema),
        snapshots: z.array(model.snapshotSchema),
      }),
      'inclusion rules and the yearly libraries',
    ),
  },
})
const getKeyFirms = permittedRoute('libraries.read', {
  method: 'get',
  path: '/api/key-firms/year',
  request: { query: scope.extend({ rule: z.string().max(60), year }) },
  responses: {
    200: jsonAnswer(
      z.object({ snapshot: model.snapshotSchema, firms: z.array(model.keyFirmSchema) }),
      'the key firms of one year with the reasons',
    ),
  },
})
const getComparison = permittedRoute('libraries.read', {
  method: 'get',
  path: '/api/key-firms/compare',
  request: { query: scope.extend({ rule: z.string().max(60), from: year, to: year }) },
  responses: { 200: jsonAnswer(model.comparisonSchema, 'who came, who left, and why') },
})
const postSnapshot = permittedRoute('libraries.settle', {
  method: 'post',
  path: '/api/key-firms',
  request: jsonBody(model.newSnapshotSchema),
  responses: { 201: jsonAnswer(model.snapshotSchema, 'the library of that year') },
})

/** Entries, parks and key firms over HTTP. */
export function libraryRoutes() {
  const router = accessRouter()
  router.openapi(getKinds, async (c) =>
    c.json({ items: await entries.listKinds(ctxOf(c), c.req.valid('query')) }, 200),
  )
  router.openapi(getEntries, async (c) =>
    c.json({ items: await entries.listEntries(ctxOf(c), c.req.valid('query')) }, 200),
  )
  router.openapi(getEntry, async (c) =>
    c.json(await entries.getEntry(ctxOf(c), c.req.valid('param').id), 200),
  )
  router.openapi(postEntry, async (c) => c.json(await entries.addEntry(ctxOf(c), c.req.valid('json')), 201))
  router.openapi(postEntryStep, async (c) =>
    c.json(await entries.actOnEntry(ctxOf(c), c.req.valid('param').id, c.req.valid('json')), 200),
  )
  router.openapi(postEntryLog, async (c) =>
    c.json(await entries.logOnEntry(ctxOf(c), c.req.valid('param').id, c.req.valid('json')), 200),
  )
  router.openapi(getParks, async (c) =>
    c.json({ items: await parks.listParks(ctxOf(c), c.req.valid('query')) }, 200),
  )
  router.openapi(getPark, async (c) => c.json(await parks.getPark(ctxOf(c), c.req.valid('param').id), 200))
  router.openapi(postPark, async (c) => c.json(await parks.addPark(ctxOf(c), c.req.valid('json')), 201))
  router.openapi(putPart, async (c) =>
    c.json(await parks.putParkPart(ctxOf(c), c.req.valid('param').id, c.req.valid('json')), 200),
  )
  router.openapi(getSnapshots, async (c) =>
    c.json(await keyFirms.listKeyFirmSnapshots(ctxOf(c), c.req.valid('query')), 200),
  )
  router.openapi(getKeyFirms, async (c) =>
    c.json(await keyFirms.listKeyFirms(ctxOf(c), c.req.valid('query')), 200),
  )
  router.openapi(getComparison, async (c) =>
    c.json(await keyFirms.compareKeyFirms(ctxOf(c), c.req.valid('query')), 200),
  )
  router.openapi(postSnapshot, async (c) =>
    c.json(await keyFirms.takeSnapshot(ctxOf(c), c.req.valid('json')), 201),
  )
  return router
}
