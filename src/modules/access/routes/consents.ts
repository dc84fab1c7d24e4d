import { z } from '@hono/zod-openapi'
import {
  confidedSchema,
  consentSchema,
  consentTermsSchema,
  datasetSchema,
  idSchema,
  withdrawalSchema,
} from '../model.ts'
import { type accessRouter, jsonAnswer, jsonBody, permittedRoute } from '../router.ts'
import { listConsents, readConfided, stateConsent, withdrawConsent } from '../service/consents.ts'
import type { RouteTools } from './ports.ts'

const byId = { params: z.object({ id: idSchema }) }
const getConsents = permittedRoute('consents.read', {
  method: 'get',
  path: '/api/consents',
  request: { query: z.object({ dataset: datasetSchema }) },
  responses: {
    200: jsonAnswer(
      z.object({ items: z.array(consentSchema) }),
      'confidential uploads with purpose, readers and end',
    ),
  },
})
const putConsent = permittedRoute('consents.state', {
  method: 'put',
  path: '/api/consents/{id}',
  request: { ...byId, ...jsonBody(consentTermsSchema) },
  responses: { 204: { description: 'stated' } },
})
const postWithdrawal = permittedRoute('consents.withdraw', {
  method: 'post',
  path: '/api/consents/{id}/withdraw',
  request: { ...byId, ...jsonBody(withdrawalSchema) },
  responses: { 204: { description: 'in no result from now on' } },
})
const getConfided = permittedRoute('consents.own', {
  method: 'get',
  path: '/api/confided',
  responses: { 200: jsonAnswer(confidedSchema, 'what my organisation confided, and who read what of it') },
})

/** Adds consent: for what, for whom and until when confidential uploads are kept. */
export function addConsentRoutes(router: ReturnType<typeof accessRouter>, { ports }: RouteTools) {
  router.openapi(getConsents, async (c) =>
    c.json({ items: await listConsents(c.get('ctx'), c.req.valid('query').dataset) }, 200),
  )
  router.openapi(putConsent, async (c) => {
    const ctx = c.get('ctx')
    const terms = c.req.valid('json')
    const found = terms.organisationId ? await ports.findOrganisation(ctx, terms.organisationId) : undefined
    await stateConsent(ctx, { ...terms, id: c.req.valid('param').id, organisationName: found?.name ?? null })
    return c.body(null, 204)
  })
  router.openapi(postWithdrawal, async (c) => {
    await withdrawConsent(c.get('ctx'), c.req.valid('param').id, c.req.valid('json').reason)
    return c.body(null, 204)
  })
  router.openapi(getConfided, async (c) => c.json(await readConfided(c.get('ctx')), 200))
  return router
}
