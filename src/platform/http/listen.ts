import type { Server } from 'node:http'
import { serve } from '@hono/node-server'
import { AppError } from '../../kernel/errors.ts'
import type { Config } from '../config.ts'

export type Listening = {
  /** For example http://127.0.0.1:4180 */
  readonly address: string
  /** Takes no new request, lets running ones end for a moment, then closes. */
  close(): Promise<void>
}

const graceMs = 3_000

/** Serves an application on the configured loopback address; port 0 takes any free one. */
export function listen(
  app: { fetch(request: Request, env?: object): Response | Promise<Response> },
  { host, port }: Pick<Config, 'host' | 'port'>,
): Promise<Listening> {
  return new Promise((resolve, reject) => {
    const server = serve(
      { fetch: (request, env) => app.fetch(request, env), hostname: host, port },
      (info) => {
        resolve({ address: `http://${host}:${info.port}`, close: () => closeServer(server) })
      },
    ) as Server
    server.once('error', (cause: NodeJS.ErrnoException) => {
      reject(
        cause.code === 'EADDRINUSE'
          ? new AppError('conflict', 'start.port_taken', { port }, [], { cause })
          : cause,
      )
    })
  })
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const force = setTimeout(() => server.closeAllConnections(), graceMs)
    server.close(() => {
      clearTimeout(force)
      resolve()
    })
    server.closeIdleConnections()
  })
}
