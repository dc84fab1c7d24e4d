import { z } from '@hono/zod-openapi'
import { accessRouter, idSchema, jsonAnswer, jsonBody, permittedRoute } from '../../access/index.ts'
import * as model from '../model.ts'
import { listCityValues, setCityValue } from '../service/city-values.ts'
import { forecastCity } from '../service/forecast.ts'
import { getRun, listEntitled, listRuns, runCity } from '../service/runs.ts'
import { listLevers, listSandboxes, saveSandbox, tryReform } from '../service/sandbox.ts'

const query = model.scopeQuerySchema
const params = z.object({ id: idSchema })

const forecast = permittedRoute('policy.forecast', {
  method: 'get',
  path: '/api/policy/forecast',
  request: { query },
  responses: { 200: jsonAnswer(model.forecastSchema, 'what the policies in force would cost') },
})
const runs = permittedRoute('policy.run', {
  method: 'get',
  path: '/api/policy/runs',
  request: { query },
  responses: { 200: jsonAnswer(model.runListSchema, 'the runs kept of a city, newest first') },
})
const newRun = permittedRoute('policy.run', {
  method: 'post',
  path: '/api/policy/runs',
  request: jsonBody(model.runInputSchema),
  responses: { 201: jsonAnswer(model.runSummarySchema, 'every clause over every firm, kept') },
})
const run = permittedRoute('policy.run', {
  method: 'get',
  path: '/api/policy/runs/{id}',
  request: { params },
  responses: { 200: jsonAnswer(model.runDetailSchema, 'one run with what it rests on') },
})
const entitled = permittedRoute('policy.run', {
  method: 'get',
  path: '/api/policy/runs/{id}/entitled',
  request: { params, query: model.entitledQuerySchema },
  responses: { 200: jsonAnswer(model.entitledListSchema, 'who is entitled under one clause') },
})
const levers = permittedRoute('policy.run', {
  method: 'get',
  path: '/api/policy/levers',
  request: { query },
  responses: { 200: jsonAnswer(model.leverListSchema, 'what a sandbox may turn') },
})
const attempt = permittedRoute('policy.run', {
  method: 'post',
  path: '/api/policy/try',
  request: jsonBody(model.trySchema),
  responses: { 200: jsonAnswer(model.tryResultSchema, 'a reform over the whole city; nothing is stored') },
})
const sandboxes = permittedRoute('policy.run', {
  method: 'get',
  path: '/api/policy/sandboxes',
  request: { query },
  responses: { 200: jsonAnswer(model.sandboxListSchema, 'what was tried, newest first') },
})
const newSandbox = permittedRoute('policy.run', {
  method: 'post',
  path: '/api/policy/sandboxes',
  request: jsonBody(model.sandboxInputSchema),
  responses: { 201: jsonAnswer(model.sandboxSchema, 'what was tried, kept with its result') },
})
const cityValues = permittedRoute('policy.read', {
  method: 'get',
  path: '/api/policy/city-values',
  request: { query },
  responses: { 200: jsonAnswer(model.cityValueListSchema, 'figures of the whole city that rules ask for') },
})
const newCityValue = permittedRoute('policy.run', {
  method: 'post',
  path: '/api/policy/city-values',
  request: jsonBody(model.cityValueInputSchema),
  responses: { 201: jsonAnswer(model.cityValueListSchema, 'the figures as they stand now') },
})

/** Forecast, runs and sandboxes over HTTP. */
export function forecastRoutes() {
  return accessRouter()
    .openapi(forecast, async (c) => c.json(await forecastCity(c.get('ctx'), c.req.valid('query')), 200))
    .openapi(runs, async (c) => c.json({ runs: await listRuns(c.get('ctx'), c.req.valid('query')) }, 200))
    .openapi(newRun, async (c) => c.json(await runCity(c.get('ctx'), c.req.valid('json')), 201))
    .openapi(run, async (c) => c.json(await getRun(c.get('ctx'), c.req.valid('param').id), 200))
    .openapi(entitled, async (c) => {
      const { id: runId } = c.req.valid('param')
      return c.json(await listEntitled(c.get('ctx'), { ...c.req.valid('query'), runId }), 200)
    })
    .openapi(levers, async (c) =>
      c.json({ levers: await listLevers(c.get('ctx'), c.req.valid('query')) }, 200),
    )
    .openapi(attempt, async (c) => c.json(await tryReform(c.get('ctx'), c.req.valid('json')), 200))
    .openapi(sandboxes, async (c) =>
      c.json({ sandboxes: await listSandboxes(c.get('ctx'), c.req.valid('query')) }, 200),
    )
    .openapi(newSandbox, async (c) => c.json(await saveSandbox(c.get('ctx'), c.req.valid('json')), 201))
    .openapi(cityValues, async (c) => c.json(await listCityValues(c.get('ctx'), c.req.valid('query')), 200))
    .openapi(newCityValue, async (c) => c.json(await setCityValue(c.get('ctx'), c.req.valid('json')), 201))
}
