import { z } from '@hono/zod-openapi'
import { accessRouter, idSchema, jsonAnswer, jsonBody, permittedRoute } from '../../access/index.ts'
import * as m from '../model.ts'
import { actOnProposal, printReply } from '../service/act-on-proposal.ts'
import { listHeldFacts } from '../service/proposal-facts.ts'
import { draftReply, getProposal, listProposals, receiveProposal } from '../service/proposals.ts'

const path = '/api/programmes/proposals' as const
const params = z.object({ id: idSchema })
const detail = jsonAnswer(m.proposalDetailSchema, 'the proposal as it stands now')

const list = permittedRoute('programmes.read', {
  method: 'get',
  path,
  request: { query: m.documentQuerySchema },
  responses: { 200: jsonAnswer(z.object({ items: z.array(m.proposalSummarySchema) }), 'open ones first') },
})
const receive = permittedRoute('programmes.manage', {
  method: 'post',
  path,
  request: jsonBody(m.newProposalSchema),
  responses: {
    201: jsonAnswer(z.object({ id: idSchema, isNew: z.boolean() }), 'the proposal; taken in once'),
  },
})
const read = permittedRoute('programmes.read', {
  method: 'get',
  path: `${path}/{id}`,
  request: { params },
  responses: { 200: detail },
})
const draft = permittedRoute('programmes.report', {
  method: 'put',
  path: `${path}/{id}/reply`,
  request: { params, ...jsonBody(m.draftSchema) },
  responses: { 200: detail },
})
const act = permittedRoute('programmes.act', {
  method: 'post',
  path: `${path}/{id}/acts`,
  request: { params, ...jsonBody(m.proposalActSchema) },
  responses: { 200: detail },
})
const facts = permittedRoute('programmes.read', {
  method: 'get',
  path: `${path}/{id}/facts`,
  request: { params },
  responses: { 200: jsonAnswer(z.object({ items: z.array(m.heldFactSchema) }), 'what a reply may state') },
})
const print = permittedRoute('programmes.read', {
  method: 'get',
  path: `${path}/{id}/reply/{format}`,
  request: { params: params.extend({ format: z.enum(['docx', 'pdf']) }) },
  responses: {
    200: {
      description: 'the reply in its official form',
      content: { 'application/octet-stream': { schema: z.string().openapi({ format: 'binary' }) } },
    },
  },
})

const mediaTypes = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
} as const

/** Proposals and suggestions over HTTP. */
export function proposalRoutes() {
  const router = accessRouter()
  router.openapi(list, async (c) => c.json(await listProposals(c.get('ctx'), c.req.valid('query')), 200))
  router.openapi(receive, async (c) => c.json(await receiveProposal(c.get('ctx'), c.req.valid('json')), 201))
  router.openapi(read, async (c) => c.json(await getProposal(c.get('ctx'), c.req.valid('param').id), 200))
  router.openapi(draft, async (c) =>
    c.json(await draftReply(c.get('ctx'), c.req.valid('param').id, c.req.valid('json')), 200),
  )
  router.openapi(act, async (c) =>
    c.json(await actOnProposal(c.get('ctx'), c.req.valid('param').id, c.req.valid('json')), 200),
  )
  router.openapi(facts, async (c) => c.json(await listHeldFacts(c.get('ctx'), c.req.valid('param').id), 200))
  router.openapi(print, async (c) => {
    const { id, format } = c.req.valid('param')
    const { fileName, bytes } = await printReply(c.get('ctx'), id, format)
    return c.body(bytes as Uint8Array<ArrayBuffer>, 200, {
      'content-type': mediaTypes[format],
      'content-disposition': `attachment; filename="reply.${format}"; filename*=UTF-8''${encodeURIComponent(fileName)}`,
      'cache-control': 'no-store',
    })
  })
  return router
}
