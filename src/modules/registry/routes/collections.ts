import { z } from '@hono/zod-openapi'
import {
  accessRouter,
  datasetSchema,
  idSchema,
  jsonAnswer,
  jsonBody,
  permittedRoute,
} from '../../access/index.ts'
import * as service from '../collection/collections.ts'
import { remindCollection } from '../collection/reminders.ts'
import { exportCollection, takeAnswers } from '../collection/take-answers.ts'
import {
  answerSchema,
  askedFormSchema,
  collectionDetailSchema,
  collectionRequestSchema,
  collectionSchema,
  newCollectionSchema,
  takenSchema,
} from '../model.ts'

const office = 'collections.manage'
const params = z.object({ id: idSchema })

const getAll = permittedRoute(office, {
  method: 'get',
  path: '/api/collections',
  request: { query: z.object({ dataset: datasetSchema }) },
  responses: { 200: jsonAnswer(z.object({ items: z.array(collectionSchema) }), 'newest first') },
})
const post = permittedRoute(office, {
  method: 'post',
  path: '/api/collections',
  request: jsonBody(newCollectionSchema),
  responses: { 201: jsonAnswer(collectionDetailSchema, 'sent; the same client key sends nothing twice') },
})
const getOne = permittedRoute(office, {
  method: 'get',
  path: '/api/collections/{id}',
  request: { params },
  responses: { 200: jsonAnswer(collectionDetailSchema, 'who was asked, who has not answered first') },
})
const postRemind = permittedRoute(office, {
  method: 'post',
  path: '/api/collections/{id}/remind',
  request: { params },
  responses: { 200: jsonAnswer(z.object({ reminded: z.number().int() }), 'at most once a day each') },
})
const postTake = permittedRoute(office, {
  method: 'post',
  path: '/api/collections/{id}/take',
  request: { params },
  responses: { 200: jsonAnswer(takenSchema, 'answers imported, with review and undo as any import') },
})
const postClose = permittedRoute(office, {
  method: 'post',
  path: '/api/collections/{id}/close',
  request: { params },
  responses: { 200: jsonAnswer(collectionDetailSchema, 'closed') },
})
const getExport = permittedRoute(office, {
  method: 'get',
  path: '/api/collections/{id}/export',
  request: { params, query: z.object({ format: z.enum(['csv', 'xlsx']).default('xlsx') }) },
  responses: { 200: { description: 'a spreadsheet of what came in' } },
})
const postReturn = permittedRoute(office, {
  method: 'post',
  path: '/api/collections/requests/{id}/return',
  request: { params, ...jsonBody(z.object({ reason: z.string().trim().min(1).max(500) })) },
  responses: { 200: jsonAnswer(collectionRequestSchema, 'sent back with a reason') },
})
const getAskedAll = permittedRoute('collections.answer', {
  method: 'get',
  path: '/api/asked',
  responses: {
    200: jsonAnswer(
      z.object({
        items: z.array(
          collectionRequestSchema.extend({ title: z.string(), dueDate: z.string(), isClosed: z.boolean() }),
        ),
      }),
      'what my organisation is asked',
    ),
  },
})
const getAsked = permittedRoute('collections.answer', {
  method: 'get',
  path: '/api/asked/{id}',
  request: { params },
  responses: { 200: jsonAnswer(askedFormSchema, 'the form with what is held already') },
})
const putAsked = permittedRoute('collections.answer', {
  method: 'put',
  path: '/api/asked/{id}',
  request: { params, ...jsonBody(answerSchema) },
  responses: { 200: jsonAnswer(askedFormSchema, 'kept as a draft, or handed in') },
})

/** Collections over HTTP: what offices send and take over, and what organisations are asked. */
export function collectionRoutes() {
  const router = accessRouter()
  router.openapi(getAll, async (c) =>
    c.json({ items: await service.listCollections(c.get('ctx'), c.req.valid('query').dataset) }, 200),
  )
  router.openapi(post, async (c) =>
    c.json(await service.sendCollection(c.get('ctx'), c.req.valid('json')), 201),
  )
  router.openapi(getOne, async (c) =>
    c.json(await service.getCollection(c.get('ctx'), c.req.valid('param').id), 200),
  )
  router.openapi(postRemind, async (c) =>
    c.json(await remindCollection(c.get('ctx'), c.req.valid('param').id), 200),
  )
  router.openapi(postTake, async (c) => c.json(await takeAnswers(c.get('ctx'), c.req.valid('param').id), 200))
  router.openapi(postClose, async (c) =>
    c.json(await service.closeCollection(c.get('ctx'), c.req.valid('param').id), 200),
  )
  router.openapi(getExport, async (c) => {
    const { id } = c.req.valid('param')
    const { fileName, type, bytes } = await exportCollection(c.get('ctx'), id, c.req.valid('query').format)
    const name = `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`
    return c.body(new Uint8Array(bytes), 200, { 'content-type': type, 'content-disposition': name })
  })
  router.openapi(postReturn, async (c) =>
    c.json(
      await service.returnAnswer(c.get('ctx'), c.req.valid('param').id, c.req.valid('json').reason),
      200,
    ),
  )
  router.openapi(getAskedAll, async (c) => c.json({ items: await service.listAsked(c.get('ctx')) }, 200))
  router.openapi(getAsked, async (c) =>
    c.json(await service.getAsked(c.get('ctx'), c.req.valid('param').id), 200),
  )
  router.openapi(putAsked, async (c) =>
    c.json(await service.answerCollection(c.get('ctx'), c.req.valid('param').id, c.req.valid('json')), 200),
  )
  return router
}
