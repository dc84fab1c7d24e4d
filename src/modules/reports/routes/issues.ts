import { z } from '@hono/zod-openapi'
import { accessRouter, itemsOf, jsonAnswer, jsonBody, permittedRoute } from '../../access/index.ts'
import {
  idPathSchema,
  issueInfoSchema,
  issueInputSchema,
  issueQuerySchema,
  issueSchema,
  scopeQuerySchema,
  templateInfoSchema,
} from '../model.ts'
import { cancelIssue, getIssue, listIssues, makeIssue, readReportFile } from '../service/issues.ts'
import { listTemplates } from '../service/settings.ts'

const templates = permittedRoute('reports.read', {
  method: 'get',
  path: '/api/reports/templates',
  request: { query: scopeQuerySchema.pick({ city: true }) },
  responses: { 200: jsonAnswer(itemsOf(templateInfoSchema), 'the reports that a city can make') },
})
const list = permittedRoute('reports.read', {
  method: 'get',
  path: '/api/reports/issues',
  request: { query: issueQuerySchema },
  responses: { 200: jsonAnswer(itemsOf(issueInfoSchema), 'issues that the reader may read, newest first') },
})
const make = permittedRoute('reports.make', {
  method: 'post',
  path: '/api/reports/issues',
  request: jsonBody(issueInputSchema),
  responses: { 201: jsonAnswer(issueSchema, 'the issue as composed; its files are being written') },
})
const one = permittedRoute('reports.read', {
  method: 'get',
  path: '/api/reports/issues/{id}',
  request: { params: idPathSchema },
  responses: { 200: jsonAnswer(issueSchema, 'an issue with every statement and its sources') },
})
const cancel = permittedRoute('reports.make', {
  method: 'post',
  path: '/api/reports/issues/{id}/cancel',
  request: { params: idPathSchema },
  responses: { 200: jsonAnswer(issueSchema, 'the issue; its files are no longer written') },
})
const file = permittedRoute('reports.read', {
  method: 'get',
  path: '/api/reports/files/{id}',
  request: { params: idPathSchema },
  responses: {
    200: {
      description: 'a file of a report or artefact as a download',
      content: { 'application/octet-stream': { schema: z.string().openapi({ format: 'binary' }) } },
    },
  },
})

/** Headers of a file that the browser saves and never opens in the page. */
export const downloadHeaders = ({ fileName, mediaType }: { fileName: string; mediaType: string }) => ({
  'content-type': mediaType,
  'content-disposition': `attachment; filename="report"; filename*=UTF-8''${encodeURIComponent(fileName)}`,
  'content-security-policy': "sandbox; default-src 'none'",
  'cache-control': 'no-store',
})

/** Reports over HTTP. */
export function issueRoutes() {
  return accessRouter()
    .openapi(templates, async (c) =>
      c.json({ items: await listTemplates(c.get('ctx'), c.req.valid('query')) }, 200),
    )
    .openapi(list, async (c) => c.json({ items: await listIssues(c.get('ctx'), c.req.valid('query')) }, 200))
    .openapi(make, async (c) => c.json(await makeIssue(c.get('ctx'), c.req.valid('json')), 201))
    .openapi(one, async (c) => c.json(await getIssue(c.get('ctx'), c.req.valid('param').id), 200))
    .openapi(cancel, async (c) => c.json(await cancelIssue(c.get('ctx'), c.req.valid('param').id), 200))
    .openapi(file, async (c) => {
      const made = await readReportFile(c.get('ctx'), c.req.valid('param').id)
      return c.body(new Uint8Array(made.bytes), 200, downloadHeaders(made))
    })
}
