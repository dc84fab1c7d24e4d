import { z } from '@hono/zod-openapi'
import {
  accessRouter,
  datasetSchema,
  idSchema,
  jsonAnswer,
  jsonBody,
  permittedRoute,
} from '../../access/index.ts'
import * as m from '../model.ts'
import { downloadHeaders } from './routes.ts'
import { actOnGrant, confirmGrant, excludeFromGrant } from './service/act-on-grant.ts'
import { getGrant, listGrants } from './service/grants.ts'
import { answerOffer, listOffers } from './service/offers.ts'
import { readPaymentList } from './service/payment-list.ts'
import { getReadiness } from './service/readiness.ts'
import { startGrant } from './service/start-grant.ts'

const idParams = m.caseIdSchema
const readiness = permittedRoute('grants.run', {
  method: 'get',
  path: '/api/policy/readiness',
  request: { query: m.caseQuerySchema },
  responses: {
    200: jsonAnswer(m.readinessSchema, 'what could be granted without applications, what blocks the rest'),
  },
})
const start = permittedRoute('grants.run', {
  method: 'post',
  path: '/api/policy/grants',
  request: jsonBody(m.newGrantSchema),
  responses: { 201: jsonAnswer(m.grantSchema, 'the list as it was made') },
})
const list = permittedRoute('grants.read', {
  method: 'get',
  path: '/api/policy/grants',
  request: { query: m.caseQuerySchema },
  responses: { 200: jsonAnswer(m.grantListSchema, 'the runs of a city') },
})
const one = permittedRoute('grants.read', {
  method: 'get',
  path: '/api/policy/grants/{id}',
  request: { params: idParams },
  responses: { 200: jsonAnswer(m.grantSchema, 'one run with its lines') },
})
const exclude = permittedRoute('grants.confirm', {
  method: 'post',
  path: '/api/policy/grants/{id}/exclusions',
  request: { params: idParams, ...jsonBody(m.exclusionSchema) },
  responses: { 200: jsonAnswer(m.grantSchema, 'the list without the excluded firms') },
})
const confirm = permittedRoute('grants.confirm', {
  method: 'post',
  path: '/api/policy/grants/{id}/parts/{part}',
  request: { params: z.object({ id: idSchema, part: z.string().max(50) }), ...jsonBody(m.partSchema) },
  responses: { 200: jsonAnswer(m.grantSchema, 'the run after the confirmation') },
})
const act = permittedRoute('grants.run', {
  method: 'post',
  path: '/api/policy/grants/{id}/acts',
  request: { params: idParams, ...jsonBody(m.actSchema) },
  responses: { 200: jsonAnswer(m.grantSchema, 'the run after the act') },
})
const offers = permittedRoute('grants.accept', {
  method: 'get',
  path: '/api/policy/offers',
  request: { query: z.object({ dataset: datasetSchema }) },
  responses: { 200: jsonAnswer(m.offerListSchema, "what is offered to the asker's organisation") },
})
const answer = permittedRoute('grants.accept', {
  method: 'post',
  path: '/api/policy/offers/{id}',
  request: { params: idParams, ...jsonBody(m.acceptanceSchema) },
  responses: { 200: jsonAnswer(m.offerListSchema, 'the offers after the answer') },
})
const file = permittedRoute('payments.record', {
  method: 'get',
  path: '/api/policy/payment-lists/{id}/file',
  request: { params: idParams },
  responses: {
    200: {
      description: "the treasury's list as a workbook",
      content: { 'application/octet-stream': { schema: z.string().openapi({ format: 'binary' }) } },
    },
  },
})
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** 免申即享 over HTTP. */
export function grantRoutes() {
  return accessRouter()
    .openapi(readiness, async (c) => c.json(await getReadiness(c.get('ctx'), c.req.valid('query')), 200))
    .openapi(start, async (c) => c.json(await startGrant(c.get('ctx'), c.req.valid('json')), 201))
    .openapi(list, async (c) => c.json(await listGrants(c.get('ctx'), c.req.valid('query')), 200))
    .openapi(one, async (c) => c.json(await getGrant(c.get('ctx'), c.req.valid('param').id), 200))
    .openapi(exclude, async (c) =>
      c.json(await excludeFromGrant(c.get('ctx'), c.req.valid('param').id, c.req.valid('json')), 200),
    )
    .openapi(confirm, async (c) => {
      const { id, part } = c.req.valid('param')
      return c.json(await confirmGrant(c.get('ctx'), id, part, c.req.valid('json')), 200)
    })
    .openapi(act, async (c) =>
      c.json(await actOnGrant(c.get('ctx'), c.req.valid('param').id, c.req.valid('json')), 200),
    )
    .openapi(offers, async (c) => c.json(await listOffers(c.get('ctx'), c.req.valid('query')), 200))
    .openapi(answer, async (c) =>
      c.json(await answerOffer(c.get('ctx'), c.req.valid('param').id, c.req.valid('json')), 200),
    )
    .openapi(file, async (c) => {
      const { title, content } = await readPaymentList(c.get('ctx'), c.req.valid('param').id)
      return c.body(
        new Uint8Array(content),
        200,
        downloadHeaders({ fileName: `${title}.xlsx`, mediaType: xlsx }),
      )
    })
}
