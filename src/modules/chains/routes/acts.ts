import { z } from '@hono/zod-openapi'
import {
  accessRouter,
  datasetSchema,
  formBody,
  idSchema,
  itemsOf,
  jsonAnswer,
  jsonBody,
  permittedRoute,
} from '../../access/index.ts'
import { cityCodeSchema, keySchema } from '../../indicators/index.ts'
import {
  gradedResultSchema,
  newNodeActSchema,
  newNodeLinkSchema,
  newResultSchema,
  nodeActChangeSchema,
  nodeActSchema,
  nodeActStepSchema,
  nodeLinkSchema,
  nodeWorkSchema,
  withdrawalSchema,
} from '../model.ts'
import * as acts from '../service/acts.ts'
import * as work from '../service/node-work.ts'

const params = z.object({ id: idSchema })
const one = { 200: jsonAnswer(nodeActSchema, 'the act with history and evidence') }
const fileForm = z.object({ document: z.instanceof(File).openapi({ type: 'string', format: 'binary' }) })
/** Text that is no JSON is a bad field like any other. */
const asJson = (text: unknown): unknown => {
  try {
    return JSON.parse(String(text))
  } catch {
    return null
  }
}
const resultForm = fileForm.extend({ result: z.preprocess(asJson, newResultSchema) })

const getWork = permittedRoute('chains.acts_read', {
  method: 'get',
  path: '/api/chain-work',
  request: {
    query: z.object({
      city: cityCodeSchema,
      dataset: datasetSchema,
      chain: keySchema.optional(),
      node: keySchema.optional(),
    }),
  },
  responses: { 200: jsonAnswer(nodeWorkSchema, 'acts, projects and graded results on nodes') },
})
const getOfProject = permittedRoute('chains.acts_read', {
  method: 'get',
  path: '/api/chain-work/projects/{id}',
  request: { params, query: z.object({ dataset: datasetSchema }) },
  responses: { 200: jsonAnswer(itemsOf(nodeLinkSchema), 'the nodes that a project works on') },
})
const postAct = permittedRoute('chains.act', {
  method: 'post',
  path: '/api/chain-work/acts',
  request: jsonBody(newNodeActSchema),
  responses: { 201: jsonAnswer(nodeActSchema, 'the act, planned') },
})
const postStep = permittedRoute('chains.act', {
  method: 'post',
  path: '/api/chain-work/acts/{id}/steps',
  request: { params, ...jsonBody(nodeActStepSchema) },
  responses: one,
})
const patchAct = permittedRoute('chains.act', {
  method: 'patch',
  path: '/api/chain-work/acts/{id}',
  request: { params, ...jsonBody(nodeActChangeSchema) },
  responses: one,
})
const postEvidence = permittedRoute('chains.act', {
  method: 'post',
  path: '/api/chain-work/acts/{id}/evidence',
  request: { params, ...formBody(fileForm) },
  responses: one,
})
const postLink = permittedRoute('chains.act', {
  method: 'post',
  path: '/api/chain-work/links',
  request: jsonBody(newNodeLinkSchema),
  responses: { 200: jsonAnswer(itemsOf(nodeLinkSchema), 'the projects that work on the node') },
})
const postResult = permittedRoute('chains.act', {
  method: 'post',
  path: '/api/chain-work/results',
  request: formBody(resultForm),
  responses: { 201: jsonAnswer(gradedResultSchema, 'the result with its grade and document') },
})
const postWithdraw = permittedRoute('chains.act', {
  method: 'post',
  path: '/api/chain-work/{kind}/{id}/withdraw',
  request: {
    params: z.object({ kind: z.enum(['links', 'results']), id: idSchema }),
    ...jsonBody(withdrawalSchema),
  },
  responses: { 204: { description: 'taken back' } },
})
const tableOf = { links: 'node_link', results: 'graded_result' } as const

const fileOf = async (file: File) => ({
  fileName: file.name,
  bytes: Buffer.from(await file.arrayBuffer()),
})

/** Acts on nodes, projects that work on them, graded results. */
export function actRoutes() {
  return accessRouter()
    .openapi(getWork, async (c) => c.json(await work.getNodeWork(c.get('ctx'), c.req.valid('query')), 200))
    .openapi(getOfProject, async (c) => {
      const of = { id: c.req.valid('param').id, ...c.req.valid('query') }
      return c.json({ items: await work.listNodesOfProject(c.get('ctx'), of) }, 200)
    })
    .openapi(postAct, async (c) => c.json(await acts.planNodeAct(c.get('ctx'), c.req.valid('json')), 201))
    .openapi(postStep, async (c) =>
      c.json(await acts.stepNodeAct(c.get('ctx'), c.req.valid('param').id, c.req.valid('json')), 200),
    )
    .openapi(patchAct, async (c) =>
      c.json(await acts.changeNodeAct(c.get('ctx'), c.req.valid('param').id, c.req.valid('json')), 200),
    )
    .openapi(postEvidence, async (c) => {
      const file = await fileOf(c.req.valid('form').document)
      return c.json(await acts.addActEvidence(c.get('ctx'), c.req.valid('param').id, file), 200)
    })
    .openapi(postLink, async (c) =>
      c.json({ items: await work.linkProject(c.get('ctx'), c.req.valid('json')) }, 200),
    )
    .openapi(postResult, async (c) => {
      const { document, result } = c.req.valid('form')
      const kept = await work.gradeResult(c.get('ctx'), result, await fileOf(document))
      return c.json(kept, 201)
    })
    .openapi(postWithdraw, async (c) => {
      const { kind, id } = c.req.valid('param')
      await work.withdrawWork(c.get('ctx'), tableOf[kind], { id, ...c.req.valid('json') })
      return c.body(null, 204)
    })
}
