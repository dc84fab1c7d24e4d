import { z } from '@hono/zod-openapi'
import { accessRouter, datasetSchema, jsonAnswer, permittedRoute } from '../access/index.ts'
import {
  cityCodeSchema,
  conflictSchema,
  countedBesideSchema,
  indicatorAnswerSchema,
  targetAnswerSchema,
} from './model.ts'
import { boardRoutes, indicatorPageRoutes } from './routes/board.ts'
import { changeRoutes } from './routes/changes.ts'
import { computingRoutes } from './routes/computing.ts'
import { ownTargetRoutes } from './routes/own-targets.ts'
import * as service from './service.ts'

const query = z.object({ city: cityCodeSchema })

const getIndicators = permittedRoute('indicators.read', {
  method: 'get',
  path: '/api/indicators',
  request: { query },
  responses: {
    200: jsonAnswer(
      z.object({ items: z.array(indicatorAnswerSchema) }),
      'definitions with their dated values, oldest first',
    ),
  },
})
const getTargets = permittedRoute('indicators.read', {
  method: 'get',
  path: '/api/targets',
  request: { query: query.extend({ dataset: datasetSchema }) },
  responses: {
    200: jsonAnswer(
      z.object({ targets: z.array(targetAnswerSchema), conflicts: z.array(conflictSchema) }),
      'targets with their sources, and where sources do not agree',
    ),
  },
})

const getCounted = permittedRoute('indicators.read', {
  method: 'get',
  path: '/api/indicators/counted',
  request: { query: query.extend({ dataset: datasetSchema }) },
  responses: {
    200: jsonAnswer(
      z.object({ items: z.array(countedBesideSchema) }),
      'official figures beside what the libraries of the register hold',
    ),
  },
})

/** The routes of the room. */
export function indicatorRoutes() {
  return accessRouter()
    .route('/', computingRoutes())
    .route('/', boardRoutes())
    .route('/', ownTargetRoutes())
    .route('/', changeRoutes())
    .openapi(getIndicators, async (c) => {
      const items = await service.listIndicators(c.get('ctx'), c.req.valid('query').city)
      return c.json({ items }, 200)
    })
    .openapi(getCounted, async (c) =>
      c.json({ items: await service.listCountedBeside(c.get('ctx'), c.req.valid('query')) }, 200),
    )
    .openapi(getTargets, async (c) => {
      const { city, dataset } = c.req.valid('query')
      return c.json(await service.listTargets(c.get('ctx'), city, dataset), 200)
    })
    .route('/', indicatorPageRoutes())
}
