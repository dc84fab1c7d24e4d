import { z } from '@hono/zod-openapi'
import { accessRouter, formBody, idSchema, jsonAnswer, jsonBody, permittedRoute } from '../../access/index.ts'
import { newRelationSchema, relationCorrectionSchema, relationEndSchema } from '../model.ts'
import {
  addRelationEvidence,
  correctRelation,
  endRelation,
  stateRelation,
} from '../service/hand-relations.ts'

const byId = { params: z.object({ id: idSchema }) }
const key = z.object({ id: z.string() })

const post = permittedRoute('relations.state', {
  method: 'post',
  path: '/api/network/relations',
  request: jsonBody(newRelationSchema),
  responses: { 201: jsonAnswer(key, 'written down: of one’s own firm, or by an office') },
})
const postCorrection = permittedRoute('relations.state', {
  method: 'post',
  path: '/api/network/relations/{id}/corrections',
  request: { ...byId, ...jsonBody(relationCorrectionSchema) },
  responses: { 201: jsonAnswer(key, 'the corrected relation; the former figures stay as history') },
})
const postEnd = permittedRoute('relations.state', {
  method: 'post',
  path: '/api/network/relations/{id}/end',
  request: { ...byId, ...jsonBody(relationEndSchema) },
  responses: { 204: { description: 'ended' } },
})
const postEvidence = permittedRoute('relations.state', {
  method: 'post',
  path: '/api/network/relations/{id}/evidence',
  request: {
    ...byId,
    ...formBody(z.object({ file: z.instanceof(File).openapi({ type: 'string', format: 'binary' }) })),
  },
  responses: { 201: jsonAnswer(key, 'the document as kept') },
})

/** Relations written down by hand, over HTTP. */
export function handRelationRoutes() {
  const router = accessRouter()
  router.openapi(post, async (c) => c.json(await stateRelation(c.get('ctx'), c.req.valid('json')), 201))
  router.openapi(postCorrection, async (c) =>
    c.json(await correctRelation(c.get('ctx'), c.req.valid('param').id, c.req.valid('json')), 201),
  )
  router.openapi(postEnd, async (c) => {
    await endRelation(c.get('ctx'), c.req.valid('param').id, c.req.valid('json'))
    return c.body(null, 204)
  })
  router.openapi(postEvidence, async (c) => {
    const { file } = c.req.valid('form')
    const bytes = Buffer.from(await file.arrayBuffer())
    const { id } = c.req.valid('param')
    return c.json(await addRelationEvidence(c.get('ctx'), { id, fileName: file.name, bytes }), 201)
  })
  return router
}
