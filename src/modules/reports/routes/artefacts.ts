import { z } from '@hono/zod-openapi'
import { accessRouter, jsonAnswer, jsonBody, permittedRoute } from '../../access/index.ts'
import { artefactBoardSchema, artefactQuerySchema, bundleInfoSchema, idPathSchema } from '../model.ts'
import { cancelBundle, getBundle, makeBundle, readArtefacts, zipBundle } from '../service/artefacts.ts'
import { downloadHeaders } from './issues.ts'

const board = permittedRoute('reports.read', {
  method: 'get',
  path: '/api/reports/artefacts',
  request: { query: artefactQuerySchema },
  responses: {
    200: jsonAnswer(artefactBoardSchema, 'the artefacts of a chain, how complete and fresh they are'),
  },
})
const make = permittedRoute('reports.make', {
  method: 'post',
  path: '/api/reports/bundles',
  request: jsonBody(artefactQuerySchema),
  responses: { 201: jsonAnswer(bundleInfoSchema, 'all artefacts of a chain; their files are being written') },
})
const one = permittedRoute('reports.read', {
  method: 'get',
  path: '/api/reports/bundles/{id}',
  request: { params: idPathSchema },
  responses: { 200: jsonAnswer(bundleInfoSchema, 'a bundle with its files and how far they are') },
})
const cancel = permittedRoute('reports.make', {
  method: 'post',
  path: '/api/reports/bundles/{id}/cancel',
  request: { params: idPathSchema },
  responses: { 200: jsonAnswer(bundleInfoSchema, 'the bundle; its files are no longer written') },
})
const zip = permittedRoute('reports.read', {
  method: 'get',
  path: '/api/reports/bundles/{id}/zip',
  request: { params: idPathSchema },
  responses: {
    200: {
      description: 'all files of the bundle as one archive',
      content: { 'application/octet-stream': { schema: z.string().openapi({ format: 'binary' }) } },
    },
  },
})

/** The artefacts of a chain over HTTP. */
export function artefactRoutes() {
  return accessRouter()
    .openapi(board, async (c) => c.json(await readArtefacts(c.get('ctx'), c.req.valid('query')), 200))
    .openapi(make, async (c) => c.json(await makeBundle(c.get('ctx'), c.req.valid('json')), 201))
    .openapi(one, async (c) => c.json(await getBundle(c.get('ctx'), c.req.valid('param').id), 200))
    .openapi(cancel, async (c) => c.json(await cancelBundle(c.get('ctx'), c.req.valid('param').id), 200))
    .openapi(zip, async (c) => {
      const made = await zipBundle(c.get('ctx'), c.req.valid('param').id)
      return c.body(new Uint8Array(made.bytes), 200, downloadHeaders(made))
    })
}
