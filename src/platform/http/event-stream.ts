import type { Context } from 'hono'
import { streamSSE } from 'hono/streaming'
import type { FrameVariables } from './app.ts'
import { problemOf } from './problem.ts'

/** Sends one named event; its data goes out as JSON, whole numbers of any size as text. */
export type EventSender = (event: string, data: unknown) => Promise<void>

const heartbeatMs = 15_000

/**
 * Answers with server-sent events, for the progress of long work. `signal` ends when the reader goes away. A failure
 * goes out as the event `problem` with the same body that a plain answer would have.
 */
export function eventStream<V extends FrameVariables>(
  c: Context<{ Variables: V }>,
  work: (send: EventSender, signal: AbortSignal) => Promise<void>,
): Response {
  const [requestId, lang] = [c.get('requestId'), c.get('lang')]
  c.header('x-accel-buffering', 'no') // a reverse proxy must not hold events back
  return streamSSE(c, async (stream) => {
    const stop = new AbortController()
    stream.onAbort(() => stop.abort())
    const heartbeat = setInterval(() => void stream.write(': still here\n\n'), heartbeatMs)
    const send: EventSender = (event, data) =>
      stream.writeSSE({ event, data: JSON.stringify(data, wholeNumbersAsText) })
    try {
      await work(send, stop.signal)
    } catch (error) {
      if (!stop.signal.aborted) await send('problem', await problemOf(error, requestId, lang).json())
    } finally {
      clearInterval(heartbeat)
    }
  })
}

const wholeNumbersAsText = (_key: string, value: unknown): unknown =>
  typeof value === 'bigint' ? value.toString() : value
