import { z } from '@hono/zod-openapi'
import { chinaDay } from '../../../kernel/china-day.ts'
import { accessRouter, datasetSchema, itemsOf, jsonAnswer, permittedRoute } from '../../access/index.ts'
import { boardRowSchema, cityCodeSchema, keySchema } from '../model.ts'
import { readIndicatorBoard } from '../service/board.ts'

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
