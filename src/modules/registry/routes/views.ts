import { z } from '@hono/zod-openapi'
import { accessRouter, idSchema, jsonAnswer, permittedRoute } from '../../access/index.ts'
import { newViewSchema, savedViewSchema } from '../model.ts'
import * as service from '../service/views.ts'

const getViews = permittedRoute('account.own', {
  method: 'get',
  path: '/api/views',
  request: { query: z.object({ list: newViewSchema.shape.list }) },
  responses: { 200: jsonAnswer(z.object({ items: z.array(savedViewSchema) }), 'own views and shared ones') },
})
const postView = permittedRoute('account.own', {
  method: 'post',
  path: '/api/views',
  request: { body: { required: true, content: { 'application/json': { schema: newViewSchema } } } },
  responses: { 200: jsonAnswer(savedViewSchema, 'kept; the same name replaces') },
})
const deleteView = permittedRoute('account.own', {
  method: 'delete',
  path: '/api/views/{id}',
  request: { params: z.object({ id: idSchema }) },
  responses: { 200: jsonAnswer(z.object({ id: idSchema }), 'taken away') },
})

/** Saved views of lists over HTTP. */
export function viewRoutes() {
  const router = accessRouter()
  router.openapi(getViews, async (c) =>
    c.json({ items: await service.listViews(c.get('ctx'), c.req.valid('query').list) }, 200),
  )
  router.openapi(postView, async (c) =>
    c.json(await service.saveView(c.get('ctx'), c.req.valid('json')), 200),
  )
  router.openapi(deleteView, async (c) => {
    const { id } = c.req.valid('param')
    await service.removeView(c.get('ctx'), id)
    return c.json({ id }, 200)
  })
  return router
}
