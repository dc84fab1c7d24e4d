import { accessRouter, jsonAnswer, jsonBody, permittedRoute } from '../../access/index.ts'
import * as m from '../model.ts'
import { actOnCall } from './service/act-on-call.ts'
import { getCall, listCalls, makeCall } from './service/calls.ts'
import { endReviewer, getPanel, nameReviewers } from './service/reviewers.ts'
import { scoreApplication } from './service/score-application.ts'

const list = permittedRoute('calls.read', {
  method: 'get',
  path: '/api/policy/calls',
  request: { query: m.caseQuerySchema },
  responses: { 200: jsonAnswer(m.callListSchema, 'the calls of a city') },
})
const make = permittedRoute('calls.manage', {
  method: 'post',
  path: '/api/policy/calls',
  request: jsonBody(m.newCallSchema),
  responses: { 201: jsonAnswer(m.callSchema, 'the call as put up') },
})
const one = permittedRoute('calls.read', {
  method: 'get',
  path: '/api/policy/calls/{id}',
  request: { params: m.caseIdSchema },
  responses: { 200: jsonAnswer(m.callSchema, 'one call with what the asker may see of its applications') },
})
const act = permittedRoute('calls.manage', {
  method: 'post',
  path: '/api/policy/calls/{id}/acts',
  request: { params: m.caseIdSchema, ...jsonBody(m.callActSchema) },
  responses: { 200: jsonAnswer(m.callSchema, 'the call after the act') },
})
const score = permittedRoute('calls.score', {
  method: 'put',
  path: '/api/policy/applications/{id}/points',
  request: { params: m.caseIdSchema, ...jsonBody(m.scoreInputSchema) },
  responses: { 200: jsonAnswer(m.callSchema, "the call with the asker's points") },
})
const panel = permittedRoute('calls.manage', {
  method: 'get',
  path: '/api/policy/calls/{id}/reviewers',
  request: { params: m.caseIdSchema },
  responses: { 200: jsonAnswer(m.callPanelSchema, 'who judges the call, what each gave and still owes') },
})
const name = permittedRoute('calls.manage', {
  method: 'post',
  path: '/api/policy/calls/{id}/reviewers',
  request: { params: m.caseIdSchema, ...jsonBody(m.nameReviewersSchema) },
  responses: { 200: jsonAnswer(m.callPanelSchema, 'the panel with those named or drawn') },
})
const end = permittedRoute('calls.manage', {
  method: 'post',
  path: '/api/policy/calls/{id}/reviewers/{reviewer}/end',
  request: { params: m.reviewerIdSchema, ...jsonBody(m.endReviewerSchema) },
  responses: { 200: jsonAnswer(m.callPanelSchema, 'the panel without that reviewer') },
})

/** Calls of a programme over HTTP. */
export function callRoutes() {
  return accessRouter()
    .openapi(list, async (c) => c.json(await listCalls(c.get('ctx'), c.req.valid('query')), 200))
    .openapi(make, async (c) => c.json(await makeCall(c.get('ctx'), c.req.valid('json')), 201))
    .openapi(one, async (c) => c.json(await getCall(c.get('ctx'), c.req.valid('param').id), 200))
    .openapi(act, async (c) =>
      c.json(await actOnCall(c.get('ctx'), c.req.valid('param').id, c.req.valid('json')), 200),
    )
    .openapi(panel, async (c) => c.json(await getPanel(c.get('ctx'), c.req.valid('param').id), 200))
    .openapi(name, async (c) =>
      c.json(await nameReviewers(c.get('ctx'), c.req.valid('param').id, c.req.valid('json')), 200),
    )
    .openapi(end, async (c) =>
      c.json(await endReviewer(c.get('ctx'), c.req.valid('param'), c.req.valid('json')), 200),
    )
    .openapi(score, async (c) =>
      c.json(await scoreApplication(c.get('ctx'), c.req.valid('param').id, c.req.valid('json')), 200),
    )
}
