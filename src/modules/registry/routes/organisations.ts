import { z } from '@hono/zod-openapi'
import { accessRouter, idSchema, jsonAnswer, permittedRoute } from '../../access/index.ts'
import { organisationPageSchema, organisationQuerySchema, organisationSchema } from '../model.ts'
import * as service from '../service/organisations.ts'

const getOrganisations = permittedRoute('registry.read', {
  method: 'get',
  path: '/api/organisations',
  request: { query: organisationQuerySchema },
  responses: { 200: jsonAnswer(organisationPageSchema, 'one page of the register') },
})
const getOrganisation = permittedRoute('registry.read', {
  method: 'get',
  path: '/api/organisations/{id}',
  request: { params: z.object({ id: idSchema }) },
  responses: { 200: jsonAnswer(organisationSchema, 'one organisation with its facts and their sources') },
})
const getNow = permittedRoute('registry.read', {
  method: 'get',
  path: '/api/organisations/{id}/now',
  request: { params: z.object({ id: idSchema }) },
  responses: {
    200: jsonAnswer(
      z.object({ id: idSchema, name: z.string() }),
      'where it stands today: itself, or the one that it was merged into',
    ),
  },
})

/** The register itself over HTTP. */
export function organisationRoutes() {
  const router = accessRouter()
  router.openapi(getOrganisations, async (c) =>
    c.json(await service.listOrganisations(c.get('ctx'), c.req.valid('query')), 200),
  )
  router.openapi(getOrganisation, async (c) =>
    c.json(await service.getOrganisation(c.get('ctx'), c.req.valid('param').id), 200),
  )
  router.openapi(getNow, async (c) =>
    c.json(await service.whereNow(c.get('ctx'), c.req.valid('param').id), 200),
  )
  return router
}
