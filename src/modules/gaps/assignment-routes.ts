import { z } from '@hono/zod-openapi'
import {
  accessRouter,
  cityCodeSchema,
  datasetSchema,
  jsonAnswer,
  jsonBody,
  permittedRoute,
} from '../access/index.ts'
import {
  assignedSchema,
  assignmentsSchema,
  ownersSchema,
  ownGapSchema,
  ownGapsSchema,
  raisedGapSchema,
} from './model.ts'
import { assignGaps } from './service/assign-gaps.ts'
import { listOwnGaps, raiseGap } from './service/raise-gap.ts'
import { listOwners } from './service/tell-owner.ts'

const owners = permittedRoute('gaps.register', {
  method: 'get',
  path: '/api/gaps/owners',
  request: { query: z.object({ city: cityCodeSchema }) },
  responses: { 200: jsonAnswer(ownersSchema, 'offices of the city that get a notice when a gap is theirs') },
})
const postAssignments = permittedRoute('gaps.register', {
  method: 'post',
  path: '/api/gaps/register/assignments',
  request: jsonBody(assignmentsSchema),
  responses: { 200: jsonAnswer(assignedSchema, 'how many were assigned, and line by line what was not') },
})
const ownRaised = permittedRoute('gaps.raise', {
  method: 'get',
  path: '/api/gaps/raised',
  request: { query: z.object({ dataset: datasetSchema }) },
  responses: { 200: jsonAnswer(ownGapsSchema, 'what one’s own firm or office raised, newest first') },
})
const postRaised = permittedRoute('gaps.raise', {
  method: 'post',
  path: '/api/gaps/raised',
  request: jsonBody(raisedGapSchema),
  responses: { 201: jsonAnswer(ownGapSchema, 'the item, waiting to be taken up') },
})

/** Giving gaps to offices, and raising them as a firm or an office, over HTTP. */
export function gapAssignmentRoutes() {
  return accessRouter()
    .openapi(owners, async (c) => c.json(await listOwners(c.get('ctx'), c.req.valid('query').city), 200))
    .openapi(postAssignments, async (c) => c.json(await assignGaps(c.get('ctx'), c.req.valid('json')), 200))
    .openapi(ownRaised, async (c) =>
      c.json(await listOwnGaps(c.get('ctx'), c.req.valid('query').dataset), 200),
    )
    .openapi(postRaised, async (c) => c.json(await raiseGap(c.get('ctx'), c.req.valid('json')), 201))
}
