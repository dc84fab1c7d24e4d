import { z } from '@hono/zod-openapi'
import { deleteCookie } from 'hono/cookie'
import { AppError } from '../../../kernel/errors.ts'
import { deviceOf, sessionCookie } from '../caller.ts'
import type { Context } from '../context.ts'
import { type Permission, permissionsOf } from '../domain/permissions.ts'
import { RateLimit } from '../domain/rate-limit.ts'
import { SignInBrake } from '../domain/sign-in-brake.ts'
import {
  codeSchema,
  idSchema,
  invitationOfferSchema,
  invitationTokenSchema,
  invitationUseSchema,
  ownSessionSchema,
  passwordChangeSchema,
  type SessionAnswer,
  sessionSchema,
  signInSchema,
  signUpSchema,
} from '../model.ts'
import { type accessRouter, jsonAnswer, jsonBody, permittedRoute } from '../router.ts'
import * as service from '../service.ts'
import { type AccessPorts, giveSession, type RouteTools } from './ports.ts'

const nothing = { description: 'done' }
const openedSchema = z.object({
  mustChangePassword: z.boolean(),
  /** Only half open: the code of the second factor opens the rest. */
  needsCode: z.boolean(),
})

const postSession = permittedRoute('public', {
  method: 'post',
  path: '/api/session',
  request: jsonBody(signInSchema),
  responses: { 200: jsonAnswer(openedSchema, 'signed in; the cookie carries the session') },
})
const postSecondFactor = permittedRoute('account.own', {
  method: 'post',
  path: '/api/session/second-factor',
  request: jsonBody(codeSchema),
  responses: { 200: jsonAnswer(openedSchema, 'the session is whole; the cookie is a new one') },
})
const getSession = permittedRoute('account.own', {
  method: 'get',
  path: '/api/session',
  responses: { 200: jsonAnswer(sessionSchema, 'who I am, what I may do, which data there is') },
})
const deleteSession = permittedRoute('account.own', {
  method: 'delete',
  path: '/api/session',
  responses: { 204: nothing },
})
const postPassword = permittedRoute('account.own', {
  method: 'post',
  path: '/api/session/password',
  request: jsonBody(passwordChangeSchema),
  responses: { 204: nothing },
})
const getSessions = permittedRoute('account.own', {
  method: 'get',
  path: '/api/sessions',
  responses: { 200: jsonAnswer(z.object({ items: z.array(ownSessionSchema) }), 'where I am signed in') },
})
const endSession = permittedRoute('account.own', {
  method: 'delete',
  path: '/api/sessions/{id}',
  request: { params: z.object({ id: idSchema }) },
  responses: { 204: nothing },
})
const endOthers = permittedRoute('account.own', {
  method: 'post',
  path: '/api/sessions/end-others',
  responses: { 200: jsonAnswer(z.object({ ended: z.number().int() }), 'every other session of mine ended') },
})
const lookAtInvitation = permittedRoute('public', {
  method: 'post',
  path: '/api/invitations/look',
  request: jsonBody(invitationTokenSchema),
  responses: { 200: jsonAnswer(invitationOfferSchema, 'what the invitation offers') },
})
const useInvitation = permittedRoute('public', {
  method: 'post',
  path: '/api/invitations/use',
  request: jsonBody(invitationUseSchema),
  responses: { 200: jsonAnswer(openedSchema, 'the account is open and signed in') },
})
const postSignUp = permittedRoute('public', {
  method: 'post',
  path: '/api/sign-up',
  request: jsonBody(signUpSchema),
  responses: { 200: jsonAnswer(openedSchema, 'a waiting account, signed in, to claim a firm with') },
})

/** Attempts of the public doors: by name, by person, by address. In this process. */
function makeBrakes() {
  return {
    names: new SignInBrake(),
    codes: new SignInBrake(),
    invitations: new RateLimit(30, 60_000),
    signUps: new RateLimit(10, 3_600_000),
  }
}
type Brakes = ReturnType<typeof makeBrakes>

const orWait = (seconds: number, code = 'access.sign_in_too_often') => {
  if (seconds > 0) throw new AppError('too_many', code, { seconds })
}

/** Adds sign-in and sign-out, the second factor of a sign-in, own password and sessions. */
export function addSignInRoutes(router: ReturnType<typeof accessRouter>, tools: RouteTools) {
  const brakes = makeBrakes()
  const { memory, settings, ports } = tools

  router.openapi(postSession, async (c) => {
    const ctx = c.get('ctx')
    const input = c.req.valid('json')
    orWait(brakes.names.secondsToWait(input.userName, ctx.now))
    const opened = await service.signIn(ctx, { ...input, ...deviceOf(c, settings) })
    brakes.names.succeeded(input.userName)
    giveSession(c, opened, settings)
    return c.json(told(opened), 200)
  })

  router.openapi(postSecondFactor, async (c) => {
    const ctx = c.get('ctx')
    const userId = ctx.actor.userId ?? ''
    orWait(brakes.codes.secondsToWait(userId, ctx.now))
    const input = { token: c.get('sessionToken')!, ...c.req.valid('json'), ...deviceOf(c, settings) }
    const opened = await service.giveSecondFactor(ctx, input)
    brakes.codes.succeeded(userId)
    giveSession(c, opened, settings)
    return c.json(told(opened), 200)
  })

  router.openapi(getSession, async (c) => c.json(await describeSession(c.get('ctx'), ports), 200))

  router.openapi(deleteSession, async (c) => {
    const token = c.get('sessionToken')
    if (token) await service.signOut(c.get('ctx'), token)
    memory.clear()
    deleteCookie(c, sessionCookie, { path: '/' })
    return c.body(null, 204)
  })

  router.openapi(postPassword, async (c) => {
    await service.changePassword(c.get('ctx'), c.req.valid('json'))
    memory.clear()
    deleteCookie(c, sessionCookie, { path: '/' })
    return c.body(null, 204)
  })

  addOwnSessionRoutes(router, tools)
  return addInvitedRoutes(router, tools, brakes)
}

const told = ({ actor, needsCode }: service.Opened) => ({
  mustChangePassword: actor.mustChangePassword ?? false,
  needsCode,
})

function addOwnSessionRoutes(router: ReturnType<typeof accessRouter>, { memory }: RouteTools) {
  router.openapi(getSessions, async (c) => {
    const items = await service.listOwnSessions(c.get('ctx'), c.get('sessionToken'))
    return c.json({ items }, 200)
  })
  router.openapi(endSession, async (c) => {
    await service.endOwnSession(c.get('ctx'), c.req.valid('param').id)
    memory.clear()
    return c.body(null, 204)
  })
  router.openapi(endOthers, async (c) => {
    const ended = await service.endOtherSessions(c.get('ctx'), c.get('sessionToken') ?? '')
    memory.clear()
    return c.json({ ended }, 200)
  })
}

function addInvitedRoutes(router: ReturnType<typeof accessRouter>, { settings }: RouteTools, brakes: Brakes) {
  router.openapi(lookAtInvitation, async (c) => {
    const ctx = c.get('ctx')
    orWait(brakes.invitations.secondsToWait(deviceOf(c, settings).address ?? '', ctx.now))
    return c.json(await service.lookAtInvitation(ctx, c.req.valid('json').token), 200)
  })
  router.openapi(useInvitation, async (c) => {
    const ctx = c.get('ctx')
    const device = deviceOf(c, settings)
    orWait(brakes.invitations.secondsToWait(device.address ?? '', ctx.now))
    const opened = await service.useInvitation(ctx, { ...c.req.valid('json'), ...device })
    giveSession(c, opened, settings)
    return c.json(told(opened), 200)
  })
  router.openapi(postSignUp, async (c) => {
    const ctx = c.get('ctx')
    const device = deviceOf(c, settings)
    orWait(brakes.signUps.secondsToWait(device.address ?? '', ctx.now), 'access.sign_up_too_often')
    const opened = await service.signUp(ctx, { ...c.req.valid('json'), ...device })
    giveSession(c, opened, settings)
    return c.json(told(opened), 200)
  })
  return router
}

const ofTheWaiting: readonly Permission[] = ['account.own', 'registry.claim']

async function describeSession(ctx: Context, ports: AccessPorts): Promise<SessionAnswer> {
  const { actor } = ctx
  const own = actor.role === 'system' ? [] : permissionsOf(actor.role)
  const permissions = actor.isWaiting ? own.filter((permission) => ofTheWaiting.includes(permission)) : own
  return {
    actor: { ...actor, scope: undefined } as SessionAnswer['actor'],
    permissions,
    ...(await ports.describeData(ctx)),
  }
}
