import { z } from '@hono/zod-openapi'
import { accessRouter, jsonAnswer, jsonBody, permittedRoute } from '../../access/index.ts'
import {
  ownTargetIdSchema,
  ownTargetSchema,
  targetChangeSchema,
  targetInputSchema,
  targetStepSchema,
} from '../model.ts'
import { correctTarget, enterTarget, restoreTarget, withdrawTarget } from '../service/own-targets.ts'

const path = '/api/indicators/targets' as const
const params = z.object({ id: ownTargetIdSchema })
const answer = jsonAnswer(ownTargetSchema, 'the target as it stands now')

const post = permittedRoute('indicators.manage', {
  method: 'post',
  path,
  request: jsonBody(targetInputSchema),
  responses: { 201: answer },
})
const change = permittedRoute('indicators.manage', {
  method: 'post',
  path: `${path}/{id}/versions`,
  request: { params, ...jsonBody(targetChangeSchema) },
  responses: { 201: answer },
})
const withdraw = permittedRoute('indicators.manage', {
  method: 'post',
  path: `${path}/{id}/withdraw`,
  request: { params, ...jsonBody(targetStepSchema) },
  responses: { 200: answer },
})
const restore = permittedRoute('indicators.manage', {
  method: 'post',
  path: `${path}/{id}/restore`,
  request: { params, ...jsonBody(targetStepSchema) },
  responses: { 200: answer },
})

/** Targets that people write: entered, corrected, taken back and brought back, each a version. */
export const ownTargetRoutes = () =>
  accessRouter()
    .openapi(post, async (c) => c.json(await enterTarget(c.get('ctx'), c.req.valid('json')), 201))
    .openapi(change, async (c) =>
      c.json(await correctTarget(c.get('ctx'), c.req.valid('param').id, c.req.valid('json')), 201),
    )
    .openapi(withdraw, async (c) =>
      c.json(await withdrawTarget(c.get('ctx'), c.req.valid('param').id, c.req.valid('json')), 200),
    )
    .openapi(restore, async (c) =>
      c.json(await restoreTarget(c.get('ctx'), c.req.valid('param').id, c.req.valid('json')), 200),
    )
