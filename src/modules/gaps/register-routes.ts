import { z } from '@hono/zod-openapi'
import { accessRouter, formBody, idSchema, jsonAnswer, jsonBody, permittedRoute } from '../access/index.ts'
import { gapAssignmentRoutes } from './assignment-routes.ts'
import {
  candidatesSchema,
  chainGapsQuerySchema,
  cityQuerySchema,
  documentFormatSchema,
  endOverruleSchema,
  evidenceFormSchema,
  gapDetailSchema,
  gapDocumentQuerySchema,
  gapRegisterQuerySchema,
  gapRegisterSchema,
  gapStepSchema,
  gapVocabularySchema,
  newGapSchema,
  nodeHistorySchema,
  nodeQuerySchema,
  overruleFormSchema,
  resilienceDetailSchema,
  resilienceSchema,
  resilienceSeriesQuerySchema,
  resilienceSeriesSchema,
} from './model.ts'
import { getCandidates } from './service/candidates.ts'
import { makeGapList, makeGapPage } from './service/gap-documents.ts'
import { getGap, listRegister } from './service/gap-register.ts'
import { endOverrule, getNodeHistory, overruleStatus } from './service/overrules.ts'
import { registerGap } from './service/register-gap.ts'
import { getChainResilience, getResilience } from './service/resilience.ts'
import { getResilienceSeries } from './service/resilience-series.ts'
import { addEvidence, stepGap } from './service/step-gap.ts'
import { getVocabulary } from './service/vocabulary.ts'

const byId = { params: z.object({ id: idSchema }) }
const vocabulary = permittedRoute('gaps.read', {
  method: 'get',
  path: '/api/gaps/vocabulary',
  responses: { 200: jsonAnswer(gapVocabularySchema, 'kinds of gaps with definitions, and acts') },
})
const resilienceSeries = permittedRoute('gaps.read', {
  method: 'get',
  path: '/api/gaps/resilience/series',
  request: { query: resilienceSeriesQuerySchema },
  responses: { 200: jsonAnswer(resilienceSeriesSchema, 'how the index of one chain went, month by month') },
})
const resilience = permittedRoute('gaps.read', {
  method: 'get',
  path: '/api/gaps/resilience',
  request: { query: cityQuerySchema },
  responses: {
    200: jsonAnswer(resilienceSchema, 'self-reliance and smoothness of every chain, with its parts'),
  },
})
const chainResilience = permittedRoute('gaps.read', {
  method: 'get',
  path: '/api/gaps/resilience/chain',
  request: { query: chainGapsQuerySchema },
  responses: {
    200: jsonAnswer(
      resilienceDetailSchema,
      'one chain opened: worked formula, nodes, values of the days before',
    ),
  },
})
const register = permittedRoute('gaps.register_read', {
  method: 'get',
  path: '/api/gaps/register',
  request: { query: gapRegisterQuerySchema },
  responses: { 200: jsonAnswer(gapRegisterSchema, 'the registered gaps, those due first at the top') },
})
const postGap = permittedRoute('gaps.register', {
  method: 'post',
  path: '/api/gaps/register',
  request: jsonBody(newGapSchema),
  responses: { 201: jsonAnswer(gapDetailSchema, 'the gap, registered') },
})
const oneGap = permittedRoute('gaps.register_read', {
  method: 'get',
  path: '/api/gaps/register/{id}',
  request: byId,
  responses: { 200: jsonAnswer(gapDetailSchema, 'one gap with evidence and history') },
})
const postStep = permittedRoute('gaps.handle', {
  method: 'post',
  path: '/api/gaps/register/{id}/steps',
  request: { ...byId, ...jsonBody(gapStepSchema) },
  responses: { 200: jsonAnswer(gapDetailSchema, 'the gap after the step') },
})
const postEvidence = permittedRoute('gaps.handle', {
  method: 'post',
  path: '/api/gaps/register/{id}/evidence',
  request: { ...byId, ...formBody(evidenceFormSchema) },
  responses: { 201: jsonAnswer(gapDetailSchema, 'the gap with its evidence') },
})
const nodeHistory = permittedRoute('gaps.read', {
  method: 'get',
  path: '/api/gaps/node/history',
  request: { query: nodeQuerySchema },
  responses: { 200: jsonAnswer(nodeHistorySchema, 'what offices ever said about a node') },
})
const postOverrule = permittedRoute('gaps.state', {
  method: 'post',
  path: '/api/gaps/overrules',
  request: formBody(overruleFormSchema),
  responses: { 201: jsonAnswer(nodeHistorySchema, 'the node’s history with the overrule') },
})
const postEnd = permittedRoute('gaps.state', {
  method: 'post',
  path: '/api/gaps/overrules/{id}/end',
  request: { ...byId, ...jsonBody(endOverruleSchema) },
  responses: { 200: jsonAnswer(nodeHistorySchema, 'the node’s history; what is counted speaks again') },
})

const candidates = permittedRoute('gaps.read', {
  method: 'get',
  path: '/api/gaps/node/candidates',
  request: { query: nodeQuerySchema },
  responses: { 200: jsonAnswer(candidatesSchema, 'acts that fit and firms that could step in') },
})
const download = {
  200: {
    description: 'the document as a download',
    content: { 'application/octet-stream': { schema: z.string().openapi({ format: 'binary' }) } },
  },
}
const nodeDocument = permittedRoute('gaps.read', {
  method: 'get',
  path: '/api/gaps/node/document',
  request: { query: gapDocumentQuerySchema },
  responses: download,
})
const listDocument = permittedRoute('gaps.read', {
  method: 'get',
  path: '/api/gaps/document',
  request: { query: cityQuerySchema.extend({ format: documentFormatSchema }) },
  responses: download,
})

const headersOf = ({ fileName, mediaType }: { fileName: string; mediaType: string }) => ({
  'content-type': mediaType,
  'content-disposition': `attachment; filename="document"; filename*=UTF-8''${encodeURIComponent(fileName)}`,
  'cache-control': 'no-store',
})

const fileOf = async (file: File) => ({ fileName: file.name, bytes: Buffer.from(await file.arrayBuffer()) })
const withDocument = async (file: File | undefined) =>
  file && file.size > 0 ? { document: await fileOf(file) } : {}

/** The register of gaps, overrules of a status and the index of resilience, over HTTP. */
export function gapRegisterRoutes() {
  return accessRouter()
    .route('/', gapAssignmentRoutes())
    .openapi(vocabulary, async (c) => c.json(await getVocabulary(c.get('ctx')), 200))
    .openapi(resilienceSeries, async (c) =>
      c.json(await getResilienceSeries(c.get('ctx'), c.req.valid('query')), 200),
    )
    .openapi(resilience, async (c) => c.json(await getResilience(c.get('ctx'), c.req.valid('query')), 200))
    .openapi(chainResilience, async (c) =>
      c.json(await getChainResilience(c.get('ctx'), c.req.valid('query')), 200),
    )
    .openapi(register, async (c) => c.json(await listRegister(c.get('ctx'), c.req.valid('query')), 200))
    .openapi(postGap, async (c) => c.json(await registerGap(c.get('ctx'), c.req.valid('json')), 201))
    .openapi(oneGap, async (c) => c.json(await getGap(c.get('ctx'), c.req.valid('param').id), 200))
    .openapi(postStep, async (c) =>
      c.json(await stepGap(c.get('ctx'), c.req.valid('param').id, c.req.valid('json')), 200),
    )
    .openapi(postEvidence, async (c) => {
      const { document, ...told } = c.req.valid('form')
      const evidence = { ...told, ...(await withDocument(document)) }
      return c.json(await addEvidence(c.get('ctx'), c.req.valid('param').id, evidence), 201)
    })
    .openapi(nodeHistory, async (c) => c.json(await getNodeHistory(c.get('ctx'), c.req.valid('query')), 200))
    .openapi(postOverrule, async (c) => {
      const { document, ...told } = c.req.valid('form')
      return c.json(await overruleStatus(c.get('ctx'), { ...told, ...(await withDocument(document)) }), 201)
    })
    .openapi(candidates, async (c) => c.json(await getCandidates(c.get('ctx'), c.req.valid('query')), 200))
    .openapi(nodeDocument, async (c) => {
      const made = await makeGapPage(c.get('ctx'), c.req.valid('query'))
      return c.body(new Uint8Array(made.bytes), 200, headersOf(made))
    })
    .openapi(listDocument, async (c) => {
      const made = await makeGapList(c.get('ctx'), c.req.valid('query'))
      return c.body(new Uint8Array(made.bytes), 200, headersOf(made))
    })
    .openapi(postEnd, async (c) =>
      c.json(await endOverrule(c.get('ctx'), c.req.valid('param').id, c.req.valid('json').reason), 200),
    )
}
