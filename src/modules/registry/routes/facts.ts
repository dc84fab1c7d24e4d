import { z } from '@hono/zod-openapi'
import { accessRouter, idSchema, jsonAnswer, permittedRoute } from '../../access/index.ts'
import * as model from '../model.ts'
import * as corrections from '../service/corrections.ts'
import { recordFigures } from '../service/figures.ts'
import * as profile from '../service/profile.ts'
import * as sources from '../service/sources.ts'

const params = z.object({ id: idSchema })
const jsonBody = <T extends z.ZodType>(schema: T) => ({
  required: true,
  content: { 'application/json': { schema } },
})
const get = <P extends string, T extends z.ZodType>(path: P, schema: T, description: string) =>
  permittedRoute('registry.read', {
    method: 'get',
    path,
    request: { params },
    responses: { 200: jsonAnswer(schema, description) },
  })
const edit = <P extends string, B extends z.ZodType, T extends z.ZodType>(
  path: P,
  body: B,
  schema: T,
  description: string,
) =>
  permittedRoute('registry.edit', {
    method: 'post',
    path,
    request: { params, body: jsonBody(body) },
    responses: { 200: jsonAnswer(schema, description) },
  })

const getProfile = get(
  '/api/organisations/{id}/profile',
  model.profileSchema,
  'titles, tags, size, owners, sites',
)
const getSources = get(
  '/api/organisations/{id}/sources',
  model.sourcesSchema,
  'every fact with all its sources',
)
const getVocabulary = permittedRoute('registry.read', {
  method: 'get',
  path: '/api/vocabulary',
  responses: { 200: jsonAnswer(model.vocabularySchema, 'titles, figures, tags and kinds of sources') },
})
const { recordFiguresSchema, recordTitlesSchema, recordedSchema, pinSchema, sourcesSchema, profileSchema } =
  model
const postFigures = edit('/api/organisations/{id}/figures', recordFiguresSchema, recordedSchema, 'new rows')
const postTitles = edit('/api/organisations/{id}/titles', recordTitlesSchema, recordedSchema, 'new rows')
const postTag = edit('/api/organisations/{id}/tags', model.newTagSchema, profileSchema, 'with the tag')
const removedTag = z.object({ code: z.string().max(60) })
const postTagOff = edit('/api/organisations/{id}/tags/remove', removedTag, profileSchema, 'without the tag')
const postOwner = edit(
  '/api/organisations/{id}/owners',
  model.newOwnershipSchema,
  profileSchema,
  'with the owner',
)
const postSite = edit('/api/organisations/{id}/sites', model.newSiteSchema, profileSchema, 'with the site')
const postPin = edit('/api/organisations/{id}/pins', pinSchema, sourcesSchema, 'with the pinned source')
const postRelease = edit(
  '/api/organisations/{id}/pins/release',
  pinSchema,
  sourcesSchema,
  'as the rule decides',
)

const postCorrection = permittedRoute('registry.propose', {
  method: 'post',
  path: '/api/organisations/{id}/corrections',
  request: { params, body: jsonBody(model.newCorrectionSchema) },
  responses: { 200: jsonAnswer(model.correctionSchema, 'waits for an office') },
})
const getCorrections = permittedRoute('registry.propose', {
  method: 'get',
  path: '/api/corrections',
  request: { query: model.correctionQuerySchema },
  responses: { 200: jsonAnswer(z.object({ items: z.array(model.correctionSchema) }), 'newest first') },
})
const postDecision = edit(
  '/api/corrections/{id}/decide',
  model.decisionSchema,
  model.correctionSchema,
  'decided',
)
const postWithdraw = permittedRoute('registry.propose', {
  method: 'post',
  path: '/api/corrections/{id}/withdraw',
  request: { params },
  responses: { 200: jsonAnswer(model.correctionSchema, 'withdrawn') },
})

/** Facts of organisations over HTTP: what is held with its sources, what an office records, what an owner corrects. */
export function factRoutes() {
  const router = accessRouter()
  router.openapi(getProfile, async (c) =>
    c.json(await profile.getProfile(c.get('ctx'), c.req.valid('param').id), 200),
  )
  router.openapi(getSources, async (c) =>
    c.json(await sources.listSources(c.get('ctx'), c.req.valid('param').id), 200),
  )
  router.openapi(getVocabulary, async (c) => c.json(await profile.getVocabulary(c.get('ctx')), 200))
  router.openapi(postFigures, async (c) => {
    const { id } = c.req.valid('param')
    const { figures, source, sourceKind } = c.req.valid('json')
    const { dataset } = await profile.requireOrganisation(c.get('ctx'), id)
    const told = figures.map((figure) => ({ ...figure, organisationId: id }))
    return c.json({ ids: await recordFigures(c.get('ctx'), told, { dataset, source, sourceKind }) }, 200)
  })
  router.openapi(postTitles, async (c) =>
    c.json({ ids: await profile.addTitles(c.get('ctx'), c.req.valid('param').id, c.req.valid('json')) }, 200),
  )
  router.openapi(postTag, async (c) =>
    c.json(await profile.addTag(c.get('ctx'), c.req.valid('param').id, c.req.valid('json')), 200),
  )
  router.openapi(postTagOff, async (c) =>
    c.json(await profile.removeTag(c.get('ctx'), c.req.valid('param').id, c.req.valid('json').code), 200),
  )
  router.openapi(postOwner, async (c) =>
    c.json(await profile.addOwnership(c.get('ctx'), c.req.valid('param').id, c.req.valid('json')), 200),
  )
  router.openapi(postSite, async (c) =>
    c.json(await profile.addSite(c.get('ctx'), c.req.valid('param').id, c.req.valid('json')), 200),
  )
  router.openapi(postPin, async (c) =>
    c.json(await sources.pinSource(c.get('ctx'), c.req.valid('param').id, c.req.valid('json')), 200),
  )
  router.openapi(postRelease, async (c) =>
    c.json(await sources.releaseSource(c.get('ctx'), c.req.valid('param').id, c.req.valid('json')), 200),
  )
  router.openapi(postCorrection, async (c) =>
    c.json(
      await corrections.proposeCorrection(c.get('ctx'), c.req.valid('param').id, c.req.valid('json')),
      200,
    ),
  )
  router.openapi(getCorrections, async (c) =>
    c.json({ items: await corrections.listCorrections(c.get('ctx'), c.req.valid('query')) }, 200),
  )
  router.openapi(postDecision, async (c) =>
    c.json(
      await corrections.decideCorrection(c.get('ctx'), c.req.valid('param').id, c.req.valid('json')),
      200,
    ),
  )
  router.openapi(postWithdraw, async (c) =>
    c.json(await corrections.withdrawCorrection(c.get('ctx'), c.req.valid('param').id), 200),
  )
  return router
}
