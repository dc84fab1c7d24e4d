import { z } from '@hono/zod-openapi'
import {
  accessRouter,
  cityCodeSchema,
  datasetSchema,
  idSchema,
  itemsOf,
  jsonAnswer,
  jsonBody,
  permittedRoute,
} from '../../access/index.ts'
import {
  demandActSchema,
  demandDatesSchema,
  demandSchema,
  newDemandSchema,
  newInterestSchema,
} from '../model.ts'
import { dropInterest, markInterest } from '../service/demand-interests.ts'
import { actOnDemand, changeDemandDates, getDemand, listDemands, stateDemand } from '../service/demands.ts'

const path = '/api/network/demands'
const byId = { params: z.object({ id: idSchema }) }
const whole = (words: string) => jsonAnswer(demandSchema, words)

const list = permittedRoute('demands.read', {
  method: 'get',
  path,
  request: { query: z.object({ city: cityCodeSchema, dataset: datasetSchema }) },
  responses: {
    200: jsonAnswer(itemsOf(demandSchema), 'what projects will need, as far as the reader may see it'),
  },
})
const one = permittedRoute('demands.read', {
  method: 'get',
  path: `${path}/{id}`,
  request: byId,
  responses: { 200: whole('one demand') },
})
const post = permittedRoute('demands.manage', {
  method: 'post',
  path,
  request: jsonBody(newDemandSchema),
  responses: { 201: whole('kept as a draft') },
})
const postAct = permittedRoute('demands.manage', {
  method: 'post',
  path: `${path}/{id}/acts`,
  request: { ...byId, ...jsonBody(demandActSchema) },
  responses: { 200: whole('told to suppliers, closed or withdrawn') },
})
const putDates = permittedRoute('demands.manage', {
  method: 'put',
  path: `${path}/{id}/dates`,
  request: { ...byId, ...jsonBody(demandDatesSchema) },
  responses: { 200: whole('the days are changed; whoever is interested is told') },
})
const putInterest = permittedRoute('demands.answer', {
  method: 'put',
  path: `${path}/{id}/interest`,
  request: { ...byId, ...jsonBody(newInterestSchema) },
  responses: { 200: whole('one’s firm is interested') },
})
const removeInterest = permittedRoute('demands.answer', {
  method: 'delete',
  path: `${path}/{id}/interest`,
  request: byId,
  responses: { 200: whole('no longer interested') },
})

/** Demands of projects over HTTP. */
export function demandRoutes() {
  const router = accessRouter()
  router.openapi(list, async (c) =>
    c.json({ items: await listDemands(c.get('ctx'), c.req.valid('query')) }, 200),
  )
  router.openapi(one, async (c) => c.json(await getDemand(c.get('ctx'), c.req.valid('param').id), 200))
  router.openapi(post, async (c) => c.json(await stateDemand(c.get('ctx'), c.req.valid('json')), 201))
  router.openapi(postAct, async (c) =>
    c.json(await actOnDemand(c.get('ctx'), c.req.valid('param').id, c.req.valid('json')), 200),
  )
  router.openapi(putDates, async (c) =>
    c.json(await changeDemandDates(c.get('ctx'), c.req.valid('param').id, c.req.valid('json')), 200),
  )
  router.openapi(putInterest, async (c) =>
    c.json(await markInterest(c.get('ctx'), c.req.valid('param').id, c.req.valid('json')), 200),
  )
  router.openapi(removeInterest, async (c) =>
    c.json(await dropInterest(c.get('ctx'), c.req.valid('param').id), 200),
  )
  return router
}
