import { z } from '@hono/zod-openapi'
import { accessRouter, idSchema, jsonAnswer, permittedRoute } from '../access/index.ts'
import * as model from './model.ts'
import { actOnRun } from './service/act-on-run.ts'
import { addAppealDocument, readAppealDocument } from './service/appeal-documents.ts'
import { actOnAppeal, listAppeals, submitAppeal } from './service/appeals.ts'
import { backTest } from './service/back-test.ts'
import { compareRuns } from './service/compare-runs.ts'
import { listFirmScores } from './service/firm-scores.ts'
import { getRun, listRunResults, listRuns } from './service/read-run.ts'
import { listReadableScorecards } from './service/read-scorecard.ts'
import { startRun } from './service/start-run.ts'

const params = z.object({ id: idSchema })
const bodyOf = <T extends z.ZodType>(schema: T) => ({
  body: { required: true as const, content: { 'application/json': { schema } } },
})
const listOf = <T extends z.ZodType>(schema: T) => z.object({ items: z.array(schema) })

const scorecards = permittedRoute('evaluation.read', {
  method: 'get',
  path: '/api/evaluation/scorecards',
  responses: { 200: jsonAnswer(listOf(model.scorecardSchema), 'scorecards in words') },
})
const runs = permittedRoute('evaluation.read', {
  method: 'get',
  path: '/api/evaluation/runs',
  request: { query: model.scopeSchema },
  responses: { 200: jsonAnswer(listOf(model.runSchema), 'runs of a city, newest year first') },
})
const newRun = permittedRoute('evaluation.run', {
  method: 'post',
  path: '/api/evaluation/runs',
  request: bodyOf(model.runInputSchema),
  responses: { 201: jsonAnswer(model.runDetailSchema, 'the run as it stands') },
})
const oneRun = permittedRoute('evaluation.read', {
  method: 'get',
  path: '/api/evaluation/runs/{id}',
  request: { params },
  responses: { 200: jsonAnswer(model.runDetailSchema, 'one run') },
})
const results = permittedRoute('evaluation.read', {
  method: 'get',
  path: '/api/evaluation/runs/{id}/results',
  request: { params },
  responses: { 200: jsonAnswer(model.resultsSchema, 'its lines, with scores where the reader may see them') },
})
const runAct = permittedRoute('evaluation.run', {
  method: 'post',
  path: '/api/evaluation/runs/{id}/acts',
  request: { params, ...bodyOf(model.runActSchema) },
  responses: { 200: jsonAnswer(model.runDetailSchema, 'the run after the step') },
})
const backTesting = permittedRoute('evaluation.run', {
  method: 'post',
  path: '/api/evaluation/runs/{id}/back-tests',
  request: { params, ...bodyOf(model.backTestInputSchema) },
  responses: { 200: jsonAnswer(model.backTestSchema, 'who would move by a changed scorecard') },
})
const comparison = permittedRoute('evaluation.read', {
  method: 'get',
  path: '/api/evaluation/comparison',
  request: { query: z.object({ from: idSchema, to: idSchema }) },
  responses: { 200: jsonAnswer(model.comparisonSchema, 'two runs side by side') },
})
const firm = permittedRoute('evaluation.read', {
  method: 'get',
  path: '/api/evaluation/firms/{id}',
  request: { params },
  responses: { 200: jsonAnswer(model.firmScoresSchema, 'the scores of one firm') },
})
const appeals = permittedRoute('evaluation.appeals', {
  method: 'get',
  path: '/api/evaluation/appeals',
  request: { query: model.scopeSchema },
  responses: { 200: jsonAnswer(listOf(model.appealSchema), 'objections that the reader may see') },
})
const newAppeal = permittedRoute('evaluation.appeal', {
  method: 'post',
  path: '/api/evaluation/appeals',
  request: bodyOf(model.appealInputSchema),
  responses: { 201: jsonAnswer(model.appealSchema, 'the objection') },
})
const appealAct = permittedRoute('evaluation.appeals', {
  method: 'post',
  path: '/api/evaluation/appeals/{id}/acts',
  request: { params, ...bodyOf(model.appealActSchema) },
  responses: { 200: jsonAnswer(model.appealSchema, 'the objection after the step') },
})

const addDocument = permittedRoute('evaluation.appeal', {
  method: 'post',
  path: '/api/evaluation/appeals/{id}/documents',
  request: {
    params,
    body: {
      required: true,
      content: {
        'multipart/form-data': {
          schema: z.object({ file: z.instanceof(File).openapi({ type: 'string', format: 'binary' }) }),
        },
      },
    },
  },
  responses: { 201: jsonAnswer(z.object({ id: idSchema }), 'the document as kept') },
})
const getDocument = permittedRoute('evaluation.appeals', {
  method: 'get',
  path: '/api/evaluation/appeals/{id}/documents/{document}',
  request: { params: z.object({ id: idSchema, document: idSchema }) },
  responses: {
    200: {
      description: 'the document as a download, never shown in the page',
      content: { 'application/octet-stream': { schema: z.string().openapi({ format: 'binary' }) } },
    },
  },
})

/** Assessments over HTTP. */
export function evaluationRoutes() {
  return accessRouter()
    .openapi(scorecards, async (c) => c.json({ items: await listReadableScorecards(c.get('ctx')) }, 200))
    .openapi(runs, async (c) => c.json({ items: await listRuns(c.get('ctx'), c.req.valid('query')) }, 200))
    .openapi(newRun, async (c) => c.json(await startRun(c.get('ctx'), c.req.valid('json')), 201))
    .openapi(oneRun, async (c) => c.json(await getRun(c.get('ctx'), c.req.valid('param').id), 200))
    .openapi(results, async (c) => c.json(await listRunResults(c.get('ctx'), c.req.valid('param').id), 200))
    .openapi(runAct, async (c) =>
      c.json(await actOnRun(c.get('ctx'), c.req.valid('param').id, c.req.valid('json')), 200),
    )
    .openapi(backTesting, async (c) =>
      c.json(await backTest(c.get('ctx'), c.req.valid('param').id, c.req.valid('json')), 200),
    )
    .openapi(comparison, async (c) => c.json(await compareRuns(c.get('ctx'), c.req.valid('query')), 200))
    .openapi(firm, async (c) => c.json(await listFirmScores(c.get('ctx'), c.req.valid('param').id), 200))
    .openapi(appeals, async (c) =>
      c.json({ items: await listAppeals(c.get('ctx'), c.req.valid('query')) }, 200),
    )
    .openapi(newAppeal, async (c) => c.json(await submitAppeal(c.get('ctx'), c.req.valid('json')), 201))
    .openapi(appealAct, async (c) =>
      c.json(await actOnAppeal(c.get('ctx'), c.req.valid('param').id, c.req.valid('json')), 200),
    )
    .openapi(addDocument, async (c) => {
      const { file } = c.req.valid('form')
      const bytes = Buffer.from(await file.arrayBuffer())
      const { id } = c.req.valid('param')
      return c.json(await addAppealDocument(c.get('ctx'), id, { fileName: file.name, bytes }), 201)
    })
    .openapi(getDocument, async (c) => {
      const found = await readAppealDocument(c.get('ctx'), c.req.valid('param'))
      return c.body(new Uint8Array(found.bytes), 200, {
        'content-type': found.mediaType,
        'content-disposition': `attachment; filename="document"; filename*=UTF-8''${encodeURIComponent(found.fileName)}`,
        'content-security-policy': "sandbox; default-src 'none'",
        'cache-control': 'no-store',
      })
    })
}
