import { z } from '@hono/zod-openapi'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { deviceOf, isSecure } from '../caller.ts'
import { type accessRouter, jsonAnswer, jsonBody, permittedRoute } from '../router.ts'
import { beginOidc, finishOidc, OidcDoor } from '../service/oidc.ts'
import { giveSession, type RouteTools } from './ports.ts'

const flowCookie = 'lianshu_oidc'
const getOidc = permittedRoute('public', {
  method: 'get',
  path: '/api/oidc',
  responses: {
    200: jsonAnswer(z.object({ isOn: z.boolean(), name: z.string().nullable() }), 'sign-in by a provider'),
  },
})
const postStart = permittedRoute('public', {
  method: 'post',
  path: '/api/oidc/start',
  request: jsonBody(
    z.object({
      mode: z.enum(['sign_in', 'link']),
      invitation: z.string().min(20).max(200).optional(),
    }),
  ),
  responses: { 200: jsonAnswer(z.object({ url: z.string() }), 'where the browser goes next') },
})
const getCallback = permittedRoute('public', {
  method: 'get',
  path: '/api/oidc/callback',
  responses: { 302: { description: 'back in the house' } },
})

/** Adds sign-in by an identity provider; without settings it says that it is off. */
export function addOidcRoutes(router: ReturnType<typeof accessRouter>, { settings }: RouteTools) {
  const door = new OidcDoor(settings.oidc ?? null)
  router.openapi(getOidc, (c) =>
    c.json({ isOn: door.settings !== null, name: door.settings?.name ?? null }, 200),
  )
  router.openapi(postStart, async (c) => {
    const { mode, invitation = null } = c.req.valid('json')
    const asked = { mode, invitation, sessionToken: c.get('sessionToken') }
    const { url, browser, expiresAt } = await beginOidc(c.get('ctx'), door, asked)
    setCookie(c, flowCookie, browser, {
      httpOnly: true,
      sameSite: 'Lax', // it must come back with the provider's redirect
      secure: isSecure(c, settings),
      path: '/api/oidc',
      expires: expiresAt,
    })
    return c.json({ url }, 200)
  })
  router.openapi(getCallback, async (c) => {
    const back = {
      search: new URL(c.req.url).search,
      browser: getCookie(c, flowCookie) ?? null,
      ...deviceOf(c, settings),
    }
    const { to, opened } = await finishOidc(c.get('ctx'), door, back)
    deleteCookie(c, flowCookie, { path: '/api/oidc' })
    if (opened) giveSession(c, opened, settings)
    return c.redirect(to, 302)
  })
  return router
}
