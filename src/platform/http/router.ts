import { OpenAPIHono, type RouteConfig } from '@hono/zod-openapi'
import { AppError } from '../../kernel/errors.ts'
import type { FrameVariables } from './app.ts'
import { fieldProblems, unstorableFields } from './field-problems.ts'

/**
 * A router whose routes make openapi.json. Input that does not fit its schema, or that the database cannot keep, is
 * refused before the handler. A declared body is required unless the route says otherwise.
 */
export function createRouter<V extends object = object>(): OpenAPIHono<{ Variables: V & FrameVariables }> {
  const router = new OpenAPIHono<{ Variables: V & FrameVariables }>({
    defaultHook: (result) => {
      if (!result.success) {
        const fields = fieldProblems(result.error.issues)
        throw new AppError('invalid', 'http.bad_input', { count: fields.length }, fields)
      }
      const fields = unstorableFields(result.data)
      if (fields.length > 0) throw new AppError('invalid', 'http.text_not_storable', {}, fields)
    },
  })
  requireBodies(router)
  return router
}

/** Left optional, a request without a content type would reach its handler unchecked, as an empty object. */
function requireBodies(router: { openapi: (route: RouteConfig, ...rest: never[]) => unknown }): void {
  const openapi = router.openapi
  router.openapi = (route, ...rest) => {
    const body = route.request?.body
    if (body && body.required === undefined) body.required = true
    return openapi(route, ...rest)
  }
}
