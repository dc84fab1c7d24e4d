import { z } from '@hono/zod-openapi'
import {
  idSchema,
  invitationSchema,
  newInvitationSchema,
  newUserSchema,
  orgRightSchema,
  personSchema,
  roleSchema,
  userSchema,
} from '../model.ts'
import { type accessRouter, jsonAnswer, jsonBody, permittedRoute } from '../router.ts'
import * as service from '../service.ts'
import type { RouteTools } from './ports.ts'

const done = { 204: { description: 'done' } }
const byId = { params: z.object({ id: idSchema }) }

const getUsers = permittedRoute('users.manage', {
  method: 'get',
  path: '/api/users',
  responses: { 200: jsonAnswer(z.object({ items: z.array(userSchema) }), 'all accounts') },
})
const postUser = permittedRoute('users.manage', {
  method: 'post',
  path: '/api/users',
  request: jsonBody(newUserSchema),
  responses: {
    201: jsonAnswer(
      z.object({ user: userSchema, oneTimePassword: z.string() }),
      'the account; the password is shown once',
    ),
  },
})
const endUser = permittedRoute('users.invite', {
  method: 'post',
  path: '/api/users/{id}/end',
  request: byId,
  responses: done,
})
const renewPassword = permittedRoute('users.invite', {
  method: 'post',
  path: '/api/users/{id}/password',
  request: byId,
  responses: {
    200: jsonAnswer(
      z.object({ userName: z.string(), oneTimePassword: z.string(), expiresAt: z.string() }),
      'a new password for one use, shown once, open for three days',
    ),
  },
})
const putRight = permittedRoute('users.invite', {
  method: 'put',
  path: '/api/users/{id}/right',
  request: { ...byId, ...jsonBody(z.object({ orgRight: orgRightSchema })) },
  responses: done,
})
const endFactor = permittedRoute('users.invite', {
  method: 'post',
  path: '/api/users/{id}/second-factor/end',
  request: byId,
  responses: done,
})
const getPeople = permittedRoute('users.invite', {
  method: 'get',
  path: '/api/people',
  request: { query: z.object({ organisation: idSchema.optional() }) },
  responses: {
    200: jsonAnswer(
      z.object({ items: z.array(personSchema) }),
      'the people of an organisation; of my own unless I am an office',
    ),
  },
})
const getInvitations = permittedRoute('users.invite', {
  method: 'get',
  path: '/api/invitations',
  responses: {
    200: jsonAnswer(z.object({ items: z.array(invitationSchema) }), 'invitations I may see, newest first'),
  },
})
const postInvitation = permittedRoute('users.invite', {
  method: 'post',
  path: '/api/invitations',
  request: jsonBody(newInvitationSchema),
  responses: {
    201: jsonAnswer(
      z.object({ id: idSchema, token: z.string(), expiresAt: z.string() }),
      'the token for the link, shown once; it opens one account',
    ),
  },
})
const revokeInvitation = permittedRoute('users.invite', {
  method: 'post',
  path: '/api/invitations/{id}/revoke',
  request: byId,
  responses: done,
})
const getRules = permittedRoute('users.manage', {
  method: 'get',
  path: '/api/sign-in-rules',
  responses: {
    200: jsonAnswer(z.object({ secondFactorRoles: z.array(roleSchema) }), 'roles that need a second factor'),
  },
})
const putRule = permittedRoute('users.manage', {
  method: 'put',
  path: '/api/sign-in-rules',
  request: jsonBody(z.object({ role: roleSchema, needsSecondFactor: z.boolean() })),
  responses: done,
})

/** Adds accounts, the people of an organisation, invitations and what a role needs to sign in. */
export function addAccountRoutes(router: ReturnType<typeof accessRouter>, tools: RouteTools) {
  router.openapi(getUsers, async (c) => c.json({ items: await service.listUsers(c.get('ctx')) }, 200))
  router.openapi(postUser, async (c) => {
    const ctx = c.get('ctx')
    const input = c.req.valid('json')
    const found = input.organisationId
      ? await tools.ports.findOrganisation(ctx, input.organisationId)
      : undefined
    return c.json(await service.addUser(ctx, { ...input, organisationName: found?.name ?? null }), 201)
  })
  router.openapi(renewPassword, async (c) =>
    c.json(await service.renewPassword(c.get('ctx'), { userId: c.req.valid('param').id }), 200),
  )
  router.openapi(endUser, async (c) => {
    await service.endUser(c.get('ctx'), c.req.valid('param').id)
    return c.body(null, 204)
  })
  router.openapi(putRight, async (c) => {
    await service.changeOrgRight(c.get('ctx'), c.req.valid('param').id, c.req.valid('json').orgRight)
    return c.body(null, 204)
  })
  router.openapi(endFactor, async (c) => {
    await service.endSecondFactorOf(c.get('ctx'), c.req.valid('param').id)
    return c.body(null, 204)
  })
  router.openapi(getPeople, async (c) => {
    const items = await service.listPeople(c.get('ctx'), c.req.valid('query').organisation ?? null)
    return c.json({ items }, 200)
  })
  router.openapi(getRules, async (c) =>
    c.json({ secondFactorRoles: await service.listSignInRules(c.get('ctx')) }, 200),
  )
  router.openapi(putRule, async (c) => {
    await service.setSignInRule(c.get('ctx'), c.req.valid('json'))
    return c.body(null, 204)
  })
  return addInvitationRoutes(router, tools)
}

function addInvitationRoutes(router: ReturnType<typeof accessRouter>, { ports }: RouteTools) {
  router.openapi(getInvitations, async (c) =>
    c.json({ items: await service.listInvitations(c.get('ctx')) }, 200),
  )
  router.openapi(postInvitation, async (c) => {
    const ctx = c.get('ctx')
    const input = c.req.valid('json')
    const organisation = input.organisationId
      ? ((await ports.findOrganisation(ctx, input.organisationId)) ?? null)
      : null
    return c.json(await service.invite(ctx, { ...input, organisation }), 201)
  })
  router.openapi(revokeInvitation, async (c) => {
    await service.revokeInvitation(c.get('ctx'), c.req.valid('param').id)
    return c.body(null, 204)
  })
  return router
}
