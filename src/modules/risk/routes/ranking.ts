import { z } from '@hono/zod-openapi'
import { accessRouter, jsonAnswer, permittedRoute } from '../../access/index.ts'
import {
  firmExplanationSchema,
  firmRiskSchema,
  groupQuerySchema,
  groupRiskSchema,
  rankingQuerySchema,
  riskRunSchema,
  runChangeSchema,
  runInputSchema,
  runPathSchema,
  scopeQuerySchema,
} from '../model.ts'
import { explainFirm } from '../service/explain-firm.ts'
import { findLastFactsDay, findLatestRun, listGroupRisks } from '../service/group-ranking.ts'
import { changeRun, findOwnExposure, getRun, listFirmRisks, listRuns, startRun } from '../service/runs.ts'

const body = <S extends z.ZodType>(schema: S) => ({
  required: true as const,
  content: { 'application/json': { schema } },
})

const runs = permittedRoute('risk.read', {
  method: 'get',
  path: '/api/risk/runs',
  request: { query: scopeQuerySchema },
  responses: {
    200: jsonAnswer(z.object({ items: z.array(riskRunSchema) }), 'the rankings of a city, newest first'),
  },
})
const newRun = permittedRoute('risk.run', {
  method: 'post',
  path: '/api/risk/runs',
  request: { body: body(runInputSchema) },
  responses: { 201: jsonAnswer(riskRunSchema, 'the ranking, begun') },
})
const oneRun = permittedRoute('risk.read', {
  method: 'get',
  path: '/api/risk/runs/{id}',
  request: { params: runPathSchema },
  responses: { 200: jsonAnswer(riskRunSchema, 'a ranking with its progress') },
})
const runChange = permittedRoute('risk.run', {
  method: 'post',
  path: '/api/risk/runs/{id}/changes',
  request: { params: runPathSchema, body: body(runChangeSchema) },
  responses: { 200: jsonAnswer(riskRunSchema, 'the ranking, paused, resumed or cancelled') },
})
const firms = permittedRoute('risk.read', {
  method: 'get',
  path: '/api/risk/runs/{id}/firms',
  request: { params: runPathSchema, query: rankingQuerySchema },
  responses: {
    200: jsonAnswer(
      z.object({ items: z.array(firmRiskSchema) }),
      'firms by systemic risk, each with its interval',
    ),
  },
})
const explanation = permittedRoute('risk.read', {
  method: 'get',
  path: '/api/risk/runs/{id}/firms/{firm}',
  request: { params: runPathSchema.extend({ firm: runPathSchema.shape.id }) },
  responses: { 200: jsonAnswer(firmExplanationSchema, 'what makes the risk of a firm, and how it changed') },
})
const groups = permittedRoute('risk.aggregate', {
  method: 'get',
  path: '/api/risk/runs/{id}/groups',
  request: { params: runPathSchema, query: groupQuerySchema },
  responses: {
    200: jsonAnswer(
      z.object({ items: z.array(groupRiskSchema) }),
      'nodes, chains, parks or regions by systemic risk',
    ),
  },
})
const latest = permittedRoute('risk.aggregate', {
  method: 'get',
  path: '/api/risk/latest',
  request: { query: scopeQuerySchema },
  responses: {
    200: jsonAnswer(
      z.object({
        run: z
          .object({ id: z.string(), asOf: z.string(), estimatedRatio: z.number().nullable(), draws: z.int() })
          .nullable(),
        lastDay: z.string().nullable(),
      }),
      'the newest complete ranking of a city',
    ),
  },
})
const own = permittedRoute('risk.read_own', {
  method: 'get',
  path: '/api/risk/own',
  request: { query: scopeQuerySchema.extend({ organisation: runPathSchema.shape.id }) },
  responses: {
    200: jsonAnswer(
      z.object({ exposure: firmRiskSchema.nullable() }),
      'where a firm stands in the newest ranking',
    ),
  },
})

/** The ranking over HTTP. */
export function rankingRoutes() {
  return accessRouter()
    .openapi(runs, async (c) => c.json({ items: await listRuns(c.get('ctx'), c.req.valid('query')) }, 200))
    .openapi(newRun, async (c) => c.json(await startRun(c.get('ctx'), c.req.valid('json')), 201))
    .openapi(oneRun, async (c) => c.json(await getRun(c.get('ctx'), c.req.valid('param').id), 200))
    .openapi(runChange, async (c) => {
      const { change } = c.req.valid('json')
      return c.json(await changeRun(c.get('ctx'), c.req.valid('param').id, change), 200)
    })
    .openapi(firms, async (c) => {
      const { place, ...page } = c.req.valid('query')
      const asked = { ...page, inCityOnly: place === 'city' }
      return c.json({ items: await listFirmRisks(c.get('ctx'), c.req.valid('param').id, asked) }, 200)
    })
    .openapi(explanation, async (c) => {
      const { id, firm } = c.req.valid('param')
      return c.json(await explainFirm(c.get('ctx'), id, firm), 200)
    })
    .openapi(groups, async (c) => {
      const items = await listGroupRisks(c.get('ctx'), c.req.valid('param').id, c.req.valid('query').kind)
      return c.json({ items }, 200)
    })
    .openapi(latest, async (c) => {
      const scope = c.req.valid('query')
      const run = await findLatestRun(c.get('ctx'), scope)
      return c.json({ run, lastDay: await findLastFactsDay(c.get('ctx'), scope) }, 200)
    })
    .openapi(own, async (c) => {
      const { organisation, ...scope } = c.req.valid('query')
      const exposure = await findOwnExposure(c.get('ctx'), { ...scope, organisationId: organisation })
      return c.json({ exposure: exposure ?? null }, 200)
    })
}
