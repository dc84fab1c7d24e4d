import { createMiddleware } from 'hono/factory'

const waiting = new WeakMap<Request, (() => void)[]>()

/** Does something once the request's transaction is kept; nothing when it failed. Not for what must not be lost. */
export function afterCommit(request: Request, work: () => void): void {
  waiting.set(request, [...(waiting.get(request) ?? []), work])
}

/** Stands before whatever opens the transaction. */
export const runAfterCommit = createMiddleware(async (c, next) => {
  await next()
  if (!c.error && c.res.status < 400) for (const work of waiting.get(c.req.raw) ?? []) work()
})
