import { z } from '@hono/zod-openapi'
import type { Permission } from '../../access/index.ts'
import { accessRouter, formBody, idSchema, jsonAnswer, jsonBody, permittedRoute } from '../../access/index.ts'
import * as m from '../model.ts'
import { actOnApplication, answerPart } from './service/act-on-application.ts'
import { beginApplication, editApplication, getApplication } from './service/applications.ts'
import { getOwnAccount, givePart, listParts, nameOwnAccount } from './service/departments.ts'
import { addDocument, readDocument } from './service/documents.ts'
import { listApplications } from './service/list-applications.ts'
import { recordPayment, recordRecovery } from './service/payouts.ts'

const idParams = m.caseIdSchema
const partParams = z.object({ id: idSchema, part: z.string().min(1).max(50) })

const begin = permittedRoute('applications.write', {
  method: 'post',
  path: '/api/policy/applications',
  request: jsonBody(m.newApplicationSchema),
  responses: { 201: jsonAnswer(m.applicationSchema, 'a draft, filled with what the city holds') },
})
const list = permittedRoute('applications.read', {
  method: 'get',
  path: '/api/policy/applications',
  request: { query: m.caseQuerySchema.extend({ view: z.enum(['mine', 'check', 'all']).default('all') }) },
  responses: { 200: jsonAnswer(m.caseListSchema, 'the applications that the asker may see') },
})
const one = permittedRoute('applications.read', {
  method: 'get',
  path: '/api/policy/applications/{id}',
  request: { params: idParams },
  responses: { 200: jsonAnswer(m.applicationSchema, 'one application with its history') },
})
const edit = permittedRoute('applications.write', {
  method: 'put',
  path: '/api/policy/applications/{id}',
  request: { params: idParams, ...jsonBody(m.editSchema) },
  responses: { 200: jsonAnswer(m.applicationSchema, 'the draft as it was saved') },
})
const act = permittedRoute('applications.act', {
  method: 'post',
  path: '/api/policy/applications/{id}/acts',
  request: { params: idParams, ...jsonBody(m.actSchema) },
  responses: { 200: jsonAnswer(m.applicationSchema, 'the application after the act') },
})
const part = permittedRoute('applications.check', {
  method: 'post',
  path: '/api/policy/applications/{id}/parts/{part}',
  request: { params: partParams, ...jsonBody(m.partSchema) },
  responses: { 200: jsonAnswer(m.applicationSchema, "the application after a department's answer") },
})
const payment = permittedRoute('payments.record', {
  method: 'post',
  path: '/api/policy/payouts/{id}/payment',
  request: { params: idParams, ...jsonBody(m.paymentSchema) },
  responses: { 200: jsonAnswer(m.payoutSchema, 'the instalment as paid') },
})
const recovery = permittedRoute('payments.record', {
  method: 'post',
  path: '/api/policy/payouts/{id}/recovery',
  request: { params: idParams, ...jsonBody(m.recoverySchema) },
  responses: { 200: jsonAnswer(m.payoutSchema, 'the instalment with what came back') },
})
const parts = permittedRoute('applications.read', {
  method: 'get',
  path: '/api/policy/parts',
  request: { query: m.caseQuerySchema },
  responses: { 200: jsonAnswer(m.partDepartmentsSchema, 'which department does which part') },
})
const assign = permittedRoute('applications.assign', {
  method: 'post',
  path: '/api/policy/parts',
  request: jsonBody(m.assignPartSchema),
  responses: { 200: jsonAnswer(m.partDepartmentsSchema, 'the parts as they are given now') },
})
const account = permittedRoute('accounts.own', {
  method: 'get',
  path: '/api/policy/account',
  responses: { 200: jsonAnswer(m.accountSchema, "where the asker's organisation is paid") },
})
const nameAccount = permittedRoute('accounts.own', {
  method: 'put',
  path: '/api/policy/account',
  request: jsonBody(m.accountInputSchema),
  responses: { 200: jsonAnswer(m.accountSchema, 'the account as it stands now') },
})

/** Applications, parts and accounts over HTTP. */
export function applicationRoutes() {
  const router = accessRouter()
    .openapi(begin, async (c) => c.json(await beginApplication(c.get('ctx'), c.req.valid('json')), 201))
    .openapi(list, async (c) => {
      const { city, dataset, view } = c.req.valid('query')
      return c.json(await listApplications(c.get('ctx'), { city, dataset, view }), 200)
    })
    .openapi(one, async (c) => c.json(await getApplication(c.get('ctx'), c.req.valid('param').id), 200))
    .openapi(edit, async (c) =>
      c.json(await editApplication(c.get('ctx'), c.req.valid('param').id, c.req.valid('json')), 200),
    )
    .openapi(act, async (c) =>
      c.json(await actOnApplication(c.get('ctx'), c.req.valid('param').id, c.req.valid('json')), 200),
    )
    .openapi(part, async (c) => {
      const { id, part: name } = c.req.valid('param')
      return c.json(await answerPart(c.get('ctx'), id, name, c.req.valid('json')), 200)
    })
    .openapi(payment, async (c) =>
      c.json(await recordPayment(c.get('ctx'), c.req.valid('param').id, c.req.valid('json')), 200),
    )
    .openapi(recovery, async (c) =>
      c.json(await recordRecovery(c.get('ctx'), c.req.valid('param').id, c.req.valid('json')), 200),
    )
    .openapi(parts, async (c) => c.json(await listParts(c.get('ctx'), c.req.valid('query')), 200))
    .openapi(assign, async (c) => c.json(await givePart(c.get('ctx'), c.req.valid('json')), 200))
    .openapi(account, async (c) => c.json(await getOwnAccount(c.get('ctx')), 200))
    .openapi(nameAccount, async (c) => c.json(await nameOwnAccount(c.get('ctx'), c.req.valid('json')), 200))
  return addDocumentRoutes(router)
}

const things = { applications: 'application', agreements: 'agreement' } as const
const fileSchema = z.object({
  kind: z.string().min(1).max(50),
  file: z.instanceof(File).openapi({ type: 'string', format: 'binary' }),
})
const documentParams = z.object({ id: idSchema, document: idSchema })

/** Upload and download of the documents of a case; the same for both kinds of case that have documents. */
function addDocumentRoutes(router: ReturnType<typeof accessRouter>) {
  for (const [path, thing] of Object.entries(things)) {
    const upload = permittedRoute('applications.document' satisfies Permission, {
      method: 'post',
      path: `/api/policy/${path}/{id}/documents`,
      request: {
        params: idParams,
        ...formBody(fileSchema),
      },
      responses: { 201: jsonAnswer(z.object({ id: z.string() }), 'the document as kept') },
    })
    const download = permittedRoute('applications.read', {
      method: 'get',
      path: `/api/policy/${path}/{id}/documents/{document}`,
      request: { params: documentParams },
      responses: {
        200: {
          description: 'the document as a download, never shown in the page',
          content: { 'application/octet-stream': { schema: z.string().openapi({ format: 'binary' }) } },
        },
      },
    })
    router.openapi(upload, async (c) => {
      const { kind, file } = c.req.valid('form')
      const bytes = Buffer.from(await file.arrayBuffer())
      const { id } = c.req.valid('param')
      return c.json(await addDocument(c.get('ctx'), { thing, id, kind, fileName: file.name, bytes }), 201)
    })
    router.openapi(download, async (c) => {
      const found = await readDocument(c.get('ctx'), { thing, ...c.req.valid('param') })
      return c.body(new Uint8Array(found.bytes), 200, downloadHeaders(found))
    })
  }
  return router
}

/** Headers of a file that the browser saves and never opens in the page. */
export const downloadHeaders = ({ fileName, mediaType }: { fileName: string; mediaType: string }) => ({
  'content-type': mediaType,
  'content-disposition': `attachment; filename="document"; filename*=UTF-8''${encodeURIComponent(fileName)}`,
  'content-security-policy': "sandbox; default-src 'none'",
  'cache-control': 'no-store',
})
