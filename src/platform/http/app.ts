import { randomUUID } from 'node:crypto'
import type { OpenAPIHono } from '@hono/zod-openapi'
import { createMiddleware } from 'hono/factory'
import { HTTPException } from 'hono/http-exception'
import { secureHeaders } from 'hono/secure-headers'
import { AppError } from '../../kernel/errors.ts'
import type { Lang } from '../words.ts'
import { runAfterCommit } from './after-commit.ts'
import { isStorable } from './field-problems.ts'
import { languageOf } from './language.ts'
import { HttpRefusal, problemOf } from './problem.ts'
import { createRouter } from './router.ts'

/** What every handler finds: the number of the request and the language of its reader. */
export type FrameVariables = { requestId: string; lang: Lang }

export type Frame = OpenAPIHono<{ Variables: FrameVariables }>

const megabyte = 1_000_000
const jsonLimitMb = 4
const uploadLimitMb = 64
const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

/**
 * The frame that app.ts hangs the rooms' routers into: request id, language, headers, limits, and every failure told.
 *
 * @param tileHosts where pages may fetch the tiles of maps from; none unless configured
 */
export function createApp(tileHosts: readonly string[] = []): Frame {
  const app: Frame = createRouter()
  app.use(
    nameRequest,
    runAfterCommit,
    headersFor(tileHosts),
    noApiCaching,
    refuseUnstorablePath,
    limitJson,
    limitUploads,
  )
  app.onError((error, c) =>
    withFrameHeaders(c.get('requestId'), problemOf(asRefusal(error), c.get('requestId'), c.get('lang'))),
  )
  app.notFound((c) => {
    const { method, path } = c.req
    const allowed = methods.filter((other) => takes(app, other, path))
    const refusal =
      allowed.length > 0
        ? new HttpRefusal(
            405,
            'http.method_not_allowed',
            { method, path, allowed },
            { allow: allowed.join(', ') },
          )
        : new AppError('not_found', 'http.no_route', { path })
    return withFrameHeaders(c.get('requestId'), problemOf(refusal, c.get('requestId'), c.get('lang')))
  })
  return app
}

function takes(app: Frame, method: string, path: string): boolean {
  const [handlers] = app.router.match(method, path)
  // The pages take every address by GET; that says nothing about this one.
  return handlers.some(([[, route]]) => route.method === method && route.path !== '/*')
}

function asRefusal(error: unknown): unknown {
  if (error instanceof HTTPException && error.status === 415)
    return new HttpRefusal(415, 'http.unsupported_type', {})
  return error
}

function withFrameHeaders(requestId: string, response: Response): Response {
  response.headers.set('x-request-id', requestId)
  return response
}

const nameRequest = createMiddleware<{ Variables: FrameVariables }>(async (c, next) => {
  c.set('requestId', randomUUID())
  c.set('lang', languageOf(c.req.raw.headers))
  await next()
  c.res.headers.set('x-request-id', c.get('requestId'))
})

// antd writes its styles into the page; nothing else comes from anywhere but us. HTTPS is the reverse proxy's matter.
const headersFor = (tileHosts: readonly string[]) =>
  secureHeaders({
    strictTransportSecurity: false,
    xFrameOptions: 'DENY',
    // Who serves tiles looks at the origin, to which its key is bound; a path is never told.
    referrerPolicy: tileHosts.length > 0 ? 'strict-origin-when-cross-origin' : 'same-origin',
    crossOriginResourcePolicy: 'same-origin',
    contentSecurityPolicy: {
      defaultSrc: ["'self'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:', 'blob:', ...tileHosts],
      fontSrc: ["'self'", 'data:'],
      connectSrc: ["'self'", ...tileHosts],
      workerSrc: ["'self'", 'blob:'],
      objectSrc: ["'none'"],
      baseUri: ["'self'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
    },
  })

const noApiCaching = createMiddleware(async (c, next) => {
  await next()
  if (c.req.path.startsWith('/api')) c.res.headers.set('cache-control', 'no-store')
})

/** Also for addresses that no schema looks at. */
const refuseUnstorablePath = createMiddleware(async (c, next) => {
  if (/%00/.test(c.req.url) || !isStorable(c.req.path))
    throw new AppError('invalid', 'http.text_not_storable')
  await next()
})

const isForm = (type: string | undefined): boolean =>
  type !== undefined && /^multipart\/form-data/i.test(type)
// Such a body is streamed to a file, which has limits of its own (platform/files/spool.ts).
const isFile = (type: string | undefined): boolean =>
  type !== undefined && /^application\/octet-stream/i.test(type)

/**
 * Refuses a body by its claimed length at once, and otherwise while it is read: nothing is read here, so that nobody who is
 * not signed in fills the memory.
 */
const limitTo = (limitMb: number) =>
  createMiddleware(async (c, next) => {
    const tooLarge = new AppError('too_large', 'http.body_too_large', { limitMb })
    const most = limitMb * megabyte
    if (Number(c.req.header('content-length') ?? 0) > most) throw tooLarge
    const { body } = c.req.raw
    const isCounted = c.req.header('content-length') !== undefined && !c.req.header('transfer-encoding')
    if (!body || isCounted) return next()
    let bytes = 0
    const counted = body.pipeThrough(
      new TransformStream<Uint8Array, Uint8Array>({
        transform(piece, out) {
          bytes += piece.length
          if (bytes > most) out.error(tooLarge)
          else out.enqueue(piece)
        },
      }),
    )
    c.req.raw = new Request(c.req.raw, { body: counted, duplex: 'half' } as RequestInit)
    await next()
    // Whoever read the body may have taken its breaking off for a fault of its form.
    if (bytes > most) throw tooLarge
  })
const [jsonLimit, uploadLimit] = [limitTo(jsonLimitMb), limitTo(uploadLimitMb)]

const limitJson = createMiddleware((c, next) => {
  const type = c.req.header('content-type')
  return isForm(type) || isFile(type) ? next() : jsonLimit(c, next)
})
const limitUploads = createMiddleware((c, next) =>
  isForm(c.req.header('content-type')) ? uploadLimit(c, next) : next(),
)
