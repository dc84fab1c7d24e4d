import { z } from '@hono/zod-openapi'
import { accessRouter, datasetSchema, idSchema, jsonAnswer, permittedRoute } from '../access/index.ts'
import { localSourcingQuerySchema, localSourcingSchema, organisationRelationsSchema } from './model.ts'
import { getLocalSourcing } from './service/local-sourcing.ts'
import { getOrganisationRelations } from './service/organisation-relations.ts'

const localSourcing = permittedRoute('network.aggregate', {
  method: 'get',
  path: '/api/network/local-sourcing',
  request: { query: localSourcingQuerySchema },
  responses: { 200: jsonAnswer(localSourcingSchema, 'how much of what a city’s firms buy comes from near') },
})
const organisationRelations = permittedRoute('network.aggregate', {
  method: 'get',
  path: '/api/network/organisations/{id}/relations',
  request: { params: z.object({ id: idSchema }), query: z.object({ dataset: datasetSchema }) },
  responses: {
    200: jsonAnswer(organisationRelationsSchema, 'one step of supply relations, for those who may see them'),
  },
})

/** Local sourcing and supply relations over HTTP. */
export function networkRoutes() {
  return accessRouter()
    .openapi(localSourcing, async (c) =>
      c.json(await getLocalSourcing(c.get('ctx'), c.req.valid('query')), 200),
    )
    .openapi(organisationRelations, async (c) => {
      const input = { ...c.req.valid('param'), ...c.req.valid('query') }
      return c.json(await getOrganisationRelations(c.get('ctx'), input), 200)
    })
}
