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
import { endingSchema, groupingDetailSchema, groupingSummarySchema, newTagEntrySchema } from '../model.ts'
import * as service from '../service/groupings.ts'

const cityDay = z.object({ city: cityCodeSchema, dataset: datasetSchema, on: z.iso.date().optional() })
const params = z.object({ id: keySchema })
const answer = { 200: jsonAnswer(groupingDetailSchema, 'the grouping with its chains and lists') }

const getGroupings = permittedRoute('chains.read', {
  method: 'get',
  path: '/api/chain-groupings',
  request: { query: cityDay },
  responses: { 200: jsonAnswer(itemsOf(groupingSummarySchema), 'clusters, programmes and landmarks') },
})
const getGrouping = permittedRoute('chains.read', {
  method: 'get',
  path: '/api/chain-groupings/{id}',
  request: { params, query: cityDay },
  responses: answer,
})
const postEntry = permittedRoute('chains.edit', {
  method: 'post',
  path: '/api/chain-groupings/{id}/entries',
  request: { params, ...jsonBody(newTagEntrySchema) },
  responses: answer,
})
const postEnd = permittedRoute('chains.edit', {
  method: 'post',
  path: '/api/chain-grouping-entries/{entry}/end',
  request: { params: z.object({ entry: idSchema }), ...jsonBody(endingSchema) },
  responses: answer,
})

/** Clusters, programmes and landmarks. */
export function groupingRoutes() {
  return accessRouter()
    .openapi(getGroupings, async (c) =>
      c.json({ items: await service.listGroupings(c.get('ctx'), c.req.valid('query')) }, 200),
    )
    .openapi(getGrouping, async (c) =>
      c.json(await service.getGrouping(c.get('ctx'), c.req.valid('param').id, c.req.valid('query')), 200),
    )
    .openapi(postEntry, async (c) =>
      c.json(await service.addTagEntry(c.get('ctx'), c.req.valid('param').id, c.req.valid('json')), 200),
    )
    .openapi(postEnd, async (c) =>
      c.json(await service.endTagEntry(c.get('ctx'), c.req.valid('param').entry, c.req.valid('json')), 200),
    )
}
