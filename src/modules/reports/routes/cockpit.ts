import { accessRouter, jsonAnswer, permittedRoute } from '../../access/index.ts'
import { cockpitSchema, scopeQuerySchema } from '../model.ts'
import { readCockpit } from '../service/cockpit.ts'

const cockpit = permittedRoute('reports.read', {
  method: 'get',
  path: '/api/cockpit',
  request: { query: scopeQuerySchema },
  responses: {
    200: jsonAnswer(cockpitSchema, 'the state of a city on one page, each number with its origin'),
  },
})

/** The cockpit over HTTP. */
export function cockpitRoutes() {
  return accessRouter().openapi(cockpit, async (c) =>
    c.json(await readCockpit(c.get('ctx'), c.req.valid('query')), 200),
  )
}
