import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRoute, z } from '@hono/zod-openapi'
import { sql } from 'kysely'
import { afterAll, describe, expect, test } from 'vitest'
import { AppError, type ErrorKind } from '../../kernel/errors.ts'
import { createApp, createRouter, eventStream, listen, problemOf, serveWeb } from '../http.ts'
import { testDatabase } from '../testing/index.ts'

const database = testDatabase()

const bodySchema = z.object({ name: z.string().min(1).max(20), size: z.number().int().optional() }).strict()
const json = { content: { 'application/json': { schema: bodySchema } } }
const echo = createRoute({
  method: 'post',
  path: '/things/{id}',
  request: { params: z.object({ id: z.string() }), body: json },
  responses: { 200: { description: 'echo' } },
})
const form = createRoute({
  method: 'post',
  path: '/files',
  request: {
    body: { content: { 'multipart/form-data': { schema: z.object({ file: z.instanceof(File) }) } } },
  },
  responses: { 200: { description: 'size' } },
})

function buildApp() {
  const router = createRouter()
  router.openapi(echo, (c) => c.json(c.req.valid('json')))
  router.openapi(form, (c) => c.json({ bytes: c.req.valid('form').file.size }))
  router.get('/kinds/:kind', (c) => {
    throw new AppError(c.req.param('kind') as ErrorKind, 'http.no_route', { path: 'x' })
  })
  router.get('/fault', () => {
    throw new Error('secret detail')
  })
  router.get('/sql/:n', async (c) => {
    const { rows } = await sql`select ${c.req.param('n')}::bigint as n`.execute(database.app)
    return c.json(rows.length)
  })
  router.get('/events', (c) =>
    eventStream(c, async (send) => {
      await send('progress', { done: 1n })
      throw new AppError('conflict', 'database.contended')
    }),
  )
  return createApp().route('/api', router)
}
const app = buildApp()
type Told = {
  status: number
  code: string
  title: string
  fields: { field: string; code: string; message: string }[]
}
const told = async (answer: Response | Promise<Response>) => (await (await answer).json()) as Told
const post = (
  body: string | FormData,
  headers: Record<string, string> = { 'content-type': 'application/json' },
) => app.request('/api/things/1', { method: 'POST', body, headers })

describe('a failure', () => {
  test.each([
    ['invalid', 400],
    ['unauthenticated', 401],
    ['forbidden', 403],
    ['not_found', 404],
    ['conflict', 409],
    ['too_large', 413],
    ['too_many', 429],
    ['unavailable', 503],
  ])(
    'of kind %s answers %i as problem JSON with its code and the number of the request',
    async (kind, status) => {
      const answer = await app.request(`/api/kinds/${kind}`)
      expect(answer.status).toBe(status)
      expect(answer.headers.get('content-type')).toContain('application/problem+json')
      const body = await answer.json()
      expect(body).toMatchObject({
        status,
        code: 'http.no_route',
        requestId: answer.headers.get('x-request-id'),
      })
    },
  )

  test('that nobody foresaw answers 500 and tells nothing but its number', async () => {
    const answer = await app.request('/api/fault')
    const text = await answer.text()
    expect(answer.status).toBe(500)
    expect(text).not.toContain('secret')
    expect(text).toContain(answer.headers.get('x-request-id') ?? '?')
  })

  test('speaks the language that was asked for, Chinese where none was', async () => {
    const titleFor = async (headers: Record<string, string>) =>
      (await told(app.request('/api/none', { headers }))).title
    expect(await titleFor({})).toBe('找不到')
    expect(await titleFor({ 'accept-language': 'en-GB,en;q=0.9,zh;q=0.5' })).toBe('Not found')
    expect(await titleFor({ 'accept-language': 'fr;q=1, zh-CN;q=0.3, en;q=0.2' })).toBe('找不到')
    expect(await titleFor({ 'accept-language': 'zh', cookie: 'a=1; lianshu_lang=en' })).toBe('Not found')
  })

  test('a lost database is 503 with a time to come back', () => {
    const answer = problemOf(Object.assign(new Error('terminating'), { code: '57P01' }), 'r', 'en')
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5'])
  })
})

describe('what is sent', () => {
  test('fits its schema and passes', async () => {
    expect(await (await post('{"name":"受电弓"}')).json()).toEqual({ name: '受电弓' })
  })

  test('does not fit: every field is named with words', async () => {
    const answer = await post('{"name":"","size":"big","more":1}', {
      'content-type': 'application/json',
      'accept-language': 'en',
    })
    const { status, code, fields } = await told(answer)
    expect([status, code]).toEqual([400, 'http.bad_input'])
    expect(fields).toContainEqual({
      field: 'name',
      code: 'http.field.too_small',
      message: 'Too small or too short (at least 1)',
    })
    expect(fields).toContainEqual({
      field: 'size',
      code: 'http.field.wrong_type',
      message: 'Of the wrong type; number is expected',
    })
    expect(fields.map((one) => one.code)).toContain('http.field.unknown_key')
    expect((await told(post('{}'))).fields).toEqual([
      { field: 'name', code: 'http.field.required', message: '必须填写' },
    ])
  })

  test.each([
    ['half a JSON', '{"name":', 400, 'http.bad_json'],
    ['no JSON at all', 'name=1', 400, 'http.bad_json'],
    ['NUL as an escape', '{"name":"a\\u0000b"}', 400, 'http.text_not_storable'],
    ['half a surrogate pair', '{"name":"a\\ud83d"}', 400, 'http.text_not_storable'],
    ['raw NUL', '{"name":"a\0b"}', 400, 'http.bad_json'],
    ['too much', `{"name":"${'x'.repeat(4_100_000)}"}`, 413, 'http.body_too_large'],
    ['nesting without end', '['.repeat(100_000), 400, 'http.bad_json'],
  ])('%s is refused', async (_name, body, status, code) => {
    const answer = await post(body)
    expect(answer.headers.get('content-type')).toContain('application/problem+json')
    expect(await answer.json()).toMatchObject({ status, code })
  })

  test('an escaped backslash before u0000 is ordinary text', async () => {
    expect(await (await post('{"name":"a\\\\u0000"}')).json()).toEqual({ name: 'a\\u0000' })
  })

  test('without a body or with another content type never reaches the handler', async () => {
    expect((await app.request('/api/things/1', { method: 'POST' })).status).toBe(400)
    expect(await (await post('name', { 'content-type': 'text/plain' })).json()).toMatchObject({
      status: 415,
      code: 'http.unsupported_type',
    })
  })

  test('a broken form is refused, a whole one passes', async () => {
    const send = (body: string | FormData, headers: Record<string, string> = {}) =>
      app.request('/api/files', { method: 'POST', body, headers })
    const broken = await send('--x\r\nbroken', { 'content-type': 'multipart/form-data; boundary=x' })
    expect(await broken.json()).toMatchObject({ status: 400, code: 'http.bad_form' })
    const data = new FormData()
    data.set('file', new File(['五个字节'], 'a.csv'))
    expect(await (await send(data)).json()).toEqual({ bytes: 12 })
  })

  test('a NUL in the address, an id beyond all numbers: 400', async () => {
    expect(await (await app.request('/api/things/%00')).json()).toMatchObject({
      code: 'http.text_not_storable',
    })
    expect(await (await app.request('/api/sql/99999999999999999999999999')).json()).toMatchObject({
      status: 400,
      code: 'http.value_out_of_range',
    })
    expect((await app.request('/api/sql/7')).status).toBe(200)
  })

  test('by a method that the address does not take: 405, and which it takes', async () => {
    const answer = await app.request('/api/things/1', { method: 'DELETE' })
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST'])
    expect(await answer.json()).toMatchObject({ code: 'http.method_not_allowed' })
    expect((await app.request('/api/nowhere', { method: 'DELETE' })).status).toBe(404)
  })
})

test('an answer of the API is not kept by anyone and carries the security headers', async () => {
  const { headers } = await post('{"name":"a"}')
  expect(headers.get('cache-control')).toBe('no-store')
  expect(headers.get('content-security-policy')).toContain("default-src 'self'")
  expect(headers.get('x-content-type-options')).toBe('nosniff')
})

test('events arrive one by one, and a failure as the event "problem"', async () => {
  const text = await (await app.request('/api/events')).text()
  expect(text).toContain('event: progress\ndata: {"done":"1"}')
  expect(text).toMatch(/event: problem\ndata: \{.*"status":409/)
})

describe('pages', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pages-'))
  mkdirSync(join(folder, 'assets'))
  writeFileSync(join(folder, 'index.html'), '<title>链枢</title>')
  writeFileSync(join(folder, 'assets', 'main-abc.js'), 'let a = 1\n'.repeat(500))
  writeFileSync(join(folder, '..', 'outside.txt'), 'outside')
  const web = buildApp()
  serveWeb(web, folder)
  afterAll(() => {
    rmSync(folder, { recursive: true })
    rmSync(join(folder, '..', 'outside.txt'))
  })

  test('every address without a file gets the page, the API keeps its own 404', async () => {
    expect(await (await web.request('/chains/rail-transit')).text()).toContain('链枢')
    expect((await web.request('/missing.js')).status).toBe(404)
    expect((await web.request('/api/none')).status).toBe(404)
    expect((await web.request('/..%2foutside.txt')).status).not.toBe(200)
    expect((await web.request('/%2e%2e/outside.txt')).status).not.toBe(200)
  })

  test('hashed files are kept for a year, compressed, and not sent again', async () => {
    const first = await web.request('/assets/main-abc.js', { headers: { 'accept-encoding': 'gzip, br' } })
    expect(first.headers.get('cache-control')).toContain('immutable')
    expect(first.headers.get('content-encoding')).toBe('br')
    expect((await first.arrayBuffer()).byteLength).toBeLessThan(500)
    const etag = first.headers.get('etag') ?? ''
    const again = await web.request('/assets/main-abc.js', { headers: { 'if-none-match': etag } })
    expect([again.status, await again.text()]).toEqual([304, ''])
    expect((await web.request('/')).headers.get('cache-control')).toBe('no-cache')
  })
})

describe('a listening server', () => {
  test('answers, refuses a taken port in words, and closes with an idle connection open', async () => {
    const server = await listen(app, { host: '127.0.0.1', port: 0 })
    const port = Number(new URL(server.address).port)
    expect((await fetch(`${server.address}/api/none`)).status).toBe(404)
    await expect(listen(app, { host: '127.0.0.1', port })).rejects.toMatchObject({ code: 'start.port_taken' })
    const idle = connect(port, '127.0.0.1')
    await new Promise((done) => idle.once('connect', done))
    const began = Date.now()
    await server.close()
    expect(Date.now() - began).toBeLessThan(4_500)
    idle.destroy()
  })
})
