import { z } from '@hono/zod-openapi'
import {
  accessRouter,
  datasetSchema,
  idSchema,
  itemsOf,
  jsonAnswer,
  jsonBody,
  permittedRoute,
} from '../../access/index.ts'
import { cityCodeSchema, keySchema } from '../../indicators/index.ts'
import {
  bodyDetailSchema,
  bodySummarySchema,
  endingSchema,
  escalationPathSchema,
  newBodyChainSchema,
  newBodySchema,
  newMemberSchema,
  newParentSchema,
} from '../model.ts'
import * as service from '../service/bodies.ts'
import { escalationToday } from '../service/escalation.ts'

const cityDay = z.object({ city: cityCodeSchema, dataset: datasetSchema, on: z.iso.date().optional() })
const params = z.object({ id: idSchema })
const answer = { 200: jsonAnswer(bodyDetailSchema, 'the body with members, chains and parents') }

const getBodies = permittedRoute('chains.read', {
  method: 'get',
  path: '/api/chain-bodies',
  request: { query: cityDay },
  responses: { 200: jsonAnswer(itemsOf(bodySummarySchema), 'the bodies that run the chains of a city') },
})
const postBody = permittedRoute('chains.edit', {
  method: 'post',
  path: '/api/chain-bodies',
  request: jsonBody(newBodySchema),
  responses: { 201: jsonAnswer(z.object({ id: idSchema }), 'the body that was made') },
})
const getBody = permittedRoute('chains.read', {
  method: 'get',
  path: '/api/chain-bodies/{id}',
  request: { params, query: z.object({ dataset: datasetSchema, on: z.iso.date().optional() }) },
  responses: answer,
})
const postMember = permittedRoute('chains.edit', {
  method: 'post',
  path: '/api/chain-bodies/{id}/members',
  request: { params, ...jsonBody(newMemberSchema) },
  responses: answer,
})
const postChain = permittedRoute('chains.edit', {
  method: 'post',
  path: '/api/chain-bodies/{id}/chains',
  request: { params, ...jsonBody(newBodyChainSchema) },
  responses: answer,
})
const postParent = permittedRoute('chains.edit', {
  method: 'post',
  path: '/api/chain-bodies/{id}/parents',
  request: { params, ...jsonBody(newParentSchema) },
  responses: answer,
})
const endedParts = {
  body: 'body',
  members: 'body_member',
  chains: 'body_chain',
  parents: 'body_parent',
} as const
const postEnd = permittedRoute('chains.edit', {
  method: 'post',
  path: '/api/chain-bodies/{id}/{part}/{partId}/end',
  request: {
    params: z.object({
      id: idSchema,
      part: z.enum(['body', 'members', 'chains', 'parents']),
      partId: idSchema,
    }),
    query: z.object({ dataset: datasetSchema }),
    ...jsonBody(endingSchema),
  },
  responses: answer,
})
const getEscalation = permittedRoute('chains.read', {
  method: 'get',
  path: '/api/chains/{id}/escalation',
  request: { params: z.object({ id: keySchema }), query: cityDay },
  responses: { 200: jsonAnswer(escalationPathSchema, 'to whom a matter of the chain goes up') },
})

/** Bodies, their parts, and the way up of a chain. */
export function bodyRoutes() {
  return accessRouter()
    .openapi(getBodies, async (c) =>
      c.json({ items: await service.listBodies(c.get('ctx'), c.req.valid('query')) }, 200),
    )
    .openapi(postBody, async (c) => {
      const { id } = await service.createBody(c.get('ctx'), c.req.valid('json'))
      return c.json({ id }, 201)
    })
    .openapi(getBody, async (c) => {
      const of = { id: c.req.valid('param').id, ...c.req.valid('query') }
      return c.json(await service.getBody(c.get('ctx'), of), 200)
    })
    .openapi(postMember, async (c) =>
      c.json(await service.addMember(c.get('ctx'), c.req.valid('param').id, c.req.valid('json')), 200),
    )
    .openapi(postChain, async (c) =>
      c.json(await service.attachBody(c.get('ctx'), c.req.valid('param').id, c.req.valid('json')), 200),
    )
    .openapi(postParent, async (c) =>
      c.json(await service.placeBody(c.get('ctx'), c.req.valid('param').id, c.req.valid('json')), 200),
    )
    .openapi(postEnd, async (c) => {
      const { id: bodyId, part, partId: id } = c.req.valid('param')
      const of = { part: endedParts[part], bodyId, id, ...c.req.valid('query') }
      return c.json(await service.endBodyPart(c.get('ctx'), of, c.req.valid('json')), 200)
    })
    .openapi(getEscalation, async (c) =>
      c.json(await escalationToday(c.get('ctx'), c.req.valid('param').id, c.req.valid('query')), 200),
    )
}
