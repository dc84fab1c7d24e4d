import { accessRouter, jsonAnswer, permittedRoute } from '../access/index.ts'
import {
  chainGapsQuerySchema,
  chainGapsSchema,
  cityQuerySchema,
  gapListSchema,
  nodeDetailSchema,
  nodeQuerySchema,
  overviewSchema,
  statementInputSchema,
} from './model.ts'
import { getChainGaps, listGaps } from './service/chain-gaps.ts'
import { getNodeDetail, stateAboutNode } from './service/node-detail.ts'
import { getOverview } from './service/overview.ts'

const chainGaps = permittedRoute('gaps.read', {
  method: 'get',
  path: '/api/gaps/chain',
  request: { query: chainGapsQuerySchema },
  responses: { 200: jsonAnswer(chainGapsSchema, 'every node of a chain, judged') },
})
const gapList = permittedRoute('gaps.read', {
  method: 'get',
  path: '/api/gaps',
  request: { query: cityQuerySchema },
  responses: { 200: jsonAnswer(gapListSchema, 'the gaps of all chains, gravest first') },
})
const nodeDetail = permittedRoute('gaps.read', {
  method: 'get',
  path: '/api/gaps/node',
  request: { query: nodeQuerySchema },
  responses: { 200: jsonAnswer(nodeDetailSchema, 'one node with its firms and neighbours') },
})
const confirmation = permittedRoute('gaps.state', {
  method: 'post',
  path: '/api/gaps/confirmations',
  request: { body: { required: true, content: { 'application/json': { schema: statementInputSchema } } } },
  responses: { 201: jsonAnswer(nodeDetailSchema, 'the node as it is judged now') },
})
const overview = permittedRoute('gaps.read', {
  method: 'get',
  path: '/api/overview',
  request: { query: cityQuerySchema },
  responses: { 200: jsonAnswer(overviewSchema, 'what is true in the city today') },
})

/** Gaps over HTTP. */
export function gapsRoutes() {
  return accessRouter()
    .openapi(chainGaps, async (c) => c.json(await getChainGaps(c.get('ctx'), c.req.valid('query')), 200))
    .openapi(gapList, async (c) => c.json(await listGaps(c.get('ctx'), c.req.valid('query')), 200))
    .openapi(nodeDetail, async (c) => c.json(await getNodeDetail(c.get('ctx'), c.req.valid('query')), 200))
    .openapi(confirmation, async (c) => c.json(await stateAboutNode(c.get('ctx'), c.req.valid('json')), 201))
    .openapi(overview, async (c) => c.json(await getOverview(c.get('ctx'), c.req.valid('query')), 200))
}
