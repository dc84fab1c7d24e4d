import { z } from '@hono/zod-openapi'
import { accessRouter, idSchema, jsonAnswer, permittedRoute } from '../../access/index.ts'
import { assessQuerySchema, firmAssessmentSchema, whatIfSchema } from '../model.ts'
import { assessFirm, simulateFirm } from '../service/assess-firm.ts'

const params = z.object({ id: idSchema })
const assessment = permittedRoute('policy.assess', {
  method: 'get',
  path: '/api/policy/firms/{id}',
  request: { params, query: assessQuerySchema },
  responses: { 200: jsonAnswer(firmAssessmentSchema, 'what a firm is entitled to, and what it lacks') },
})
const whatIf = permittedRoute('policy.assess', {
  method: 'post',
  path: '/api/policy/firms/{id}/what-if',
  request: { params, body: { required: true, content: { 'application/json': { schema: whatIfSchema } } } },
  responses: { 200: jsonAnswer(firmAssessmentSchema, 'the same with some facts changed; nothing is stored') },
})

/** A firm's entitlement over HTTP. */
export function assessmentRoutes() {
  return accessRouter()
    .openapi(assessment, async (c) => {
      const { id: organisationId } = c.req.valid('param')
      return c.json(await assessFirm(c.get('ctx'), { ...c.req.valid('query'), organisationId }), 200)
    })
    .openapi(whatIf, async (c) => {
      const { id: organisationId } = c.req.valid('param')
      return c.json(await simulateFirm(c.get('ctx'), { ...c.req.valid('json'), organisationId }), 200)
    })
}
