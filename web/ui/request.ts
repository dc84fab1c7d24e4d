/** The one door to the server: JSON in and out, problems as `ProblemError`. */
import { lang } from './words.ts'

export type FieldFault = { field: string; code: string; message?: string }

/** A refusal or failure as the server tells it (RFC 9457); `status` 0 when no answer came at all. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError'
  constructor(
    readonly status: number,
    readonly code: string,
    readonly title: string,
    readonly detail: string | null,
    readonly requestId: string | null,
    readonly fields: readonly FieldFault[] = [],
  ) {
    super(detail ?? title)
  }
}

export type Query = Readonly<Record<string, string | number | boolean | null | undefined>>

/** The address of an API path with the parameters that have a value. */
export function addressOf(path: string, query: Query = {}): string {
  const pairs = Object.entries(query).filter(
    ([, value]) => value !== undefined && value !== null && value !== '',
  )
  const search = new URLSearchParams(pairs.map(([key, value]) => [key, String(value)])).toString()
  return search === '' ? path : `${path}?${search}`
}

/** Reads one resource. */
export function getJson<T>(path: string, query?: Query, signal?: AbortSignal): Promise<T> {
  return call<T>(addressOf(path, query), { method: 'GET', signal: signal ?? null })
}

/** Sends a change; a `FormData` body goes as it is, anything else as JSON. */
export function send<T>(
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body?: unknown,
): Promise<T> {
  const isForm = body instanceof FormData
  return call<T>(path, {
    method,
    headers: {
      'x-lianshu-csrf': '1',
      ...(isForm || body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    body: body === undefined ? null : isForm ? body : JSON.stringify(body),
  })
}

async function call<T>(address: string, init: RequestInit): Promise<T> {
  const headers = { accept: 'application/json', 'accept-language': lang(), ...(init.headers as object) }
  const answer = await fetch(address, { ...init, headers, credentials: 'same-origin' }).catch(
    (cause: unknown) => {
      if (cause instanceof DOMException && cause.name === 'AbortError') throw cause
      throw new ProblemError(0, 'web.unreachable', 'unreachable', null, null)
    },
  )
  const text = await answer.text()
  const body = parse(text)
  if (!answer.ok) throw problemOf(answer, body)
  return body as T
}

function parse(text: string): unknown {
  if (text === '') return null
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function problemOf(answer: Response, body: unknown): ProblemError {
  const told = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>
  const word = (key: string) => (typeof told[key] === 'string' ? (told[key] as string) : null)
  return new ProblemError(
    answer.status,
    word('code') ?? 'web.no_problem_body',
    word('title') ?? String(answer.status),
    word('detail'),
    word('requestId') ?? answer.headers.get('x-request-id'),
    Array.isArray(told.fields) ? (told.fields as FieldFault[]) : [],
  )
}
