import { z } from '@hono/zod-openapi'
import { accessRouter, jsonAnswer, jsonBody, permittedRoute } from '../../access/index.ts'
import { keySchema } from '../../indicators/index.ts'
import { forkedMapSchema, newMapForkSchema } from '../model.ts'
import { forkMap } from '../service/fork-map.ts'

const postFork = permittedRoute('maps.publish', {
  method: 'post',
  path: '/api/chains/{id}/map/fork',
  request: { params: z.object({ id: keySchema }), ...jsonBody(newMapForkSchema) },
  responses: { 201: jsonAnswer(forkedMapSchema, 'the city’s own map, new or as it stands') },
} as const)

/** Taking a shared map over as a city's own, over HTTP. */
export function mapForkRoutes() {
  return accessRouter().openapi(postFork, async (c) => {
    const input = { chainId: c.req.valid('param').id, ...c.req.valid('json') }
    return c.json(await forkMap(c.get('ctx'), input), 201)
  })
}
