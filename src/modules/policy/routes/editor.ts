import { z } from '@hono/zod-openapi'
import { accessRouter, idSchema, jsonAnswer, jsonBody, permittedRoute } from '../../access/index.ts'
import * as model from '../model.ts'
import { checkRuleText } from '../service/check-written.ts'
import { getDocument } from '../service/document-detail.ts'
import { actOnVersion, getVersion, openDraft, saveDraft } from '../service/drafts.ts'
import { getFactCatalogue } from '../service/fact-catalogue.ts'
import { compareVersions, exportVersion } from '../service/version-views.ts'
import { addWindow, removeWindow } from '../service/windows.ts'

const policyParams = z.object({ id: model.policyIdSchema })
const versionPath = '/api/policy/documents/{id}/versions/{number}' as const
const detail = jsonAnswer(model.versionDetailSchema, 'the version as it stands now')

const document = permittedRoute('policy.read', {
  method: 'get',
  path: '/api/policy/documents/{id}',
  request: { params: policyParams, query: model.libraryQuerySchema },
  responses: { 200: jsonAnswer(model.documentDetailSchema, 'one document with clauses, line and versions') },
})
const newDraft = permittedRoute('policy.draft', {
  method: 'post',
  path: '/api/policy/drafts',
  request: jsonBody(model.newDraftSchema),
  responses: { 201: detail },
})
const version = permittedRoute('policy.draft', {
  method: 'get',
  path: versionPath,
  request: { params: model.versionParamsSchema },
  responses: { 200: detail },
})
const save = permittedRoute('policy.draft', {
  method: 'put',
  path: versionPath,
  request: { params: model.versionParamsSchema, ...jsonBody(model.draftChangeSchema) },
  responses: { 200: detail },
})
const step = permittedRoute('policy.draft', {
  method: 'post',
  path: `${versionPath}/act`,
  request: { params: model.versionParamsSchema, ...jsonBody(model.draftActSchema) },
  responses: { 200: detail },
})
const yaml = permittedRoute('policy.draft', {
  method: 'get',
  path: `${versionPath}/yaml`,
  request: { params: model.versionParamsSchema },
  responses: {
    200: {
      description: 'the version as a file of a pack',
      content: { 'application/yaml': { schema: z.string() } },
    },
  },
})
const comparison = permittedRoute('policy.draft', {
  method: 'get',
  path: '/api/policy/documents/{id}/comparison',
  request: { params: policyParams, query: model.comparisonQuerySchema },
  responses: { 200: jsonAnswer(model.versionComparisonSchema, 'two versions side by side') },
})
const check = permittedRoute('policy.draft', {
  method: 'post',
  path: '/api/policy/check',
  request: jsonBody(model.ruleTextSchema),
  responses: { 200: jsonAnswer(model.ruleCheckSchema, 'a form as checked; nothing is stored') },
})
const facts = permittedRoute('policy.draft', {
  method: 'get',
  path: '/api/policy/facts',
  responses: { 200: jsonAnswer(model.factCatalogueSchema, 'facts that a clause may ask for') },
})
const newWindow = permittedRoute('policy.draft', {
  method: 'post',
  path: '/api/policy/documents/{id}/windows',
  request: { params: policyParams, ...jsonBody(model.windowInputSchema) },
  responses: { 201: jsonAnswer(z.object({ id: idSchema }), 'the window that was opened') },
})
const oldWindow = permittedRoute('policy.draft', {
  method: 'delete',
  path: '/api/policy/windows/{id}',
  request: { params: z.object({ id: idSchema }) },
  responses: { 204: { description: 'taken back' } },
})

/** Documents one by one, drafting and publishing over HTTP. */
export function editorRoutes() {
  return accessRouter()
    .openapi(document, async (c) =>
      c.json(await getDocument(c.get('ctx'), { ...c.req.valid('query'), ...c.req.valid('param') }), 200),
    )
    .openapi(newDraft, async (c) => c.json(await openDraft(c.get('ctx'), c.req.valid('json')), 201))
    .openapi(version, async (c) => c.json(await getVersion(c.get('ctx'), c.req.valid('param')), 200))
    .openapi(save, async (c) =>
      c.json(await saveDraft(c.get('ctx'), c.req.valid('param'), c.req.valid('json')), 200),
    )
    .openapi(step, async (c) =>
      c.json(await actOnVersion(c.get('ctx'), c.req.valid('param'), c.req.valid('json')), 200),
    )
    .openapi(yaml, async (c) => {
      const { id, number } = c.req.valid('param')
      const text = await exportVersion(c.get('ctx'), { id, number })
      c.header('content-disposition', `attachment; filename="${id}.yaml"`)
      c.header('content-type', 'application/yaml; charset=utf-8')
      return c.body(text, 200)
    })
    .openapi(comparison, async (c) =>
      c.json(await compareVersions(c.get('ctx'), c.req.valid('param').id, c.req.valid('query')), 200),
    )
    .openapi(check, async (c) => c.json(checkRuleText(c.get('ctx'), c.req.valid('json')), 200))
    .openapi(facts, async (c) => c.json(await getFactCatalogue(c.get('ctx')), 200))
    .openapi(newWindow, async (c) =>
      c.json(await addWindow(c.get('ctx'), c.req.valid('param').id, c.req.valid('json')), 201),
    )
    .openapi(oldWindow, async (c) => {
      await removeWindow(c.get('ctx'), c.req.valid('param').id)
      return c.body(null, 204)
    })
}
