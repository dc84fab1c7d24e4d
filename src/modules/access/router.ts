import { createRoute, type RouteConfig } from '@hono/zod-openapi'
import { createRouter } from '../../platform/http.ts'
import type { Context } from './context.ts'
import type { Permission } from './domain/permissions.ts'

export type RequestVariables = { ctx: Context; sessionToken: string | null }

/** The router every room starts from: its handlers find the signed transaction under `ctx`. */
export function accessRouter() {
  return createRouter<RequestVariables>()
}

/** A route that names its permission; the generated role test and openapi.json read it as `x-permission`. */
export function permittedRoute<P extends string, R extends Omit<RouteConfig, 'path'> & { path: P }>(
  permission: Permission | 'public',
  route: R,
) {
  return createRoute({ ...route, 'x-permission': permission } as R & { path: P; 'x-permission': string })
}
