import { createRoute, type RouteConfig, z } from '@hono/zod-openapi'
import { createMiddleware } from 'hono/factory'
import { createRouter } from '../../platform/http.ts'
import type { Context } from './context.ts'
import { type Permission, requirePermission } from './domain/permissions.ts'

export type RequestVariables = { ctx: Context; sessionToken: string | null }

/** The router every room starts from: its handlers find the signed transaction under `ctx`. */
export function accessRouter() {
  return createRouter<RequestVariables>()
}

/** One answer of a route as JSON, for its description in openapi.json. */
export const jsonAnswer = <T extends z.ZodType>(schema: T, description: string) => ({
  description,
  content: { 'application/json': { schema } },
})

/** A required JSON body, for a route's description. */
export const jsonBody = <T extends z.ZodType>(schema: T) => ({
  body: { required: true, content: { 'application/json': { schema } } },
})

/** A required form with files, for a route's description. */
export const formBody = <T extends z.ZodType>(schema: T) => ({
  body: { required: true, content: { 'multipart/form-data': { schema } } },
})

/** A list as every answer gives one. */
export const itemsOf = <T extends z.ZodType>(schema: T) => z.object({ items: z.array(schema) })

/**
 * A route that names its permission: asked before the input is looked at, so that nobody learns from error messages
 * what they may not use. The service asks again in its first line, for the command line and jobs too; the generated
 * role test and openapi.json read it as `x-permission`.
 */
export function permittedRoute<P extends string, R extends Omit<RouteConfig, 'path'> & { path: P }>(
  permission: Permission | 'public',
  route: R,
) {
  const guard = createMiddleware<{ Variables: RequestVariables }>(async (c, next) => {
    if (permission !== 'public') requirePermission(c.get('ctx').actor, permission)
    await next()
  })
  return createRoute({ ...route, middleware: guard, 'x-permission': permission } as R & {
    path: P
    middleware: typeof guard
    'x-permission': string
  })
}
