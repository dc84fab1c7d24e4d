import { z } from '@hono/zod-openapi'
import { accessRouter, formBody, idSchema, jsonAnswer, permittedRoute } from '../../access/index.ts'
import { claimDecisionSchema, claimFormSchema, claimListSchema, claimSchema } from '../model/claims.ts'
import { claimFirm, decideClaim, listClaims, listOwnClaims, withdrawClaim } from './claim-firm.ts'

const byId = { params: z.object({ id: idSchema }) }
const getClaims = permittedRoute('registry.decide_claims', {
  method: 'get',
  path: '/api/claims',
  responses: { 200: jsonAnswer(claimListSchema, 'claims of firms, those that wait first') },
})
const getOwn = permittedRoute('registry.claim', {
  method: 'get',
  path: '/api/claims/own',
  responses: { 200: jsonAnswer(claimListSchema, 'my claims') },
})
const postClaim = permittedRoute('registry.claim', {
  method: 'post',
  path: '/api/claims',
  request: { ...formBody(claimFormSchema) },
  responses: { 201: jsonAnswer(claimSchema, 'the claim waits for an office') },
})
const postDecision = permittedRoute('registry.decide_claims', {
  method: 'post',
  path: '/api/claims/{id}/decision',
  request: {
    ...byId,
    body: { required: true, content: { 'application/json': { schema: claimDecisionSchema } } },
  },
  responses: { 204: { description: 'decided; the person is told' } },
})
const postWithdrawal = permittedRoute('registry.claim', {
  method: 'post',
  path: '/api/claims/{id}/withdraw',
  request: byId,
  responses: { 204: { description: 'taken back' } },
})

/** Claims of firms over HTTP. */
export function claimRoutes() {
  const router = accessRouter()
  router.openapi(getClaims, async (c) => c.json({ items: await listClaims(c.get('ctx')) }, 200))
  router.openapi(getOwn, async (c) => c.json({ items: await listOwnClaims(c.get('ctx')) }, 200))
  router.openapi(postClaim, async (c) => {
    const { proof, ...told } = c.req.valid('form')
    const bytes = Buffer.from(await proof.arrayBuffer())
    return c.json(await claimFirm(c.get('ctx'), { ...told, proof: { fileName: proof.name, bytes } }), 201)
  })
  router.openapi(postDecision, async (c) => {
    await decideClaim(c.get('ctx'), c.req.valid('param').id, c.req.valid('json'))
    return c.body(null, 204)
  })
  router.openapi(postWithdrawal, async (c) => {
    await withdrawClaim(c.get('ctx'), c.req.valid('param').id)
    return c.body(null, 204)
  })
  return router
}
