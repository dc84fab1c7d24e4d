import { z } from '@hono/zod-openapi'
import { accessRouter, datasetSchema, idSchema, jsonAnswer, permittedRoute } from '../access/index.ts'
import {
  definitionsQuerySchema,
  definitionsSchema,
  localSourcingQuerySchema,
  localSourcingSchema,
  organisationRelationsSchema,
} from './model.ts'
import { agreementRoutes } from './routes/agreements.ts'
import { demandRoutes } from './routes/demands.ts'
import { ledgerRoutes } from './routes/ledgers.ts'
import { handRelationRoutes } from './routes/relations.ts'
import { structureRoutes } from './routes/structure.ts'
import { getSourcingDefinitions } from './service/definitions.ts'
import { getLocalSourcing } from './service/local-sourcing.ts'
import { getOrganisationRelations } from './service/organisation-relations.ts'

const localSourcing = permittedRoute('network.aggregate', {
  method: 'get',
  path: '/api/network/local-sourcing',
  request: { query: localSourcingQuerySchema },
  responses: { 200: jsonAnswer(localSourcingSchema, 'how much of what a city’s firms buy comes from near') },
})
const definitions = permittedRoute('network.aggregate', {
  method: 'get',
  path: '/api/network/local-sourcing/definitions',
  request: { query: definitionsQuerySchema },
  responses: {
    200: jsonAnswer(definitionsSchema, 'the ratio under every scope and reach, and over the years'),
  },
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
  const router = accessRouter()
    .openapi(localSourcing, async (c) =>
      c.json(await getLocalSourcing(c.get('ctx'), c.req.valid('query')), 200),
    )
    .openapi(definitions, async (c) =>
      c.json(await getSourcingDefinitions(c.get('ctx'), c.req.valid('query')), 200),
    )
    .openapi(organisationRelations, async (c) => {
      const input = { ...c.req.valid('param'), ...c.req.valid('query') }
      return c.json(await getOrganisationRelations(c.get('ctx'), input), 200)
    })
  for (const routes of [agreementRoutes, handRelationRoutes, ledgerRoutes, demandRoutes, structureRoutes])
    router.route('/', routes())
  return router
}
