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

/** How much of a file has left the browser, in bytes with the form around it. */
export type Sent = { sentBytes: number; totalBytes: number }

/**
 * Sends a form with a file, or a file as it is, and tells how much of it has gone; the answer comes as of `send`.
 * XMLHttpRequest, because fetch does not tell the progress of a body.
 */
export function sendForm<T>(
  path: string,
  form: FormData | Blob,
  onSent: (sent: Sent) => void,
  signal: AbortSignal,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', path)
    request.setRequestHeader('accept', 'application/json')
    request.setRequestHeader('accept-language', lang())
    request.setRequestHeader('x-lianshu-csrf', '1')
    if (form instanceof Blob) request.setRequestHeader('content-type', 'application/octet-stream')
    request.upload.onprogress = ({ loaded, total }) => onSent({ sentBytes: loaded, totalBytes: total })
    request.onerror = () => reject(new ProblemError(0, 'web.unreachable', 'unreachable', null, null))
    request.onabort = () => reject(new DOMException('aborted', 'AbortError'))
    request.onload = () => {
      const body = parse(request.responseText)
      const { status } = request
      if (status >= 200 && status < 300) resolve(body as T)
      else reject(problemOf({ status, requestId: request.getResponseHeader('x-request-id') }, body))
    }
    signal.addEventListener('abort', () => request.abort())
    request.send(form)
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
  if (!answer.ok)
    throw problemOf({ status: answer.status, requestId: answer.headers.get('x-request-id') }, body)
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

function problemOf(answer: { status: number; requestId: string | null }, body: unknown): ProblemError {
  const told = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>
  const word = (key: string) => (typeof told[key] === 'string' ? (told[key] as string) : null)
  return new ProblemError(
    answer.status,
    word('code') ?? 'web.no_problem_body',
    word('title') ?? String(answer.status),
    word('detail'),
    word('requestId') ?? answer.requestId,
    Array.isArray(told.fields) ? (told.fields as FieldFault[]) : [],
  )
}
