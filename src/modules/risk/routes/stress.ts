import { z } from '@hono/zod-openapi'
import { accessRouter, jsonAnswer, permittedRoute } from '../../access/index.ts'
import {
  remedyInputSchema,
  remedySchema,
  runPathSchema,
  scopeQuerySchema,
  stressInfoSchema,
  stressInputSchema,
  stressTestSchema,
} from '../model.ts'
import { measureRemedies } from '../service/measure-remedies.ts'
import { listPlaces } from '../service/shock-ground.ts'
import { writeStressReport } from '../service/stress-report.ts'
import { cancelStressWork, getStressTest, listStressTests, runStressTest } from '../service/stress-tests.ts'
import { suggestRemedies } from '../service/suggest-remedies.ts'

const body = <S extends z.ZodType>(schema: S) => ({
  required: true as const,
  content: { 'application/json': { schema } },
})

const list = permittedRoute('risk.read', {
  method: 'get',
  path: '/api/risk/stress-tests',
  request: { query: scopeQuerySchema },
  responses: {
    200: jsonAnswer(z.object({ items: z.array(stressInfoSchema) }), 'kept stress tests, newest first'),
  },
})
const make = permittedRoute('risk.run', {
  method: 'post',
  path: '/api/risk/stress-tests',
  request: { body: body(stressInputSchema) },
  responses: {
    201: jsonAnswer(stressTestSchema, 'the stress test as kept; without a result while a worker computes it'),
  },
})
const one = permittedRoute('risk.read', {
  method: 'get',
  path: '/api/risk/stress-tests/{id}',
  request: { params: runPathSchema },
  responses: { 200: jsonAnswer(stressTestSchema, 'a kept stress test with the remedies measured on it') },
})
const suggestions = permittedRoute('risk.read', {
  method: 'get',
  path: '/api/risk/stress-tests/{id}/suggestions',
  request: { params: runPathSchema },
  responses: { 200: jsonAnswer(z.object({ items: z.array(remedySchema) }), 'remedies worth measuring') },
})
const measure = permittedRoute('risk.run', {
  method: 'post',
  path: '/api/risk/stress-tests/{id}/remedies',
  request: { params: runPathSchema, body: body(remedyInputSchema) },
  responses: {
    201: jsonAnswer(
      stressTestSchema,
      'the test with what each remedy and the best set take off, or with how far the measuring is',
    ),
  },
})
const placeSchema = z.object({ id: z.string(), name: z.string(), lng: z.number(), lat: z.number() })
const places = permittedRoute('risk.run', {
  method: 'get',
  path: '/api/risk/places',
  request: { query: scopeQuerySchema },
  responses: {
    200: jsonAnswer(z.object({ items: z.array(placeSchema) }), 'firms on the map of a drawn area'),
  },
})
const cancel = permittedRoute('risk.run', {
  method: 'post',
  path: '/api/risk/stress-tests/{id}/cancel',
  request: { params: runPathSchema },
  responses: { 200: jsonAnswer(z.object({ isKept: z.boolean() }), 'whether the test is still there') },
})
const report = permittedRoute('risk.read', {
  method: 'get',
  path: '/api/risk/stress-tests/{id}/report',
  request: { params: runPathSchema, query: z.object({ format: z.enum(['docx', 'pdf']) }) },
  responses: {
    200: {
      description: 'the report as a download',
      content: { 'application/octet-stream': { schema: z.string().openapi({ format: 'binary' }) } },
    },
  },
})

/** Headers of a file that the browser saves and never opens in the page. */
const downloadHeaders = (file: { fileName: string; mediaType: string }) => ({
  'content-type': file.mediaType,
  'content-disposition': `attachment; filename="report"; filename*=UTF-8''${encodeURIComponent(file.fileName)}`,
  'content-security-policy': "sandbox; default-src 'none'",
  'cache-control': 'no-store',
})

/** Stress tests and remedies over HTTP. */
export function stressRoutes() {
  return accessRouter()
    .openapi(list, async (c) =>
      c.json({ items: await listStressTests(c.get('ctx'), c.req.valid('query')) }, 200),
    )
    .openapi(make, async (c) => c.json(await runStressTest(c.get('ctx'), c.req.valid('json')), 201))
    .openapi(one, async (c) => c.json(await getStressTest(c.get('ctx'), c.req.valid('param').id), 200))
    .openapi(suggestions, async (c) => {
      return c.json({ items: await suggestRemedies(c.get('ctx'), c.req.valid('param').id) }, 200)
    })
    .openapi(measure, async (c) => {
      return c.json(await measureRemedies(c.get('ctx'), c.req.valid('param').id, c.req.valid('json')), 201)
    })
    .openapi(places, async (c) =>
      c.json({ items: await listPlaces(c.get('ctx'), c.req.valid('query')) }, 200),
    )
    .openapi(cancel, async (c) => c.json(await cancelStressWork(c.get('ctx'), c.req.valid('param').id), 200))
    .openapi(report, async (c) => {
      const { format } = c.req.valid('query')
      const file = await writeStressReport(c.get('ctx'), c.req.valid('param').id, format)
      return c.body(new Uint8Array(file.bytes), 200, downloadHeaders(file))
    })
}
