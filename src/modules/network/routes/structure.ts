import { accessRouter, jsonAnswer, permittedRoute } from '../../access/index.ts'
import {
  structureFirmsQuerySchema,
  structureFirmsSchema,
  structureQuerySchema,
  structureSchema,
} from '../model.ts'
import { getStructure, listStructureFirms } from '../service/structure.ts'

const structure = permittedRoute('network.aggregate', {
  method: 'get',
  path: '/api/network/structure',
  request: { query: structureQuerySchema },
  responses: {
    200: jsonAnswer(structureSchema, 'what the chains of a city are made of, and who leads them'),
  },
})
const firms = permittedRoute('network.aggregate', {
  method: 'get',
  path: '/api/network/structure/firms',
  request: { query: structureFirmsQuerySchema },
  responses: { 200: jsonAnswer(structureFirmsSchema, 'the firms that make one figure') },
})

/** The structure of chains over HTTP. */
export function structureRoutes() {
  const router = accessRouter()
  router.openapi(structure, async (c) => c.json(await getStructure(c.get('ctx'), c.req.valid('query')), 200))
  router.openapi(firms, async (c) =>
    c.json(await listStructureFirms(c.get('ctx'), c.req.valid('query')), 200),
  )
  return router
}
