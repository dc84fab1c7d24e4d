import { z } from '@hono/zod-openapi'
import { chinaDay } from '../../../kernel/china-day.ts'
import { accessRouter, datasetSchema, itemsOf, jsonAnswer, permittedRoute } from '../../access/index.ts'
import { boardRowSchema, cityCodeSchema, indicatorPageSchema, keySchema } from '../model.ts'
import { readIndicatorBoard } from '../service/board.ts'
import { readIndicator } from '../service/indicator-page.ts'

const getBoard = permittedRoute('indicators.read', {
  method: 'get',
  path: '/api/indicators/board',
  request: {
    query: z.object({
      city: cityCodeSchema,
      dataset: datasetSchema,
      chain: keySchema.optional(),
      on: z.iso.date().optional(),
    }),
  },
  responses: {
    200: jsonAnswer(itemsOf(boardRowSchema), 'every indicator as it stands on a day, with target and light'),
  },
})

const getIndicator = permittedRoute('indicators.read', {
  method: 'get',
  path: '/api/indicators/{indicator}',
  request: {
    params: z.object({ indicator: keySchema }),
    query: z.object({ city: cityCodeSchema, dataset: datasetSchema, on: z.iso.date().optional() }),
  },
  responses: { 200: jsonAnswer(indicatorPageSchema, 'everything that is said of one indicator') },
})

/** One indicator opened; after every route of the same depth with a name of its own. */
export const indicatorPageRoutes = () =>
  accessRouter().openapi(getIndicator, async (c) => {
    const { city, dataset, on } = c.req.valid('query')
    const ctx = c.get('ctx')
    const scope = { cityCode: city, dataset, onDate: on ?? chinaDay(ctx.now) }
    return c.json(await readIndicator(ctx, c.req.valid('param').indicator, scope), 200)
  })

/** The board over HTTP. */
export const boardRoutes = () =>
  accessRouter().openapi(getBoard, async (c) => {
    const { city, dataset, chain, on } = c.req.valid('query')
    const ctx = c.get('ctx')
    const scope = { cityCode: city, dataset, onDate: on ?? chinaDay(ctx.now) }
    const items = await readIndicatorBoard(ctx, {
      ...scope,
      ...(chain === undefined ? {} : { chainId: chain }),
    })
    return c.json({ items }, 200)
  })
