import type { Context as HonoContext } from 'hono'
import { setCookie } from 'hono/cookie'
import { type AccessSettings, isSecure, type SessionMemory, sessionCookie } from '../caller.ts'
import type { Context } from '../context.ts'
import type { SessionAnswer } from '../model.ts'
import type { Opened } from '../service.ts'

/** What access must ask of rooms above it; `app.ts` hands it in. */
export type AccessPorts = {
  /** The name and city of a registry organisation; undefined where there is none. */
  findOrganisation(ctx: Context, id: string): Promise<{ name: string; cityCode: string | null } | undefined>
  /** Cities and data sets a session may choose from. */
  describeData(ctx: Context): Promise<Pick<SessionAnswer, 'cities' | 'datasets'>>
}

/** What every part of the room's routes works with. */
export type RouteTools = {
  readonly ports: AccessPorts
  readonly memory: SessionMemory
  readonly settings: AccessSettings
}

/** Hands the session's token to the browser: out of reach of scripts, never sent for a foreign page. */
export function giveSession(c: HonoContext, { token, expiresAt }: Opened, settings: AccessSettings): void {
  setCookie(c, sessionCookie, token, {
    httpOnly: true,
    sameSite: 'Strict',
    secure: isSecure(c, settings),
    path: '/',
    expires: expiresAt,
  })
}
