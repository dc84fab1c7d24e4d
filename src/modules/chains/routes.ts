import { z } from '@hono/zod-openapi'
import { accessRouter, datasetSchema, idSchema, jsonAnswer, permittedRoute } from '../access/index.ts'
import { cityCodeSchema, keySchema } from '../indicators/index.ts'
import {
  chainListSchema,
  chainPartySchema,
  chainTiersSchema,
  endFirmRoleSchema,
  firmRoleSchema,
  historyAnswerSchema,
  mapAnswerSchema,
  missingRolesSchema,
  newFirmRoleSchema,
  placementSchema,
} from './model.ts'
import { aboutRoutes } from './routes/about.ts'
import { actRoutes } from './routes/acts.ts'
import { bodyRoutes } from './routes/bodies.ts'
import { groupingRoutes } from './routes/groupings.ts'
import { lineRoutes } from './routes/lines.ts'
import { mapForkRoutes } from './routes/map-forks.ts'
import * as service from './service.ts'

const city = z.object({ city: cityCodeSchema })
const cityDay = city.extend({ on: z.iso.date().optional(), dataset: datasetSchema })
const params = z.object({ id: keySchema })

const getChains = permittedRoute('chains.read', {
  method: 'get',
  path: '/api/chains',
  request: { query: cityDay },
  responses: { 200: jsonAnswer(chainListSchema, 'the chains of a city on a day') },
})
const getMissingRoles = permittedRoute('chains.read', {
  method: 'get',
  path: '/api/chains/roles/missing',
  request: { query: cityDay },
  responses: {
    200: jsonAnswer(missingRolesSchema, 'chains without exactly one leader and one lead department'),
  },
})
const getMap = permittedRoute('chains.read', {
  method: 'get',
  path: '/api/chains/{id}/map',
  request: {
    params,
    query: city.extend({ version: z.coerce.number().int().min(1).max(1_000_000).optional() }),
  },
  responses: { 200: jsonAnswer(mapAnswerSchema, 'segments, nodes and needs of one version of the map') },
})
const getHistory = permittedRoute('chains.read', {
  method: 'get',
  path: '/api/chains/{id}/history',
  request: { params, query: city },
  responses: {
    200: jsonAnswer(historyAnswerSchema, 'editions of the catalogue and the line of this chain in them'),
  },
})
const getParties = permittedRoute('chains.read', {
  method: 'get',
  path: '/api/chains/{id}/parties',
  request: { params, query: city },
  responses: {
    200: jsonAnswer(z.object({ items: z.array(chainPartySchema) }), 'who is what to the chain, by sources'),
  },
})
const getPlacements = permittedRoute('chains.read', {
  method: 'get',
  path: '/api/organisations/{id}/nodes',
  request: { params: z.object({ id: idSchema }) },
  responses: {
    200: jsonAnswer(z.object({ items: z.array(placementSchema) }), 'where an organisation stands'),
  },
})

const rolesAnswer = jsonAnswer(
  z.object({ items: z.array(firmRoleSchema) }),
  'roles in chains with their evidence',
)
const getFirmRoles = permittedRoute('chains.read', {
  method: 'get',
  path: '/api/organisations/{id}/chain-roles',
  request: { params: z.object({ id: idSchema }) },
  responses: { 200: rolesAnswer },
})
const postFirmRole = permittedRoute('registry.edit', {
  method: 'post',
  path: '/api/organisations/{id}/chain-roles',
  request: {
    params: z.object({ id: idSchema }),
    body: { required: true, content: { 'application/json': { schema: newFirmRoleSchema } } },
  },
  responses: { 200: rolesAnswer },
})
const postRoleEnd = permittedRoute('registry.edit', {
  method: 'post',
  path: '/api/organisations/{id}/chain-roles/{role}/end',
  request: {
    params: z.object({ id: idSchema, role: idSchema }),
    body: { required: true, content: { 'application/json': { schema: endFirmRoleSchema } } },
  },
  responses: { 200: rolesAnswer },
})
const getTiers = permittedRoute('chains.read', {
  method: 'get',
  path: '/api/chains/{id}/tiers',
  request: { params, query: z.object({ dataset: datasetSchema, on: z.iso.date().optional() }) },
  responses: {
    200: jsonAnswer(
      chainTiersSchema,
      'leaders, backbone, fast growing and supporting firms of a chain on a day',
    ),
  },
})

/** The routes of the room. */
export function chainRoutes() {
  return accessRouter()
    .route('/', bodyRoutes())
    .route('/', lineRoutes())
    .route('/', mapForkRoutes())
    .route('/', groupingRoutes())
    .route('/', aboutRoutes())
    .route('/', actRoutes())
    .openapi(getChains, async (c) =>
      c.json(await service.listChains(c.get('ctx'), c.req.valid('query')), 200),
    )
    .openapi(getMissingRoles, async (c) =>
      c.json(await service.listMissingRoles(c.get('ctx'), c.req.valid('query')), 200),
    )
    .openapi(getMap, async (c) => {
      const input = { chainId: c.req.valid('param').id, ...c.req.valid('query') }
      return c.json(await service.getChainMap(c.get('ctx'), input), 200)
    })
    .openapi(getHistory, async (c) => {
      const input = { chainId: c.req.valid('param').id, ...c.req.valid('query') }
      return c.json(await service.getChainHistory(c.get('ctx'), input), 200)
    })
    .openapi(getParties, async (c) => {
      const input = { chainId: c.req.valid('param').id, ...c.req.valid('query') }
      return c.json({ items: await service.listChainParties(c.get('ctx'), input) }, 200)
    })
    .openapi(getPlacements, async (c) =>
      c.json({ items: await service.listPlacements(c.get('ctx'), c.req.valid('param').id) }, 200),
    )
    .openapi(getFirmRoles, async (c) =>
      c.json({ items: await service.listFirmRoles(c.get('ctx'), c.req.valid('param').id) }, 200),
    )
    .openapi(getTiers, async (c) => {
      const input = { chainId: c.req.valid('param').id, ...c.req.valid('query') }
      return c.json(await service.listChainTiers(c.get('ctx'), input), 200)
    })
    .openapi(postRoleEnd, async (c) => {
      const { id: organisationId, role: id } = c.req.valid('param')
      const items = await service.endFirmRole(c.get('ctx'), { organisationId, id }, c.req.valid('json'))
      return c.json({ items }, 200)
    })
    .openapi(postFirmRole, async (c) =>
      c.json(
        { items: await service.recordFirmRole(c.get('ctx'), c.req.valid('param').id, c.req.valid('json')) },
        200,
      ),
    )
}
