import { z } from '@hono/zod-openapi'
import {
  accessRouter,
  datasetSchema,
  idSchema,
  jsonAnswer,
  jsonBody,
  permittedRoute,
} from '../../access/index.ts'
import * as m from '../model.ts'
import {
  actOnAgreement,
  answerAgreementPart,
  beginAgreement,
  getAgreement,
  listAgreements,
  meetMilestone,
} from './service/agreements.ts'
import { stateContribution } from './service/contribution.ts'
import { enterBudget, getFund, listFunds, makeFund, openWindow } from './service/funds.ts'

const idParams = m.caseIdSchema
const funds = permittedRoute('funds.read', {
  method: 'get',
  path: '/api/policy/funds',
  request: { query: m.caseQuerySchema },
  responses: { 200: jsonAnswer(m.fundListSchema, "the special funds with this year's balance") },
})
const fund = permittedRoute('funds.read', {
  method: 'get',
  path: '/api/policy/funds/{id}',
  request: { params: idParams, query: z.object({ dataset: datasetSchema }) },
  responses: { 200: jsonAnswer(m.fundDetailSchema, 'one fund with projects, payments and what waits') },
})
const newFund = permittedRoute('funds.manage', {
  method: 'post',
  path: '/api/policy/funds',
  request: jsonBody(m.newFundSchema),
  responses: { 201: jsonAnswer(m.fundDetailSchema, 'the fund as made') },
})
const budget = permittedRoute('funds.manage', {
  method: 'post',
  path: '/api/policy/funds/{id}/budgets',
  request: { params: idParams, ...jsonBody(m.budgetInputSchema) },
  responses: { 200: jsonAnswer(m.fundDetailSchema, 'the fund with its budget') },
})
const openFundWindow = permittedRoute('funds.manage', {
  method: 'post',
  path: '/api/policy/funds/{id}/windows',
  request: { params: idParams, ...jsonBody(m.fundWindowInputSchema) },
  responses: { 200: jsonAnswer(m.fundDetailSchema, 'the fund with its windows') },
})
const agreements = permittedRoute('agreements.read', {
  method: 'get',
  path: '/api/policy/agreements',
  request: { query: m.caseQuerySchema },
  responses: { 200: jsonAnswer(m.agreementListSchema, 'agreements and the cohorts of programmes') },
})
const agreement = permittedRoute('agreements.read', {
  method: 'get',
  path: '/api/policy/agreements/{id}',
  request: { params: idParams },
  responses: { 200: jsonAnswer(m.agreementSchema, 'one agreement with milestones and contribution') },
})
const newAgreement = permittedRoute('agreements.manage', {
  method: 'post',
  path: '/api/policy/agreements',
  request: jsonBody(m.newAgreementSchema),
  responses: { 201: jsonAnswer(m.agreementSchema, 'the agreement as put down') },
})
const act = permittedRoute('agreements.manage', {
  method: 'post',
  path: '/api/policy/agreements/{id}/acts',
  request: { params: idParams, ...jsonBody(m.actSchema) },
  responses: { 200: jsonAnswer(m.agreementSchema, 'the agreement after the act') },
})
const part = permittedRoute('applications.check', {
  method: 'post',
  path: '/api/policy/agreements/{id}/parts/{part}',
  request: { params: z.object({ id: idSchema, part: z.string().max(50) }), ...jsonBody(m.partSchema) },
  responses: { 200: jsonAnswer(m.agreementSchema, "the agreement after a department's word") },
})
const milestone = permittedRoute('agreements.manage', {
  method: 'post',
  path: '/api/policy/agreements/{id}/milestones/{ordinal}',
  request: {
    params: z.object({ id: idSchema, ordinal: z.coerce.number().int().min(1).max(999_999) }),
    ...jsonBody(m.milestoneSchema),
  },
  responses: { 200: jsonAnswer(m.agreementSchema, 'the agreement with the milestone met') },
})
const contribution = permittedRoute('agreements.manage', {
  method: 'put',
  path: '/api/policy/agreements/{id}/contribution',
  request: { params: idParams, ...jsonBody(m.contributionInputSchema) },
  responses: { 200: jsonAnswer(m.agreementSchema, 'the agreement with its contribution scored anew') },
})

/** Special funds and individual agreements over HTTP. */
export function moneyRoutes() {
  return accessRouter()
    .openapi(funds, async (c) => c.json(await listFunds(c.get('ctx'), c.req.valid('query')), 200))
    .openapi(fund, async (c) =>
      c.json(await getFund(c.get('ctx'), c.req.valid('param').id, c.req.valid('query').dataset), 200),
    )
    .openapi(newFund, async (c) => c.json(await makeFund(c.get('ctx'), c.req.valid('json')), 201))
    .openapi(budget, async (c) =>
      c.json(await enterBudget(c.get('ctx'), c.req.valid('param').id, c.req.valid('json')), 200),
    )
    .openapi(openFundWindow, async (c) =>
      c.json(await openWindow(c.get('ctx'), c.req.valid('param').id, c.req.valid('json')), 200),
    )
    .openapi(agreements, async (c) => c.json(await listAgreements(c.get('ctx'), c.req.valid('query')), 200))
    .openapi(agreement, async (c) => c.json(await getAgreement(c.get('ctx'), c.req.valid('param').id), 200))
    .openapi(newAgreement, async (c) => c.json(await beginAgreement(c.get('ctx'), c.req.valid('json')), 201))
    .openapi(act, async (c) =>
      c.json(await actOnAgreement(c.get('ctx'), c.req.valid('param').id, c.req.valid('json')), 200),
    )
    .openapi(part, async (c) => {
      const { id, part: name } = c.req.valid('param')
      return c.json(await answerAgreementPart(c.get('ctx'), id, name, c.req.valid('json')), 200)
    })
    .openapi(milestone, async (c) => {
      const { id, ordinal } = c.req.valid('param')
      return c.json(await meetMilestone(c.get('ctx'), id, ordinal, c.req.valid('json')), 200)
    })
    .openapi(contribution, async (c) => {
      const { id } = c.req.valid('param')
      await stateContribution(c.get('ctx'), id, c.req.valid('json'))
      return c.json(await getAgreement(c.get('ctx'), id), 200)
    })
}
