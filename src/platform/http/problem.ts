import { z } from '@hono/zod-openapi'
import { HTTPException } from 'hono/http-exception'
import { AppError, type ErrorKind, type FieldProblem } from '../../kernel/errors.ts'
import { log } from '../log.ts'
import { type Lang, translate } from '../words.ts'

const statuses: Readonly<Record<ErrorKind, number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  too_large: 413,
  too_many: 429,
  unavailable: 503,
}

/** The one status of a kind of failure. */
export const statusOf = (kind: ErrorKind): number => statuses[kind]

/** The body of every answer that is not a success: RFC 9457, with our code and the fields of a bad form. */
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    code: z.string(),
    requestId: z.string(),
    fields: z.array(z.object({ field: z.string(), code: z.string(), message: z.string() })).optional(),
  })
  .openapi('Problem')

export type ProblemBody = z.infer<typeof problemSchema>

/** What HTTP itself refuses and no room does; these have a status of their own beside the kinds. */
export class HttpRefusal extends Error {
  override readonly name = 'HttpRefusal'
  constructor(
    readonly status: 405 | 415,
    readonly code: string,
    readonly params: Readonly<Record<string, unknown>>,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(code)
  }
}

/** Any failure as an answer in the reader's language; one that we did not foresee is logged whole and told by its id. */
export function problemOf(error: unknown, requestId: string, lang: Lang): Response {
  if (error instanceof HttpRefusal) {
    const { status, code, params, headers } = error
    const title = status === 405 ? 'http.title.method_not_allowed' : 'http.title.invalid'
    return answer({ status, title, code, params, requestId, lang, headers })
  }
  const known = knownFailure(error)
  if (!known) {
    log.error('http.fault', { requestId, error })
    return answer({
      status: 500,
      title: 'http.title.fault',
      code: 'http.fault',
      params: { requestId },
      requestId,
      lang,
    })
  }
  const { kind, code, params, fields } = known
  if (kind === 'unavailable') log.warn('http.unavailable', { requestId, error })
  return answer({
    status: statuses[kind],
    title: `http.title.${kind}`,
    code,
    params,
    fields,
    requestId,
    lang,
    headers: kind === 'unavailable' || kind === 'too_many' ? retryAfter(params) : {},
  })
}

const retryAfter = ({ retryAfterSeconds }: Readonly<Record<string, unknown>>): Record<string, string> => ({
  'retry-after': typeof retryAfterSeconds === 'number' ? String(Math.ceil(retryAfterSeconds)) : '5',
})

function knownFailure(error: unknown): AppError | null {
  if (error instanceof AppError) return error
  if (error instanceof HTTPException) return httpException(error)
  // The sender went away in the middle of its body; nobody reads this answer.
  if (error instanceof Error && error.message === 'aborted') return new AppError('invalid', 'http.bad_form')
  return databaseFailure(error)
}

function httpException(error: HTTPException): AppError | null {
  if (error.status === 400) {
    return new AppError(
      'invalid',
      error.message.includes('JSON') ? 'http.bad_json' : 'http.bad_form',
      {},
      [],
      { cause: error },
    )
  }
  return null
}

// https://www.postgresql.org/docs/current/errcodes-appendix.html
const notStorable = new Set(['22021', '22P05'])
const outOfRange = new Set(['22003', '22P02', '22007', '22008'])
const lost = /^(08|57P0|53300)|^(ECONNREFUSED|ECONNRESET|EPIPE)$/
const contended = new Set(['40001', '40P01', '55P03'])

/** What PostgreSQL refuses for the sake of what was sent, or cannot do just now. */
function databaseFailure(error: unknown): AppError | null {
  if (!(error instanceof Error)) return null
  const code = String((error as { code?: unknown }).code ?? '')
  const options = { cause: error }
  if (notStorable.has(code)) return new AppError('invalid', 'http.text_not_storable', {}, [], options)
  if (outOfRange.has(code)) {
    // Schemas should have caught it; the log says where one lets too much through.
    log.warn('http.value_reached_database', { error })
    return new AppError('invalid', 'http.value_out_of_range', {}, [], options)
  }
  if (contended.has(code)) return new AppError('unavailable', 'database.contended', {}, [], options)
  const isLost =
    lost.test(code) || /^(timeout exceeded when trying to connect|Connection terminated)/.test(error.message)
  return isLost ? new AppError('unavailable', 'database.lost', {}, [], options) : null
}

type Answer = {
  status: number
  title: string
  code: string
  params: Readonly<Record<string, unknown>>
  fields?: readonly FieldProblem[]
  requestId: string
  lang: Lang
  headers?: Readonly<Record<string, string>>
}

function answer({
  status,
  title,
  code,
  params,
  fields = [],
  requestId,
  lang,
  headers = {},
}: Answer): Response {
  const body: ProblemBody = {
    type: `urn:lianshu:problem:${code}`,
    title: translate(lang, title),
    status,
    detail: translate(lang, code, params),
    code,
    requestId,
    ...(fields.length > 0 ? { fields: fields.map((field) => fieldInWords(field, lang)) } : {}),
  }
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      'content-type': 'application/problem+json; charset=utf-8',
      'content-language': lang === 'zh' ? 'zh-CN' : 'en',
      ...headers,
    },
  })
}

const fieldInWords = ({ field, code, params }: FieldProblem, lang: Lang) => ({
  field,
  code,
  message: translate(lang, code, params),
})
