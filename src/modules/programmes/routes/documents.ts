import { z } from '@hono/zod-openapi'
import {
  accessRouter,
  cityCodeSchema,
  datasetSchema,
  formBody,
  idSchema,
  jsonAnswer,
  jsonBody,
  permittedRoute,
} from '../../access/index.ts'
import * as model from '../model.ts'
import { listDocuments, uploadDocument } from '../service/documents.ts'
import { dropDocument, publishDocument } from '../service/publish.ts'
import { addItem, changeItem, decideItems, getDocument } from '../service/review.ts'
import { bytesOf, fileSchema } from './form-file.ts'

const path = '/api/programmes/documents' as const
const params = z.object({ id: idSchema })
const detail = jsonAnswer(model.documentDetailSchema, 'the document as it stands now')
const uploadSchema = z.object({
  ...fileSchema.shape,
  city: cityCodeSchema,
  dataset: datasetSchema,
})

const list = permittedRoute('programmes.read', {
  method: 'get',
  path,
  request: { query: model.documentQuerySchema },
  responses: { 200: jsonAnswer(z.object({ items: z.array(model.documentSummarySchema) }), 'newest first') },
})
const upload = permittedRoute('programmes.manage', {
  method: 'post',
  path,
  request: { ...formBody(uploadSchema) },
  responses: {
    201: jsonAnswer(
      z.object({ id: idSchema, isNew: z.boolean() }),
      'the document; the same file gives the one that stands',
    ),
  },
})
const read = permittedRoute('programmes.read', {
  method: 'get',
  path: `${path}/{id}`,
  request: { params },
  responses: { 200: detail },
})
const itemPath = `${path}/{id}/items/{ordinal}` as const
const change = permittedRoute('programmes.manage', {
  method: 'put',
  path: itemPath,
  request: {
    params: params.extend({ ordinal: z.coerce.number().int().min(0).max(100_000) }),
    ...jsonBody(model.itemChangeSchema),
  },
  responses: { 200: detail },
})
const add = permittedRoute('programmes.manage', {
  method: 'post',
  path: `${path}/{id}/items`,
  request: { params, ...jsonBody(model.newItemSchema) },
  responses: { 201: detail },
})
const decide = permittedRoute('programmes.manage', {
  method: 'post',
  path: `${path}/{id}/decide`,
  request: { params, ...jsonBody(model.bulkDecisionSchema) },
  responses: { 200: detail },
})
const publish = permittedRoute('programmes.manage', {
  method: 'post',
  path: `${path}/{id}/publish`,
  request: { params, ...jsonBody(model.documentStepSchema) },
  responses: { 200: detail },
})
const drop = permittedRoute('programmes.manage', {
  method: 'post',
  path: `${path}/{id}/drop`,
  request: { params, ...jsonBody(model.documentStepSchema) },
  responses: { 204: { description: 'out of the list' } },
})

/** Official documents over HTTP: hand in, go through, publish. */
export function documentRoutes() {
  const router = accessRouter()
  router.openapi(list, async (c) => c.json(await listDocuments(c.get('ctx'), c.req.valid('query')), 200))
  router.openapi(upload, async (c) => {
    const { file, city, dataset } = c.req.valid('form')
    const sent = await bytesOf(file)
    return c.json(await uploadDocument(c.get('ctx'), { cityCode: city, dataset, ...sent }), 201)
  })
  router.openapi(read, async (c) => c.json(await getDocument(c.get('ctx'), c.req.valid('param').id), 200))
  router.openapi(change, async (c) => {
    const { id, ordinal } = c.req.valid('param')
    return c.json(await changeItem(c.get('ctx'), id, ordinal, c.req.valid('json')), 200)
  })
  router.openapi(add, async (c) =>
    c.json(await addItem(c.get('ctx'), c.req.valid('param').id, c.req.valid('json')), 201),
  )
  router.openapi(decide, async (c) =>
    c.json(await decideItems(c.get('ctx'), c.req.valid('param').id, c.req.valid('json')), 200),
  )
  router.openapi(publish, async (c) =>
    c.json(await publishDocument(c.get('ctx'), c.req.valid('param').id, c.req.valid('json').version), 200),
  )
  router.openapi(drop, async (c) => {
    await dropDocument(c.get('ctx'), c.req.valid('param').id, c.req.valid('json').version)
    return c.body(null, 204)
  })
  return router
}
