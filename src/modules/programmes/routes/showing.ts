import { z } from '@hono/zod-openapi'
import {
  accessRouter,
  formBody,
  idSchema,
  itemsOf,
  jsonAnswer,
  jsonBody,
  permittedRoute,
} from '../../access/index.ts'
import * as m from '../model.ts'
import * as cases from '../service/cases.ts'
import * as showcases from '../service/showcases.ts'
import { bytesOf, fileSchema } from './form-file.ts'

const casePath = '/api/programmes/cases' as const
const showPath = '/api/programmes/showcases' as const
const params = z.object({ id: idSchema })
const made = { 201: jsonAnswer(z.object({ id: idSchema, isNew: z.boolean() }), 'made once') }
const oneCase = { 200: jsonAnswer(m.caseDetailSchema, 'the case as it stands now') }
const oneShow = { 200: jsonAnswer(m.showcaseDetailSchema, 'the showcase as it stands now') }

const listCases = permittedRoute('programmes.read', {
  method: 'get',
  path: casePath,
  request: { query: m.documentQuerySchema },
  responses: { 200: jsonAnswer(m.caseListSchema, 'pilots and the case library') },
})
const createCase = permittedRoute('programmes.report', {
  method: 'post',
  path: casePath,
  request: jsonBody(m.newCaseSchema),
  responses: made,
})
const receiveCase = permittedRoute('programmes.manage', {
  method: 'post',
  path: `${casePath}/received`,
  request: jsonBody(m.receiveCaseSchema),
  responses: made,
})
const readCase = permittedRoute('programmes.read', {
  method: 'get',
  path: `${casePath}/{id}`,
  request: { params },
  responses: oneCase,
})
const changeCase = permittedRoute('programmes.report', {
  method: 'put',
  path: `${casePath}/{id}`,
  request: { params, ...jsonBody(m.caseChangeSchema) },
  responses: oneCase,
})
const actOnCase = permittedRoute('programmes.act', {
  method: 'post',
  path: `${casePath}/{id}/acts`,
  request: { params, ...jsonBody(m.lifeStepSchema) },
  responses: oneCase,
})
const caseFile = permittedRoute('programmes.report', {
  method: 'post',
  path: `${casePath}/{id}/files`,
  request: { params, ...formBody(fileSchema) },
  responses: oneCase,
})
const exportCase = permittedRoute('programmes.manage', {
  method: 'get',
  path: `${casePath}/{id}/export`,
  request: { params },
  responses: { 200: jsonAnswer(m.caseFileSchema, 'for another city') },
})

/** The pilot and its case library over HTTP. */
export function caseRoutes() {
  const router = accessRouter()
  router.openapi(listCases, async (c) =>
    c.json(await cases.listCases(c.get('ctx'), c.req.valid('query')), 200),
  )
  router.openapi(createCase, async (c) =>
    c.json(await cases.createCase(c.get('ctx'), c.req.valid('json')), 201),
  )
  router.openapi(receiveCase, async (c) =>
    c.json(await cases.receiveCase(c.get('ctx'), c.req.valid('json')), 201),
  )
  router.openapi(readCase, async (c) =>
    c.json(await cases.getCase(c.get('ctx'), c.req.valid('param').id), 200),
  )
  router.openapi(changeCase, async (c) =>
    c.json(await cases.changeCase(c.get('ctx'), c.req.valid('param').id, c.req.valid('json')), 200),
  )
  router.openapi(actOnCase, async (c) =>
    c.json(await cases.actOnCase(c.get('ctx'), c.req.valid('param').id, c.req.valid('json')), 200),
  )
  router.openapi(caseFile, async (c) => {
    const kept = await bytesOf(c.req.valid('form').file)
    return c.json(await cases.addCaseFile(c.get('ctx'), c.req.valid('param').id, kept), 200)
  })
  router.openapi(exportCase, async (c) =>
    c.json(await cases.exportCase(c.get('ctx'), c.req.valid('param').id), 200),
  )
  return router
}

const listShows = permittedRoute('programmes.read', {
  method: 'get',
  path: showPath,
  request: { query: m.documentQuerySchema },
  responses: { 200: jsonAnswer(itemsOf(m.showcaseSummarySchema), 'newest first') },
})
const listPublic = permittedRoute('public', {
  method: 'get',
  path: '/api/public/showcases',
  request: { query: m.documentQuerySchema },
  responses: { 200: jsonAnswer(itemsOf(m.publicShowcaseSchema), 'what is released, for anybody') },
})
const createShow = permittedRoute('programmes.manage', {
  method: 'post',
  path: showPath,
  request: jsonBody(m.newShowcaseSchema),
  responses: made,
})
const readShow = permittedRoute('programmes.read', {
  method: 'get',
  path: `${showPath}/{id}`,
  request: { params },
  responses: oneShow,
})
const changeShow = permittedRoute('programmes.manage', {
  method: 'put',
  path: `${showPath}/{id}`,
  request: { params, ...jsonBody(m.showcaseChangeSchema) },
  responses: oneShow,
})
const actOnShow = permittedRoute('programmes.act', {
  method: 'post',
  path: `${showPath}/{id}/acts`,
  request: { params, ...jsonBody(m.lifeStepSchema) },
  responses: oneShow,
})

/** Showcases over HTTP, for the office and for anybody. */
export function showcaseRoutes() {
  const router = accessRouter()
  router.openapi(listShows, async (c) =>
    c.json(await showcases.listShowcases(c.get('ctx'), c.req.valid('query')), 200),
  )
  router.openapi(listPublic, async (c) =>
    c.json(await showcases.listPublicShowcases(c.get('ctx'), c.req.valid('query')), 200),
  )
  router.openapi(createShow, async (c) =>
    c.json(await showcases.createShowcase(c.get('ctx'), c.req.valid('json')), 201),
  )
  router.openapi(readShow, async (c) =>
    c.json(await showcases.getShowcase(c.get('ctx'), c.req.valid('param').id), 200),
  )
  router.openapi(changeShow, async (c) =>
    c.json(await showcases.changeShowcase(c.get('ctx'), c.req.valid('param').id, c.req.valid('json')), 200),
  )
  router.openapi(actOnShow, async (c) =>
    c.json(await showcases.actOnShowcase(c.get('ctx'), c.req.valid('param').id, c.req.valid('json')), 200),
  )
  return router
}
