import { z } from '@hono/zod-openapi'
import { accessRouter, idSchema, jsonAnswer, jsonBody, permittedRoute } from '../../access/index.ts'
import * as m from '../model.ts'
import { getDigest, subscribeToDigest } from '../service/digest.ts'
import { issueOrder, printOrder } from '../service/orders.ts'
import { listFormats, printList } from '../service/print-list.ts'

const issue = permittedRoute('programmes.manage', {
  method: 'post',
  path: '/api/programmes/tasks/{id}/orders',
  request: {
    params: z.object({ id: idSchema }),
    body: { required: true, content: { 'application/json': { schema: m.orderInputSchema } } },
  },
  responses: { 201: jsonAnswer(z.object({ id: idSchema, number: z.string() }), 'the 督办单') },
})
const print = permittedRoute('programmes.read', {
  method: 'get',
  path: '/api/programmes/orders/{id}/{format}',
  request: { params: z.object({ id: idSchema, format: z.enum(['docx', 'pdf']) }) },
  responses: {
    200: {
      description: 'the order as a file',
      content: { 'application/octet-stream': { schema: z.string().openapi({ format: 'binary' }) } },
    },
  },
})

const digest = permittedRoute('programmes.read', {
  method: 'get',
  path: '/api/programmes/digest',
  request: { query: m.digestQuerySchema },
  responses: { 200: jsonAnswer(m.digestSchema, 'due this week, late, done in the week before, by unit') },
})
const subscribe = permittedRoute('programmes.read', {
  method: 'put',
  path: '/api/programmes/digest',
  request: jsonBody(m.digestSubscriptionSchema),
  responses: { 200: jsonAnswer(m.digestSchema, 'the digest, with whether I am told of it') },
})

const list = permittedRoute('programmes.read', {
  method: 'get',
  path: '/api/programmes/plans/{id}/list/{kind}/{format}',
  request: { params: z.object({ id: idSchema, kind: z.enum(m.taskKinds), format: z.enum(listFormats) }) },
  responses: {
    200: {
      description: 'the list of a plan in the layout an office uses',
      content: { 'application/octet-stream': { schema: z.string().openapi({ format: 'binary' }) } },
    },
  },
})

const mediaTypes = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
} as const

/** Supervision orders over HTTP. */
export function orderRoutes() {
  const router = accessRouter()
  router.openapi(issue, async (c) =>
    c.json(await issueOrder(c.get('ctx'), c.req.valid('param').id, c.req.valid('json')), 201),
  )
  router.openapi(list, async (c) => {
    const { id, kind, format } = c.req.valid('param')
    const { fileName, bytes } = await printList(c.get('ctx'), { planId: id, kind, format })
    return c.body(bytes as Uint8Array<ArrayBuffer>, 200, {
      'content-type': mediaTypes[format],
      'content-disposition': `attachment; filename="list.${format}"; filename*=UTF-8''${encodeURIComponent(fileName)}`,
      'cache-control': 'no-store',
    })
  })
  router.openapi(digest, async (c) => c.json(await getDigest(c.get('ctx'), c.req.valid('query')), 200))
  router.openapi(subscribe, async (c) =>
    c.json(await subscribeToDigest(c.get('ctx'), c.req.valid('json')), 200),
  )
  router.openapi(print, async (c) => {
    const { id, format } = c.req.valid('param')
    const { fileName, bytes } = await printOrder(c.get('ctx'), id, format)
    return c.body(bytes as Uint8Array<ArrayBuffer>, 200, {
      'content-type': mediaTypes[format],
      'content-disposition': `attachment; filename="order.${format}"; filename*=UTF-8''${encodeURIComponent(fileName)}`,
      'cache-control': 'no-store',
    })
  })
  return router
}
