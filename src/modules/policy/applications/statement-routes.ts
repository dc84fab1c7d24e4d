import { z } from '@hono/zod-openapi'
import { accessRouter, idSchema, jsonAnswer, jsonBody, permittedRoute } from '../../access/index.ts'
import * as m from '../model.ts'
import { downloadHeaders } from './routes.ts'
import { reportRelief, withdrawRelief } from './service/report-relief.ts'
import { getStatement } from './service/statement.ts'
import { makeStatementFile } from './service/statement-file.ts'

const firmParams = z.object({ organisationId: idSchema })
const statement = permittedRoute('applications.read', {
  method: 'get',
  path: '/api/policy/statement/{organisationId}',
  request: { params: firmParams, query: m.statementQuerySchema },
  responses: { 200: jsonAnswer(m.statementSchema, 'what a firm was granted, paid and asked back, by year') },
})
const file = permittedRoute('applications.read', {
  method: 'get',
  path: '/api/policy/statement/{organisationId}/file',
  request: { params: firmParams, query: m.statementFileQuerySchema },
  responses: {
    200: {
      description: 'the statement as PDF or workbook',
      content: { 'application/octet-stream': { schema: z.string().openapi({ format: 'binary' }) } },
    },
  },
})
const relief = permittedRoute('reliefs.report', {
  method: 'post',
  path: '/api/policy/statement/{organisationId}/reliefs',
  request: { params: firmParams, ...jsonBody(m.newReliefSchema) },
  responses: { 201: jsonAnswer(m.statementSchema, 'the statement with the relief as told') },
})
const withdraw = permittedRoute('reliefs.report', {
  method: 'post',
  path: '/api/policy/reliefs/{id}/withdrawal',
  request: { params: m.caseIdSchema, ...jsonBody(m.withdrawReliefSchema) },
  responses: { 200: jsonAnswer(m.statementSchema, 'the statement without the relief') },
})

/** The statement of a firm's benefits over HTTP. */
export function statementRoutes() {
  return accessRouter()
    .openapi(statement, async (c) => {
      const input = { ...c.req.valid('param'), ...c.req.valid('query') }
      return c.json(await getStatement(c.get('ctx'), input), 200)
    })
    .openapi(file, async (c) => {
      const made = await makeStatementFile(c.get('ctx'), { ...c.req.valid('param'), ...c.req.valid('query') })
      return c.body(new Uint8Array(made.bytes), 200, downloadHeaders(made))
    })
    .openapi(relief, async (c) => {
      const { organisationId } = c.req.valid('param')
      return c.json(await reportRelief(c.get('ctx'), organisationId, c.req.valid('json')), 201)
    })
    .openapi(withdraw, async (c) => {
      const { reason } = c.req.valid('json')
      return c.json(await withdrawRelief(c.get('ctx'), c.req.valid('param').id, reason), 200)
    })
}
