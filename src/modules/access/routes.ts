import { z } from '@hono/zod-openapi'
import { deleteCookie, setCookie } from 'hono/cookie'
import { AppError } from '../../kernel/errors.ts'
import type { Context } from './context.ts'
import { permissionsOf } from './domain/permissions.ts'
import { SignInBrake } from './domain/sign-in-brake.ts'
import {
  type Actor,
  auditEntrySchema,
  auditVerdictSchema,
  idSchema,
  newUserSchema,
  passwordChangeSchema,
  type SessionAnswer,
  sessionSchema,
  signInSchema,
  userSchema,
} from './model.ts'
import { type SessionMemory, sessionCookie } from './request-context.ts'
import { accessRouter, jsonAnswer, permittedRoute } from './router.ts'
import { addInboxRoutes } from './routes/inbox.ts'
import { addAttachmentRoutes } from './routes-attachments.ts'
import * as service from './service.ts'

/** What access must ask of rooms above it; `app.ts` hands it in. */
export type AccessPorts = {
  /** The name of a registry organisation; undefined where there is none. */
  findOrganisationName(ctx: Context, id: string): Promise<string | undefined>
  /** Cities and data sets a session may choose from. */
  describeData(ctx: Context): Promise<Pick<SessionAnswer, 'cities' | 'datasets'>>
}

const body = <T extends z.ZodType>(schema: T) => ({
  body: { required: true, content: { 'application/json': { schema } } },
})
const nothing = { description: 'done' }

const postSession = permittedRoute('public', {
  method: 'post',
  path: '/api/session',
  request: body(signInSchema),
  responses: {
    200: jsonAnswer(
      z.object({ mustChangePassword: z.boolean() }),
      'signed in; the cookie carries the session',
    ),
  },
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
  request: body(passwordChangeSchema),
  responses: { 204: nothing },
})
const getUsers = permittedRoute('users.manage', {
  method: 'get',
  path: '/api/users',
  responses: { 200: jsonAnswer(z.object({ items: z.array(userSchema) }), 'all accounts') },
})
const postUser = permittedRoute('users.manage', {
  method: 'post',
  path: '/api/users',
  request: body(newUserSchema),
  responses: {
    201: jsonAnswer(
      z.object({ user: userSchema, oneTimePassword: z.string() }),
      'the account; the password is shown once',
    ),
  },
})
const endUser = permittedRoute('users.manage', {
  method: 'post',
  path: '/api/users/{id}/end',
  request: { params: z.object({ id: idSchema }) },
  responses: { 204: nothing },
})
const renewPassword = permittedRoute('users.manage', {
  method: 'post',
  path: '/api/users/{id}/password',
  request: { params: z.object({ id: idSchema }) },
  responses: {
    200: jsonAnswer(
      z.object({ userName: z.string(), oneTimePassword: z.string() }),
      'a new password, shown once',
    ),
  },
})
const auditQuery = z.object({
  before: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  action: z.string().max(100).optional(),
  user: z.string().max(100).optional(),
})
const getAudit = permittedRoute('audit.read', {
  method: 'get',
  path: '/api/audit',
  request: { query: auditQuery },
  responses: {
    200: jsonAnswer(
      z.object({ entries: z.array(auditEntrySchema), nextBefore: z.number().int().nullable() }),
      'newest first',
    ),
  },
})
const getAuditVerdict = permittedRoute('audit.read', {
  method: 'get',
  path: '/api/audit/verify',
  responses: { 200: jsonAnswer(auditVerdictSchema, 'the whole chain, recomputed') },
})

/** Sign-in, accounts and the audit trail over HTTP. */
export function accessRoutes(ports: AccessPorts, memory: SessionMemory) {
  const brake = new SignInBrake()
  const router = accessRouter()

  router.openapi(postSession, async (c) => {
    const ctx = c.get('ctx')
    const input = c.req.valid('json')
    const waitSeconds = brake.secondsToWait(input.userName, ctx.now)
    if (waitSeconds > 0) throw new AppError('too_many', 'access.sign_in_too_often', { seconds: waitSeconds })
    const { actor, token, expiresAt } = await service.signIn(ctx, input)
    brake.succeeded(input.userName)
    setCookie(c, sessionCookie, token, { httpOnly: true, sameSite: 'Strict', path: '/', expires: expiresAt })
    return c.json({ mustChangePassword: actor.mustChangePassword ?? false }, 200)
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

  return addInboxRoutes(addAttachmentRoutes(addAccountRoutes(router, ports)))
}

async function describeSession(ctx: Context, ports: AccessPorts): Promise<SessionAnswer> {
  const { actor } = ctx
  const permissions = actor.role === 'system' ? [] : permissionsOf(actor.role)
  return { actor: actor as Actor, permissions, ...(await ports.describeData(ctx)) }
}

function addAccountRoutes(router: ReturnType<typeof accessRouter>, ports: AccessPorts) {
  router.openapi(getUsers, async (c) => c.json({ items: await service.listUsers(c.get('ctx')) }, 200))

  router.openapi(postUser, async (c) => {
    const ctx = c.get('ctx')
    const input = c.req.valid('json')
    const organisationName = input.organisationId
      ? ((await ports.findOrganisationName(ctx, input.organisationId)) ?? null)
      : null
    return c.json(await service.addUser(ctx, { ...input, organisationName }), 201)
  })

  router.openapi(renewPassword, async (c) =>
    c.json(await service.renewPassword(c.get('ctx'), { userId: c.req.valid('param').id }), 200),
  )

  router.openapi(endUser, async (c) => {
    await service.endUser(c.get('ctx'), c.req.valid('param').id)
    return c.body(null, 204)
  })

  router.openapi(getAudit, async (c) => {
    const { before, limit, action, user } = c.req.valid('query')
    const entries = await service.listAudit(c.get('ctx'), {
      before: before ?? null,
      limit,
      action: action ?? null,
      user: user ?? null,
    })
    const last = entries.at(-1)
    return c.json({ entries, nextBefore: entries.length === limit && last ? last.seq : null }, 200)
  })

  router.openapi(getAuditVerdict, async (c) => c.json(await service.verifyAudit(c.get('ctx')), 200))
  return router
}
