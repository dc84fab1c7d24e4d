import { z } from '@hono/zod-openapi'
import { accessRouter, idSchema, jsonAnswer, permittedRoute } from '../access/index.ts'
import * as model from './model.ts'
import { listCandidates } from './service/candidates.ts'
import { showFirmLadder } from './service/firm-ladder.ts'
import { addStep, finishStep, nameCoach } from './service/plan.ts'
import { listProgrammes } from './service/programmes.ts'
import { showLadder } from './service/show-ladder.ts'
import { actOnTrack, enterTrack, getTrack, listFirmTracks, showBoard } from './service/tracks.ts'
import { addWindow, listWindows, removeWindow } from './service/windows.ts'

const params = z.object({ id: idSchema })
const bodyOf = <T extends z.ZodType>(schema: T) => ({
  body: { required: true as const, content: { 'application/json': { schema } } },
})
const listOf = <T extends z.ZodType>(schema: T) => z.object({ items: z.array(schema) })
const base = '/api/cultivation'

const ladder = permittedRoute('cultivation.read', {
  method: 'get',
  path: `${base}/ladder`,
  request: { query: model.scopeSchema },
  responses: { 200: jsonAnswer(model.ladderSchema, 'the ladder of a city, counts and targets by rung') },
})
const candidates = permittedRoute('cultivation.assess', {
  method: 'get',
  path: `${base}/candidates`,
  request: { query: model.candidatesQuerySchema },
  responses: { 200: jsonAnswer(model.candidatesSchema, 'who could apply for a rung') },
})
const firm = permittedRoute('cultivation.read', {
  method: 'get',
  path: `${base}/firms/{id}`,
  request: { params, query: z.object({ on: z.iso.date().optional() }) },
  responses: { 200: jsonAnswer(model.firmLadderSchema, 'one firm on the ladder') },
})
const firmTracks = permittedRoute('cultivation.tracks', {
  method: 'get',
  path: `${base}/firms/{id}/tracks`,
  request: { params },
  responses: { 200: jsonAnswer(listOf(model.trackSchema), 'the programmes that a firm goes through') },
})
const windows = permittedRoute('cultivation.read', {
  method: 'get',
  path: `${base}/windows`,
  request: { query: model.scopeSchema },
  responses: { 200: jsonAnswer(listOf(model.windowSchema), 'when applications are taken') },
})
const newWindow = permittedRoute('cultivation.manage', {
  method: 'post',
  path: `${base}/windows`,
  request: bodyOf(model.windowInputSchema),
  responses: { 201: jsonAnswer(model.windowSchema, 'the window') },
})
const oldWindow = permittedRoute('cultivation.manage', {
  method: 'delete',
  path: `${base}/windows/{id}`,
  request: { params },
  responses: { 200: jsonAnswer(model.windowSchema, 'the window taken back') },
})
const programmes = permittedRoute('cultivation.read', {
  method: 'get',
  path: `${base}/programmes`,
  request: { query: model.scopeSchema },
  responses: { 200: jsonAnswer(listOf(model.programmeSchema), 'programmes and packages of a city') },
})
const board = permittedRoute('cultivation.tracks', {
  method: 'get',
  path: `${base}/tracks`,
  request: { query: model.scopeSchema.extend({ programme: z.string().min(1).max(80) }) },
  responses: { 200: jsonAnswer(model.boardSchema, 'a programme: stages, cohorts, funnel') },
})
const newTrack = permittedRoute('cultivation.manage', {
  method: 'post',
  path: `${base}/tracks`,
  request: bodyOf(model.trackInputSchema),
  responses: { 201: jsonAnswer(model.trackDetailSchema, 'the track') },
})
const oneTrack = permittedRoute('cultivation.tracks', {
  method: 'get',
  path: `${base}/tracks/{id}`,
  request: { params },
  responses: { 200: jsonAnswer(model.trackDetailSchema, 'one track with its plan') },
})
const trackAct = permittedRoute('cultivation.tracks', {
  method: 'post',
  path: `${base}/tracks/{id}/acts`,
  request: { params, ...bodyOf(model.trackActSchema) },
  responses: { 200: jsonAnswer(model.trackDetailSchema, 'the track after the step') },
})
const coach = permittedRoute('cultivation.manage', {
  method: 'put',
  path: `${base}/tracks/{id}/coach`,
  request: { params, ...bodyOf(model.coachSchema) },
  responses: { 200: jsonAnswer(model.trackDetailSchema, 'the track with its coach') },
})
const newStep = permittedRoute('cultivation.manage', {
  method: 'post',
  path: `${base}/tracks/{id}/steps`,
  request: { params, ...bodyOf(model.stepInputSchema) },
  responses: { 201: jsonAnswer(model.trackDetailSchema, 'the track with its plan') },
})
const stepDone = permittedRoute('cultivation.tracks', {
  method: 'post',
  path: `${base}/tracks/{id}/steps/{step}/done`,
  request: { params: z.object({ id: idSchema, step: idSchema }), ...bodyOf(model.stepDoneSchema) },
  responses: { 200: jsonAnswer(model.trackDetailSchema, 'the track with its plan') },
})

/** The ladder, windows and candidates over HTTP. */
const ladderRoutes = () =>
  accessRouter()
    .openapi(ladder, async (c) => c.json(await showLadder(c.get('ctx'), c.req.valid('query')), 200))
    .openapi(candidates, async (c) => c.json(await listCandidates(c.get('ctx'), c.req.valid('query')), 200))
    .openapi(firm, async (c) =>
      c.json(await showFirmLadder(c.get('ctx'), c.req.valid('param').id, c.req.valid('query').on), 200),
    )
    .openapi(windows, async (c) =>
      c.json({ items: await listWindows(c.get('ctx'), c.req.valid('query')) }, 200),
    )
    .openapi(newWindow, async (c) => c.json(await addWindow(c.get('ctx'), c.req.valid('json')), 201))
    .openapi(oldWindow, async (c) => c.json(await removeWindow(c.get('ctx'), c.req.valid('param').id), 200))

/** Cultivation over HTTP. */
export function cultivationRoutes() {
  return ladderRoutes()
    .openapi(programmes, async (c) =>
      c.json({ items: await listProgrammes(c.get('ctx'), c.req.valid('query')) }, 200),
    )
    .openapi(firmTracks, async (c) =>
      c.json({ items: await listFirmTracks(c.get('ctx'), c.req.valid('param').id) }, 200),
    )
    .openapi(board, async (c) => c.json(await showBoard(c.get('ctx'), c.req.valid('query')), 200))
    .openapi(newTrack, async (c) => c.json(await enterTrack(c.get('ctx'), c.req.valid('json')), 201))
    .openapi(oneTrack, async (c) => c.json(await getTrack(c.get('ctx'), c.req.valid('param').id), 200))
    .openapi(trackAct, async (c) =>
      c.json(await actOnTrack(c.get('ctx'), c.req.valid('param').id, c.req.valid('json')), 200),
    )
    .openapi(coach, async (c) =>
      c.json(await nameCoach(c.get('ctx'), c.req.valid('param').id, c.req.valid('json')), 200),
    )
    .openapi(newStep, async (c) =>
      c.json(await addStep(c.get('ctx'), c.req.valid('param').id, c.req.valid('json')), 201),
    )
    .openapi(stepDone, async (c) => {
      const { id, step } = c.req.valid('param')
      return c.json(await finishStep(c.get('ctx'), id, step, c.req.valid('json').result), 200)
    })
}
