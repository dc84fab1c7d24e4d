import { z } from '@hono/zod-openapi'
import { chinaDay } from '../../../kernel/china-day.ts'
import { accessRouter, datasetSchema, jsonAnswer, jsonBody, permittedRoute } from '../../access/index.ts'
import { cityCodeSchema, recomputeAnswerSchema } from '../model.ts'
import { recomputeIndicators } from '../service/recompute.ts'

const postRecompute = permittedRoute('indicators.compute', {
  method: 'post',
  path: '/api/indicators/recompute',
  request: jsonBody(z.object({ city: cityCodeSchema, dataset: datasetSchema })),
  responses: {
    200: jsonAnswer(recomputeAnswerSchema, 'what changed; unchanged values are not stored twice'),
  },
})

/** Computing indicators over HTTP. */
export const computingRoutes = () =>
  accessRouter().openapi(postRecompute, async (c) => {
    const { city, dataset } = c.req.valid('json')
    const ctx = c.get('ctx')
    return c.json(await recomputeIndicators(ctx, { cityCode: city, dataset, onDate: chinaDay(ctx.now) }), 200)
  })
