import { z } from '@hono/zod-openapi'
import { accessRouter, idSchema, itemsOf, jsonAnswer, jsonBody, permittedRoute } from '../../access/index.ts'
import { keySchema } from '../../indicators/index.ts'
import { endingSchema, lineEntrySchema, newLineEntrySchema, withdrawalSchema } from '../model.ts'
import * as service from '../service/lines.ts'

const answer = { 200: jsonAnswer(itemsOf(lineEntrySchema), 'what is stated in this respect, oldest first') }
const entry = z.object({ entry: idSchema })

const postEntry = permittedRoute('chains.edit', {
  method: 'post',
  path: '/api/chains/{id}/statements',
  request: { params: z.object({ id: keySchema }), ...jsonBody(newLineEntrySchema) },
  responses: answer,
})
const postEnd = permittedRoute('chains.edit', {
  method: 'post',
  path: '/api/chain-statements/{entry}/end',
  request: { params: entry, ...jsonBody(endingSchema) },
  responses: answer,
})
const postWithdraw = permittedRoute('chains.edit', {
  method: 'post',
  path: '/api/chain-statements/{entry}/withdraw',
  request: { params: entry, ...jsonBody(withdrawalSchema) },
  responses: answer,
})

/** Who leads a chain, which department, which tier: stated, ended, taken back. */
export function lineRoutes() {
  return accessRouter()
    .openapi(postEntry, async (c) => {
      const items = await service.recordLineEntry(c.get('ctx'), c.req.valid('param').id, c.req.valid('json'))
      return c.json({ items }, 200)
    })
    .openapi(postEnd, async (c) => {
      const items = await service.endLineEntry(c.get('ctx'), c.req.valid('param').entry, c.req.valid('json'))
      return c.json({ items }, 200)
    })
    .openapi(postWithdraw, async (c) => {
      const { why } = c.req.valid('json')
      return c.json(
        { items: await service.withdrawLineEntry(c.get('ctx'), c.req.valid('param').entry, why) },
        200,
      )
    })
}
