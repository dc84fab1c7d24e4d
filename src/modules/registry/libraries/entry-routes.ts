import { z } from '@hono/zod-openapi'
import {
  accessRouter,
  type Context,
  cityCodeSchema,
  datasetSchema,
  formBody,
  idSchema,
  itemsOf,
  jsonAnswer,
  jsonBody,
  permittedRoute,
} from '../../access/index.ts'
import * as model from '../model.ts'
import { changeEntry } from './service/change-entry.ts'
import * as entries from './service/entries.ts'
import { listKinds } from './service/entry-kinds.ts'
import * as parts from './service/entry-parts.ts'

/** A form's file. */
const fileSchema = z.object({
  file: z.custom<File>((value) => value instanceof File).openapi({ type: 'string', format: 'binary' }),
})
const scope = z.object({ dataset: datasetSchema, city: cityCodeSchema })
const byId = z.object({ id: idSchema })
const byPart = byId.extend({ partId: idSchema })
const ctxOf = (c: { get(key: 'ctx'): Context }) => c.get('ctx')
const entry = { 200: jsonAnswer(model.entryDetailSchema, 'the entry as it is now') }

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
const patchEntry = permittedRoute('libraries.write', {
  method: 'patch',
  path: '/api/library/entries/{id}',
  request: { params: byId, ...jsonBody(model.entryChangeSchema) },
  responses: entry,
})
const postPart = permittedRoute('libraries.write', {
  method: 'post',
  path: '/api/library/entries/{id}/parts',
  request: { params: byId, ...jsonBody(model.newPartSchema) },
  responses: { 201: jsonAnswer(model.entryDetailSchema, 'the entry with its new part') },
})
const patchPart = permittedRoute('libraries.write', {
  method: 'patch',
  path: '/api/library/entries/{id}/parts/{partId}',
  request: { params: byPart, ...jsonBody(model.partChangeSchema) },
  responses: entry,
})
const postPartEnd = permittedRoute('libraries.write', {
  method: 'post',
  path: '/api/library/entries/{id}/parts/{partId}/end',
  request: { params: byPart, ...jsonBody(model.partEndSchema) },
  responses: entry,
})
const postFollowUp = permittedRoute('libraries.write', {
  method: 'post',
  path: '/api/library/entries/{id}/parts/{partId}/follow-ups',
  request: { params: byPart, ...jsonBody(model.followUpSchema) },
  responses: entry,
})
const postEvidence = permittedRoute('libraries.write', {
  method: 'post',
  path: '/api/library/entries/{id}/evidence',
  request: { params: byId, ...formBody(fileSchema) },
  responses: {
    201: jsonAnswer(z.object({ id: idSchema, fileName: z.string() }), 'the document that shows the entry'),
  },
})

/** Entries of the libraries over HTTP. */
export function entryRoutes() {
  const router = accessRouter()
  router.openapi(getKinds, async (c) =>
    c.json({ items: await listKinds(ctxOf(c), c.req.valid('query')) }, 200),
  )
  router.openapi(getEntries, async (c) =>
    c.json({ items: await entries.listEntries(ctxOf(c), c.req.valid('query')) }, 200),
  )
  router.openapi(getEntry, async (c) =>
    c.json(await entries.getEntry(ctxOf(c), c.req.valid('param').id), 200),
  )
  router.openapi(postEntry, async (c) => c.json(await entries.addEntry(ctxOf(c), c.req.valid('json')), 201))
  router.openapi(patchEntry, async (c) =>
    c.json(await changeEntry(ctxOf(c), c.req.valid('param').id, c.req.valid('json')), 200),
  )
  router.openapi(postEntryStep, async (c) =>
    c.json(await entries.actOnEntry(ctxOf(c), c.req.valid('param').id, c.req.valid('json')), 200),
  )
  router.openapi(postEntryLog, async (c) =>
    c.json(await entries.logOnEntry(ctxOf(c), c.req.valid('param').id, c.req.valid('json')), 200),
  )
  addPartRoutes(router)
  return router
}

function addPartRoutes(router: ReturnType<typeof accessRouter>) {
  router.openapi(postPart, async (c) =>
    c.json(await parts.addPart(ctxOf(c), c.req.valid('param').id, c.req.valid('json')), 201),
  )
  router.openapi(patchPart, async (c) => {
    const { id, partId } = c.req.valid('param')
    return c.json(await parts.changePart(ctxOf(c), id, partId, c.req.valid('json')), 200)
  })
  router.openapi(postPartEnd, async (c) => {
    const { id, partId } = c.req.valid('param')
    return c.json(await parts.endPart(ctxOf(c), id, partId, c.req.valid('json').reason), 200)
  })
  router.openapi(postFollowUp, async (c) => {
    const { id, partId } = c.req.valid('param')
    return c.json(await parts.followUpPart(ctxOf(c), id, partId, c.req.valid('json')), 200)
  })
  router.openapi(postEvidence, async (c) => {
    const file = c.req.valid('form').file
    const told = { fileName: file.name, bytes: Buffer.from(await file.arrayBuffer()) }
    return c.json(await parts.addEntryEvidence(ctxOf(c), c.req.valid('param').id, told), 201)
  })
}
