import { accessRouter, jsonAnswer, permittedRoute } from '../../access/index.ts'
import { libraryQuerySchema, librarySchema } from '../model.ts'
import { listLibrary } from '../service/library.ts'

const library = permittedRoute('policy.read', {
  method: 'get',
  path: '/api/policy/documents',
  request: { query: libraryQuerySchema },
  responses: { 200: jsonAnswer(librarySchema, 'the policy library of a city') },
})

/** The library over HTTP. */
export function libraryRoutes() {
  return accessRouter().openapi(library, async (c) =>
    c.json(await listLibrary(c.get('ctx'), c.req.valid('query')), 200),
  )
}
