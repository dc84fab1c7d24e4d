import { z } from '@hono/zod-openapi'
import { accessRouter, jsonAnswer, permittedRoute } from '../../access/index.ts'
import {
  alertActSchema,
  alertSchema,
  batchAnswerSchema,
  eventInputSchema,
  impactInputSchema,
  missingSchema,
  reportBatchSchema,
  reporterInputSchema,
  reportSchema,
  runPathSchema,
  scopeQuerySchema,
} from '../model.ts'
import {
  actOnAlert,
  askToReport,
  chaseMissing,
  listAlerts,
  listMissing,
  markImpact,
  reportEvent,
} from '../service/alerts.ts'
import { keepReports, listReports } from '../service/reports.ts'

const body = <S extends z.ZodType>(schema: S) => ({
  required: true as const,
  content: { 'application/json': { schema } },
})
const list = <S extends z.ZodType>(schema: S) => z.object({ items: z.array(schema) })

const reports = permittedRoute('monitoring.report', {
  method: 'get',
  path: '/api/monitoring/reports',
  request: { query: scopeQuerySchema },
  responses: { 200: jsonAnswer(list(reportSchema), 'reports that the reader may see, newest period first') },
})
const keep = permittedRoute('monitoring.report', {
  method: 'post',
  path: '/api/monitoring/reports',
  request: {
    query: z.object({ via: z.enum(['form', 'api']).default('api') }),
    body: body(reportBatchSchema),
  },
  responses: {
    201: jsonAnswer(batchAnswerSchema, 'how many reports were new, and how many alerts they raised'),
  },
})
const alerts = permittedRoute('monitoring.manage', {
  method: 'get',
  path: '/api/monitoring/alerts',
  request: { query: scopeQuerySchema },
  responses: { 200: jsonAnswer(list(alertSchema), 'the alerts of a city, newest first') },
})
const step = permittedRoute('monitoring.manage', {
  method: 'post',
  path: '/api/monitoring/alerts/{id}/acts',
  request: { params: runPathSchema, body: body(alertActSchema) },
  responses: { 200: jsonAnswer(alertSchema, 'the alert after the step') },
})
const impact = permittedRoute('monitoring.manage', {
  method: 'post',
  path: '/api/monitoring/alerts/{id}/impacts',
  request: { params: runPathSchema, body: body(impactInputSchema) },
  responses: { 200: jsonAnswer(alertSchema, 'the alert with the firm marked') },
})
const event = permittedRoute('monitoring.manage', {
  method: 'post',
  path: '/api/monitoring/events',
  request: { body: body(eventInputSchema) },
  responses: { 201: jsonAnswer(alertSchema, 'the alert that the event starts') },
})
const missing = permittedRoute('monitoring.manage', {
  method: 'get',
  path: '/api/monitoring/missing',
  request: { query: scopeQuerySchema },
  responses: { 200: jsonAnswer(list(missingSchema), 'who was asked to report and has not') },
})
const ask = permittedRoute('monitoring.manage', {
  method: 'post',
  path: '/api/monitoring/reporters',
  request: { body: body(reporterInputSchema) },
  responses: { 201: jsonAnswer(list(missingSchema), 'who has to report now') },
})
const chase = permittedRoute('monitoring.manage', {
  method: 'post',
  path: '/api/monitoring/reminders',
  request: { body: body(scopeQuerySchema) },
  responses: { 201: jsonAnswer(z.object({ chased: z.int() }), 'how many were reminded') },
})

/** Reports, alerts and events over HTTP. */
export function monitoringRoutes() {
  return accessRouter()
    .openapi(reports, async (c) =>
      c.json({ items: await listReports(c.get('ctx'), c.req.valid('query')) }, 200),
    )
    .openapi(keep, async (c) => {
      const { via } = c.req.valid('query')
      return c.json(await keepReports(c.get('ctx'), c.req.valid('json').reports, via), 201)
    })
    .openapi(alerts, async (c) =>
      c.json({ items: await listAlerts(c.get('ctx'), c.req.valid('query')) }, 200),
    )
    .openapi(step, async (c) =>
      c.json(await actOnAlert(c.get('ctx'), c.req.valid('param').id, c.req.valid('json')), 200),
    )
    .openapi(impact, async (c) =>
      c.json(await markImpact(c.get('ctx'), c.req.valid('param').id, c.req.valid('json')), 200),
    )
    .openapi(event, async (c) => c.json(await reportEvent(c.get('ctx'), c.req.valid('json')), 201))
    .openapi(missing, async (c) =>
      c.json({ items: await listMissing(c.get('ctx'), c.req.valid('query')) }, 200),
    )
    .openapi(ask, async (c) => {
      const asked = c.req.valid('json')
      await askToReport(c.get('ctx'), asked)
      return c.json({ items: await listMissing(c.get('ctx'), asked) }, 201)
    })
    .openapi(chase, async (c) => c.json(await chaseMissing(c.get('ctx'), c.req.valid('json')), 201))
}
