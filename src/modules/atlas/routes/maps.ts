import { z } from '@hono/zod-openapi'
import { accessRouter, idSchema, itemsOf, jsonAnswer, jsonBody, permittedRoute } from '../../access/index.ts'
import {
  baseSchema,
  firmPointsQuerySchema,
  firmPointsSchema,
  investmentSchema,
  layoutSchema,
  newReleaseSchema,
  parkPlaceInputSchema,
  parkProfileSchema,
  publicQuerySchema,
  publicViewSchema,
  releaseSchema,
  ringsQuerySchema,
  ringsSchema,
  scopeQuerySchema,
  talentLayerSchema,
  targetsQuerySchema,
  targetsSchema,
  themeIdSchema,
  themeInputSchema,
  themeListSchema,
  withdrawSchema,
} from '../model.ts'
import { getBase } from '../service/base.ts'
import { getLayout, getTalent, listFirmPoints } from '../service/layers.ts'
import { listParkProfiles, placePark } from '../service/parks.ts'
import { getPublicView } from '../service/public-view.ts'
import { listReleases, release, withdraw } from '../service/releases.ts'
import { getRings } from '../service/rings.ts'
import { getInvestment, listTargets } from '../service/targets.ts'
import { listThemes, settleTheme } from '../service/themes.ts'

const byId = { params: z.object({ id: idSchema }) }
const scoped = { query: scopeQuerySchema }
const base = permittedRoute('registry.read', {
  method: 'get',
  path: '/api/atlas/base',
  request: { query: scopeQuerySchema.pick({ city: true }) },
  responses: { 200: jsonAnswer(baseSchema, 'outlines, centre and tiles of the maps of a city') },
})
const layout = permittedRoute('registry.read', {
  method: 'get',
  path: '/api/atlas/layout',
  request: scoped,
  responses: { 200: jsonAnswer(layoutSchema, 'chains and clusters over the parks that are strong in them') },
})
const firms = permittedRoute('registry.read', {
  method: 'get',
  path: '/api/atlas/firms',
  request: { query: firmPointsQuerySchema },
  responses: { 200: jsonAnswer(firmPointsSchema, 'firms as points, by chain, segment or node') },
})
const parks = permittedRoute('registry.read', {
  method: 'get',
  path: '/api/atlas/parks',
  request: scoped,
  responses: {
    200: jsonAnswer(itemsOf(parkProfileSchema), 'parks with place, land, factories, titles and strengths'),
  },
})
const parkPlace = permittedRoute('libraries.write', {
  method: 'put',
  path: '/api/atlas/parks/{id}/place',
  request: { ...byId, ...jsonBody(parkPlaceInputSchema) },
  responses: { 200: jsonAnswer(parkProfileSchema, 'the park where it stands') },
})
const talent = permittedRoute('registry.read', {
  method: 'get',
  path: '/api/atlas/talent',
  request: scoped,
  responses: { 200: jsonAnswer(talentLayerSchema, 'colleges, institutes and platforms') },
})
const investment = permittedRoute('gaps.read', {
  method: 'get',
  path: '/api/atlas/investment',
  request: scoped,
  responses: { 200: jsonAnswer(investmentSchema, 'gaps that investors could close, gravest first') },
})
const targets = permittedRoute('gaps.read', {
  method: 'get',
  path: '/api/atlas/targets',
  request: { query: targetsQuerySchema },
  responses: { 200: jsonAnswer(targetsSchema, 'firms elsewhere at a node, each with its reasons') },
})
const themes = permittedRoute('registry.read', {
  method: 'get',
  path: '/api/atlas/themes',
  request: scoped,
  responses: { 200: jsonAnswer(themeListSchema, 'the themes of data, whose they are and how old') },
})
const theme = permittedRoute('libraries.settle', {
  method: 'put',
  path: '/api/atlas/themes/{theme}',
  request: { params: z.object({ theme: themeIdSchema }), ...jsonBody(themeInputSchema) },
  responses: { 200: jsonAnswer(themeListSchema, 'the themes with what was said') },
})
const rings = permittedRoute('network.aggregate', {
  method: 'get',
  path: '/api/atlas/rings',
  request: { query: ringsQuerySchema },
  responses: {
    200: jsonAnswer(ringsSchema, 'purchases by ring around a centre, and what lies just outside'),
  },
})
const releases = permittedRoute('releases.read', {
  method: 'get',
  path: '/api/atlas/releases',
  request: scoped,
  responses: { 200: jsonAnswer(itemsOf(releaseSchema), 'what was ever shown to investors, newest first') },
})
const postRelease = permittedRoute('releases.publish', {
  method: 'post',
  path: '/api/atlas/releases',
  request: jsonBody(newReleaseSchema),
  responses: { 201: jsonAnswer(releaseSchema, 'what is shown from now on') },
})
const postWithdraw = permittedRoute('releases.publish', {
  method: 'post',
  path: '/api/atlas/releases/{id}/withdraw',
  request: { ...byId, ...jsonBody(withdrawSchema) },
  responses: { 200: jsonAnswer(releaseSchema, 'what is shown no more') },
})
const publicView = permittedRoute('public', {
  method: 'get',
  path: '/api/invest',
  request: { query: publicQuerySchema },
  responses: { 200: jsonAnswer(publicViewSchema, 'what a city shows to investors, without signing in') },
})

/** The four maps and the page for investors, over HTTP. */
export function mapRoutes() {
  return accessRouter()
    .openapi(base, async (c) => c.json(await getBase(c.get('ctx'), c.req.valid('query')), 200))
    .openapi(layout, async (c) => c.json(await getLayout(c.get('ctx'), c.req.valid('query')), 200))
    .openapi(firms, async (c) => c.json(await listFirmPoints(c.get('ctx'), c.req.valid('query')), 200))
    .openapi(parks, async (c) =>
      c.json({ items: await listParkProfiles(c.get('ctx'), c.req.valid('query')) }, 200),
    )
    .openapi(parkPlace, async (c) =>
      c.json(await placePark(c.get('ctx'), c.req.valid('param').id, c.req.valid('json')), 200),
    )
    .openapi(talent, async (c) => c.json(await getTalent(c.get('ctx'), c.req.valid('query')), 200))
    .openapi(investment, async (c) => c.json(await getInvestment(c.get('ctx'), c.req.valid('query')), 200))
    .openapi(targets, async (c) => c.json(await listTargets(c.get('ctx'), c.req.valid('query')), 200))
    .openapi(themes, async (c) => c.json(await listThemes(c.get('ctx'), c.req.valid('query')), 200))
    .openapi(theme, async (c) =>
      c.json(await settleTheme(c.get('ctx'), c.req.valid('param').theme, c.req.valid('json')), 200),
    )
    .openapi(rings, async (c) => c.json(await getRings(c.get('ctx'), c.req.valid('query')), 200))
    .openapi(releases, async (c) => c.json(await listReleases(c.get('ctx'), c.req.valid('query')), 200))
    .openapi(postRelease, async (c) => c.json(await release(c.get('ctx'), c.req.valid('json')), 201))
    .openapi(postWithdraw, async (c) =>
      c.json(await withdraw(c.get('ctx'), c.req.valid('param').id, c.req.valid('json').reason), 200),
    )
    .openapi(publicView, async (c) => c.json(await getPublicView(c.get('ctx'), c.req.valid('query')), 200))
}
