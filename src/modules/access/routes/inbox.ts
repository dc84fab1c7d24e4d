import { z } from '@hono/zod-openapi'
import {
  inboxCountSchema,
  inboxQuerySchema,
  noticeListSchema,
  noticeQuerySchema,
  readNoticesSchema,
  subscriptionChangeSchema,
  subscriptionSchema,
  todoListSchema,
} from '../model.ts'
import { type accessRouter, jsonAnswer, jsonBody, permittedRoute } from '../router.ts'
import { listNotices, listSubscriptions, markNoticesRead, subscribe } from '../service/notices.ts'
import { countInbox, listTodo, type TodoScope } from '../service/todo.ts'

const getTodo = permittedRoute('account.own', {
  method: 'get',
  path: '/api/todo',
  request: { query: inboxQuerySchema },
  responses: { 200: jsonAnswer(todoListSchema, 'what waits for me, from every room, soonest due first') },
})
const getCount = permittedRoute('account.own', {
  method: 'get',
  path: '/api/inbox/count',
  request: { query: inboxQuerySchema },
  responses: { 200: jsonAnswer(inboxCountSchema, 'how many things wait and how many notices are unread') },
})
const getNotices = permittedRoute('account.own', {
  method: 'get',
  path: '/api/notices',
  request: { query: noticeQuerySchema },
  responses: { 200: jsonAnswer(noticeListSchema, 'notices for me, newest first') },
})
const postRead = permittedRoute('account.own', {
  method: 'post',
  path: '/api/notices/read',
  request: jsonBody(readNoticesSchema),
  responses: { 204: { description: 'marked as read by me' } },
})
const getSubscriptions = permittedRoute('account.own', {
  method: 'get',
  path: '/api/subscriptions',
  responses: {
    200: jsonAnswer(z.object({ items: z.array(subscriptionSchema) }), 'which notices I get, and when'),
  },
})
const putSubscription = permittedRoute('account.own', {
  method: 'put',
  path: '/api/subscriptions',
  request: jsonBody(subscriptionChangeSchema),
  responses: { 204: { description: 'changed for me' } },
})

const scopeOf = ({ dataset, city }: z.infer<typeof inboxQuerySchema>): TodoScope => ({
  dataset,
  cityCode: city ?? null,
})

/** Adds what waits for me, notices and subscriptions. */
export function addInboxRoutes(router: ReturnType<typeof accessRouter>) {
  router.openapi(getTodo, async (c) =>
    c.json(await listTodo(c.get('ctx'), scopeOf(c.req.valid('query'))), 200),
  )
  router.openapi(getCount, async (c) =>
    c.json(await countInbox(c.get('ctx'), scopeOf(c.req.valid('query'))), 200),
  )
  router.openapi(getNotices, async (c) => {
    const { dataset, before, unread, limit } = c.req.valid('query')
    const page = { dataset, before: before ?? null, isUnreadOnly: unread === 'true', limit }
    return c.json(await listNotices(c.get('ctx'), page), 200)
  })
  router.openapi(postRead, async (c) => {
    await markNoticesRead(c.get('ctx'), c.req.valid('json').ids)
    return c.body(null, 204)
  })
  router.openapi(getSubscriptions, async (c) => c.json({ items: await listSubscriptions(c.get('ctx')) }, 200))
  router.openapi(putSubscription, async (c) => {
    await subscribe(c.get('ctx'), c.req.valid('json'))
    return c.body(null, 204)
  })
  return router
}
