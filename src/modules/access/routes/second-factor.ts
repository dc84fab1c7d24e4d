import { z } from '@hono/zod-openapi'
import { AppError } from '../../../kernel/errors.ts'
import { deviceOf } from '../caller.ts'
import { SignInBrake } from '../domain/sign-in-brake.ts'
import { apiKeySchema, codeSchema, idSchema, newApiKeySchema, secondFactorStateSchema } from '../model.ts'
import { type accessRouter, jsonAnswer, jsonBody, permittedRoute } from '../router.ts'
import * as service from '../service.ts'
import { giveSession, type RouteTools } from './ports.ts'

const done = { 204: { description: 'done' } }
const getFactor = permittedRoute('account.own', {
  method: 'get',
  path: '/api/second-factor',
  responses: { 200: jsonAnswer(secondFactorStateSchema, 'whether I have a second factor and need one') },
})
const beginFactor = permittedRoute('account.own', {
  method: 'post',
  path: '/api/second-factor',
  responses: {
    200: jsonAnswer(z.object({ uri: z.string(), secret: z.string() }), 'for the app on the phone; shown now'),
  },
})
const confirmFactor = permittedRoute('account.own', {
  method: 'post',
  path: '/api/second-factor/confirm',
  request: jsonBody(codeSchema),
  responses: {
    200: jsonAnswer(
      z.object({ recoveryCodes: z.array(z.string()) }),
      'on from now; the codes are shown once',
    ),
  },
})
const endFactor = permittedRoute('account.own', {
  method: 'post',
  path: '/api/second-factor/end',
  request: jsonBody(codeSchema),
  responses: done,
})
const getKeys = permittedRoute('account.own', {
  method: 'get',
  path: '/api/api-keys',
  responses: {
    200: jsonAnswer(
      z.object({ items: z.array(apiKeySchema), grantable: z.array(z.string()) }),
      'my keys, and which permissions I can give to one',
    ),
  },
})
const postKey = permittedRoute('account.own', {
  method: 'post',
  path: '/api/api-keys',
  request: jsonBody(newApiKeySchema),
  responses: {
    201: jsonAnswer(z.object({ key: z.string(), apiKey: apiKeySchema }), 'the key, shown once'),
  },
})
const revokeKey = permittedRoute('account.own', {
  method: 'post',
  path: '/api/api-keys/{id}/revoke',
  request: { params: z.object({ id: idSchema }) },
  responses: done,
})

/** Adds the second factor of one's own account, and keys for programs. */
export function addOwnAccountRoutes(
  router: ReturnType<typeof accessRouter>,
  { memory, settings }: RouteTools,
) {
  const brake = new SignInBrake()
  const orWait = (userId: string | null, now: Date) => {
    const seconds = brake.secondsToWait(userId ?? '', now)
    if (seconds > 0) throw new AppError('too_many', 'access.sign_in_too_often', { seconds })
  }
  router.openapi(getFactor, async (c) => c.json(await service.describeSecondFactor(c.get('ctx')), 200))
  router.openapi(beginFactor, async (c) => c.json(await service.beginSecondFactor(c.get('ctx')), 200))
  router.openapi(confirmFactor, async (c) => {
    const ctx = c.get('ctx')
    orWait(ctx.actor.userId, ctx.now)
    const input = { ...c.req.valid('json'), ...deviceOf(c, settings) }
    const { opened, recoveryCodes } = await service.confirmSecondFactor(ctx, input)
    brake.succeeded(ctx.actor.userId ?? '')
    memory.clear()
    giveSession(c, opened, settings)
    return c.json({ recoveryCodes }, 200)
  })
  router.openapi(endFactor, async (c) => {
    const ctx = c.get('ctx')
    orWait(ctx.actor.userId, ctx.now)
    await service.endSecondFactor(ctx, c.req.valid('json').code)
    brake.succeeded(ctx.actor.userId ?? '')
    return c.body(null, 204)
  })
  router.openapi(getKeys, async (c) => c.json(await service.listApiKeys(c.get('ctx')), 200))
  router.openapi(postKey, async (c) =>
    c.json(await service.makeApiKey(c.get('ctx'), c.req.valid('json')), 201),
  )
  router.openapi(revokeKey, async (c) => {
    await service.revokeApiKey(c.get('ctx'), c.req.valid('param').id)
    return c.body(null, 204)
  })
  return router
}
