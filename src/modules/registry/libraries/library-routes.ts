import { z } from '@hono/zod-openapi'
import {
  accessRouter,
  type Context,
  cityCodeSchema,
  datasetSchema,
  jsonAnswer,
  jsonBody,
  permittedRoute,
} from '../../access/index.ts'
import * as model from '../model.ts'
import { entryRoutes } from './entry-routes.ts'
import { leadingRoutes } from './leading-routes.ts'
import { parkRoutes } from './park-routes.ts'
import * as keyFirms from './service/key-firms.ts'

const scope = z.object({ dataset: datasetSchema, city: cityCodeSchema })
const year = z.coerce.number().int().min(1990).max(2100)
const ctxOf = (c: { get(key: 'ctx'): Context }) => c.get('ctx')

const getSnapshots = permittedRoute('libraries.read', {
  method: 'get',
  path: '/api/key-firms',
  request: { query: scope },
  responses: {
    200: jsonAnswer(
      z.object({
        rules: z.array(model.keyRuleSchema),
        snapshots: z.array(model.snapshotSchema),
      }),
      'inclusion rules and the yearly libraries',
    ),
  },
})
const getKeyFirms = permittedRoute('libraries.read', {
  method: 'get',
  path: '/api/key-firms/year',
  request: { query: scope.extend({ rule: z.string().max(60), year }) },
  responses: {
    200: jsonAnswer(
      z.object({ snapshot: model.snapshotSchema, firms: z.array(model.keyFirmSchema) }),
      'the key firms of one year with the reasons',
    ),
  },
})
const getComparison = permittedRoute('libraries.read', {
  method: 'get',
  path: '/api/key-firms/compare',
  request: { query: scope.extend({ rule: z.string().max(60), from: year, to: year }) },
  responses: { 200: jsonAnswer(model.comparisonSchema, 'who came, who left, and why') },
})
const postSnapshot = permittedRoute('libraries.settle', {
  method: 'post',
  path: '/api/key-firms',
  request: jsonBody(model.newSnapshotSchema),
  responses: { 201: jsonAnswer(model.snapshotSchema, 'the library of that year') },
})

/** Parks and key firms over HTTP. */
export function libraryRoutes() {
  const router = accessRouter()
  router.route('/', entryRoutes())
  router.route('/', leadingRoutes())
  router.route('/', parkRoutes())
  router.openapi(getSnapshots, async (c) =>
    c.json(await keyFirms.listKeyFirmSnapshots(ctxOf(c), c.req.valid('query')), 200),
  )
  router.openapi(getKeyFirms, async (c) =>
    c.json(await keyFirms.listKeyFirms(ctxOf(c), c.req.valid('query')), 200),
  )
  router.openapi(getComparison, async (c) =>
    c.json(await keyFirms.compareKeyFirms(ctxOf(c), c.req.valid('query')), 200),
  )
  router.openapi(postSnapshot, async (c) =>
    c.json(await keyFirms.takeSnapshot(ctxOf(c), c.req.valid('json')), 201),
  )
  return router
}
