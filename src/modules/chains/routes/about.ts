import { z } from '@hono/zod-openapi'
import {
  accessRouter,
  datasetSchema,
  itemsOf,
  jsonAnswer,
  jsonBody,
  permittedRoute,
} from '../../access/index.ts'
import { cityCodeSchema, keySchema } from '../../indicators/index.ts'
import {
  catalogueEntrySchema,
  chainAboutSchema,
  chainSeriesSchema,
  directionSchema,
  newDirectionSchema,
} from '../model.ts'
import * as service from '../service/about.ts'
import { listCatalogueOverTime } from '../service/catalogue-over-time.ts'
import { getChainSeries } from '../service/series.ts'

const params = z.object({ id: keySchema })

const getAbout = permittedRoute('chains.read', {
  method: 'get',
  path: '/api/chains/{id}/about',
  request: {
    params,
    query: z.object({ city: cityCodeSchema, dataset: datasetSchema, on: z.iso.date().optional() }),
  },
  responses: {
    200: jsonAnswer(chainAboutSchema, 'roles, tier, groupings, bodies, way up and directions of a chain'),
  },
})
const getSeries = permittedRoute('chains.read', {
  method: 'get',
  path: '/api/chains/{id}/series',
  request: { params, query: z.object({ city: cityCodeSchema }) },
  responses: { 200: jsonAnswer(chainSeriesSchema, 'the line of descent and the figures that follow it') },
})
const getCatalogue = permittedRoute('chains.read', {
  method: 'get',
  path: '/api/chain-catalogue',
  request: { query: z.object({ city: cityCodeSchema }) },
  responses: {
    200: jsonAnswer(itemsOf(catalogueEntrySchema), 'every edition with what became of its entries'),
  },
})
const postDirection = permittedRoute('chains.edit', {
  method: 'post',
  path: '/api/chains/{id}/directions',
  request: { params, ...jsonBody(newDirectionSchema) },
  responses: { 200: jsonAnswer(itemsOf(directionSchema), 'the directions of the chain, newest first') },
})

/** The page of one chain. */
export function aboutRoutes() {
  return accessRouter()
    .openapi(getAbout, async (c) => {
      const of = { chainId: c.req.valid('param').id, ...c.req.valid('query') }
      return c.json(await service.getChainAbout(c.get('ctx'), of), 200)
    })
    .openapi(getCatalogue, async (c) =>
      c.json({ items: await listCatalogueOverTime(c.get('ctx'), c.req.valid('query').city) }, 200),
    )
    .openapi(getSeries, async (c) => {
      const of = { chainId: c.req.valid('param').id, ...c.req.valid('query') }
      return c.json(await getChainSeries(c.get('ctx'), of), 200)
    })
    .openapi(postDirection, async (c) => {
      const items = await service.addDirection(c.get('ctx'), c.req.valid('param').id, c.req.valid('json'))
      return c.json({ items }, 200)
    })
}
