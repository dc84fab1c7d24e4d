import { z } from '@hono/zod-openapi'
import {
  accessRouter,
  datasetSchema,
  formBody,
  idSchema,
  itemsOf,
  jsonAnswer,
  jsonBody,
  permittedRoute,
} from '../access/index.ts'
import { cityCodeSchema, keySchema } from '../indicators/index.ts'
import {
  draftActSchema,
  draftEditsSchema,
  draftPresenceSchema,
  keptMapSchema,
  mapComparisonSchema,
  mapDraftSchema,
  mapFirmsSchema,
  mapImportSchema,
  mapVersionSchema,
  newMapCommentSchema,
  newMapDraftSchema,
  newReadingSchema,
  savedEditsSchema,
  wordUseSchema,
} from './model.ts'
import { rebaseDraft, settleMapConflict } from './service/map-conflicts.ts'
import { getMapDraft, meetDraft, openMapDraft, saveMapEdits } from './service/map-drafts.ts'
import { getMapFirms } from './service/map-firms.ts'
import { commentOnDraft, readDraftNodes, readPublishedNodes, resolveComment } from './service/map-notes.ts'
import { importMapSheet, makeMapSheet } from './service/map-sheets.ts'
import {
  compareDraft,
  compareMapVersions,
  drawMapOfChain,
  listKeptMaps,
  listMapVersions,
} from './service/map-versions.ts'
import { getWordUse } from './service/map-words.ts'
import { actOnMapDraft } from './service/publish-map.ts'

const byId = { params: z.object({ id: idSchema }) }
const ofChain = { params: z.object({ id: keySchema }) }
const city = z.object({ city: cityCodeSchema })
const version = z.coerce.number().int().min(1).max(1_000_000)
const draftAnswer = {
  200: jsonAnswer(mapDraftSchema, 'the draft whole, with checks, people, comments and life'),
}
const download = {
  200: {
    description: 'the file as a download',
    content: { 'application/octet-stream': { schema: z.string().openapi({ format: 'binary' }) } },
  },
}

const getKeptMaps = permittedRoute('maps.draft', {
  ...{ method: 'get', path: '/api/maps', request: { query: city } },
  responses: {
    200: jsonAnswer(itemsOf(keptMapSchema), 'the chains of a city with what stands of their maps'),
  },
} as const)
const postDraft = permittedRoute('maps.draft', {
  ...{ method: 'post', path: '/api/map-drafts', request: jsonBody(newMapDraftSchema) },
  responses: { 201: jsonAnswer(z.object({ id: idSchema }), 'the draft of the map, new or joined') },
} as const)
const getDraft = permittedRoute('maps.draft', {
  ...{ method: 'get', path: '/api/map-drafts/{id}', request: byId },
  responses: draftAnswer,
} as const)
const postEdits = permittedRoute('maps.draft', {
  ...{
    method: 'post',
    path: '/api/map-drafts/{id}/edits',
    request: { ...byId, ...jsonBody(draftEditsSchema) },
  },
  responses: { 200: jsonAnswer(savedEditsSchema, 'the next revision with its checks') },
} as const)
const postPresence = permittedRoute('maps.draft', {
  ...{ method: 'post', path: '/api/map-drafts/{id}/presence', request: byId },
  responses: { 200: jsonAnswer(draftPresenceSchema, 'who has the draft open, and its revision') },
} as const)
const getWords = permittedRoute('maps.draft', {
  ...{ method: 'get', path: '/api/map-drafts/{id}/words' },
  request: {
    ...byId,
    query: z.object({
      node: keySchema,
      /** Separated by 、. */
      words: z.string().max(4000).default(''),
      dataset: datasetSchema,
    }),
  },
  responses: {
    200: jsonAnswer(wordUseSchema, 'firms that the words would place, and who else has the words'),
  },
} as const)
const postComment = permittedRoute('maps.draft', {
  ...{
    method: 'post',
    path: '/api/map-drafts/{id}/comments',
    request: { ...byId, ...jsonBody(newMapCommentSchema) },
  },
  responses: draftAnswer,
} as const)
const postResolve = permittedRoute('maps.draft', {
  ...{ method: 'post', path: '/api/map-drafts/{id}/comments/{comment}/resolve' },
  request: {
    params: z.object({ id: idSchema, comment: idSchema }),
    ...jsonBody(z.strictObject({ isResolved: z.boolean() })),
  },
  responses: draftAnswer,
} as const)
const postReadings = permittedRoute('maps.draft', {
  ...{
    method: 'post',
    path: '/api/map-drafts/{id}/readings',
    request: { ...byId, ...jsonBody(newReadingSchema) },
  },
  responses: draftAnswer,
} as const)
const postAct = permittedRoute('maps.draft', {
  ...{ method: 'post', path: '/api/map-drafts/{id}/acts', request: { ...byId, ...jsonBody(draftActSchema) } },
  responses: draftAnswer,
} as const)
const postRebase = permittedRoute('maps.draft', {
  ...{ method: 'post', path: '/api/map-drafts/{id}/rebase', request: byId },
  responses: draftAnswer,
} as const)
const getDraftComparison = permittedRoute('maps.draft', {
  ...{ method: 'get', path: '/api/map-drafts/{id}/comparison', request: byId },
  responses: { 200: jsonAnswer(mapComparisonSchema, 'what the draft changes') },
} as const)
const getDraftSheet = permittedRoute('maps.draft', {
  ...{ method: 'get', path: '/api/map-drafts/{id}/sheet', request: byId, responses: download },
} as const)
const getTemplate = permittedRoute('maps.draft', {
  ...{ method: 'get', path: '/api/maps/template', responses: download },
} as const)
const postImport = permittedRoute('maps.draft', {
  ...{ method: 'post', path: '/api/map-drafts/{id}/import' },
  request: {
    ...byId,
    ...formBody(
      z.object({
        file: z.instanceof(File).openapi({ type: 'string', format: 'binary' }),
        revision: z.coerce.number().int().min(1),
        apply: z.enum(['yes', 'no']).default('no'),
      }),
    ),
  },
  responses: { 200: jsonAnswer(mapImportSchema, 'what the workbook says, line by line') },
} as const)
const getVersions = permittedRoute('chains.read', {
  ...{ method: 'get', path: '/api/chains/{id}/map/versions', request: { ...ofChain, query: city } },
  responses: { 200: jsonAnswer(itemsOf(mapVersionSchema), 'every version of the map, newest first') },
} as const)
const getComparison = permittedRoute('chains.read', {
  ...{ method: 'get', path: '/api/chains/{id}/map/comparison' },
  request: { ...ofChain, query: city.extend({ from: version, to: version }) },
  responses: { 200: jsonAnswer(mapComparisonSchema, 'what differs between two versions') },
} as const)
const getDrawing = permittedRoute('chains.read', {
  ...{ method: 'get', path: '/api/chains/{id}/map/drawing' },
  request: {
    ...ofChain,
    query: city.extend({ version: version.optional(), format: z.enum(['svg', 'png']) }),
  },
  responses: download,
} as const)
const getFirms = permittedRoute('chains.read', {
  ...{ method: 'get', path: '/api/chains/{id}/map/firms' },
  request: { ...ofChain, query: city.extend({ dataset: datasetSchema }) },
  responses: {
    200: jsonAnswer(mapFirmsSchema, 'firms of the city by node, those that lead the chain first'),
  },
} as const)
const getSheet = permittedRoute('chains.read', {
  ...{ method: 'get', path: '/api/chains/{id}/map/sheet' },
  request: { ...ofChain, query: city.extend({ version: version.optional() }) },
  responses: download,
} as const)
const postPublishedReading = permittedRoute('maps.draft', {
  ...{ method: 'post', path: '/api/chains/{id}/map/readings' },
  request: { ...ofChain, query: city, ...jsonBody(newReadingSchema) },
  responses: { 200: jsonAnswer(z.object({ kept: z.number().int() }), 'how many notes are new') },
} as const)
const postConflict = permittedRoute('maps.publish', {
  ...{ method: 'post', path: '/api/maps/conflicts/{id}' },
  request: {
    ...byId,
    ...jsonBody(
      z.strictObject({
        city: cityCodeSchema,
        chain: keySchema,
        action: z.enum(['keep', 'merge']),
        reason: z.string().trim().min(1).max(500),
      }),
    ),
  },
  responses: {
    200: jsonAnswer(z.object({ draft: idSchema.nullable() }), 'the draft that holds what was merged'),
  },
} as const)

type Made = { fileName: string; mediaType: string; bytes: Uint8Array }
const headersOf = ({ fileName, mediaType }: Made) => ({
  'content-type': mediaType,
  'content-disposition': `attachment; filename="map"; filename*=UTF-8''${encodeURIComponent(fileName)}`,
  'cache-control': 'no-store',
})

/** Drafts, versions and comparisons of maps over HTTP. */
export function mapRoutes() {
  return accessRouter()
    .openapi(getKeptMaps, async (c) =>
      c.json({ items: await listKeptMaps(c.get('ctx'), c.req.valid('query')) }, 200),
    )
    .openapi(getTemplate, async (c) => {
      const made = await makeMapSheet(c.get('ctx'), null)
      return c.body(new Uint8Array(made.bytes), 200, headersOf(made))
    })
    .openapi(postConflict, async (c) => {
      const input = { id: c.req.valid('param').id, ...c.req.valid('json') }
      return c.json(await settleMapConflict(c.get('ctx'), input), 200)
    })
    .openapi(postDraft, async (c) => c.json(await openMapDraft(c.get('ctx'), c.req.valid('json')), 201))
    .openapi(getDraft, async (c) => c.json(await getMapDraft(c.get('ctx'), c.req.valid('param').id), 200))
    .openapi(postEdits, async (c) =>
      c.json(await saveMapEdits(c.get('ctx'), c.req.valid('param').id, c.req.valid('json')), 200),
    )
    .openapi(postPresence, async (c) => c.json(await meetDraft(c.get('ctx'), c.req.valid('param').id), 200))
    .openapi(getWords, async (c) => {
      const { node, words, dataset } = c.req.valid('query')
      const list = [...new Set(words.split('、').map((word) => word.trim()))].filter(
        (word) => word.length >= 2,
      )
      const input = { node, words: list.slice(0, 80), dataset }
      return c.json(await getWordUse(c.get('ctx'), c.req.valid('param').id, input), 200)
    })
    .openapi(postComment, async (c) =>
      c.json(await commentOnDraft(c.get('ctx'), c.req.valid('param').id, c.req.valid('json')), 200),
    )
    .openapi(postResolve, async (c) =>
      c.json(await resolveComment(c.get('ctx'), c.req.valid('param'), c.req.valid('json').isResolved), 200),
    )
    .openapi(postReadings, async (c) =>
      c.json(await readDraftNodes(c.get('ctx'), c.req.valid('param').id, c.req.valid('json')), 200),
    )
    .openapi(postAct, async (c) =>
      c.json(await actOnMapDraft(c.get('ctx'), c.req.valid('param').id, c.req.valid('json')), 200),
    )
    .openapi(postRebase, async (c) => c.json(await rebaseDraft(c.get('ctx'), c.req.valid('param').id), 200))
    .openapi(getDraftComparison, async (c) =>
      c.json(await compareDraft(c.get('ctx'), c.req.valid('param').id), 200),
    )
    .openapi(getDraftSheet, async (c) => {
      const made = await makeMapSheet(c.get('ctx'), { draft: c.req.valid('param').id })
      return c.body(new Uint8Array(made.bytes), 200, headersOf(made))
    })
    .openapi(postImport, async (c) => {
      const { file, revision, apply } = c.req.valid('form')
      const input = { bytes: new Uint8Array(await file.arrayBuffer()), fileName: file.name, revision }
      const { id } = c.req.valid('param')
      return c.json(await importMapSheet(c.get('ctx'), id, { ...input, isApplied: apply === 'yes' }), 200)
    })
    .openapi(getVersions, async (c) => {
      const input = { chainId: c.req.valid('param').id, ...c.req.valid('query') }
      return c.json({ items: await listMapVersions(c.get('ctx'), input) }, 200)
    })
    .openapi(getComparison, async (c) => {
      const input = { chainId: c.req.valid('param').id, ...c.req.valid('query') }
      return c.json(await compareMapVersions(c.get('ctx'), input), 200)
    })
    .openapi(getDrawing, async (c) => {
      const input = { chainId: c.req.valid('param').id, ...c.req.valid('query') }
      const made = await drawMapOfChain(c.get('ctx'), input)
      return c.body(new Uint8Array(made.bytes), 200, headersOf(made))
    })
    .openapi(getFirms, async (c) => {
      const input = { chainId: c.req.valid('param').id, ...c.req.valid('query') }
      return c.json(await getMapFirms(c.get('ctx'), input), 200)
    })
    .openapi(getSheet, async (c) => {
      const input = { chainId: c.req.valid('param').id, ...c.req.valid('query') }
      const made = await makeMapSheet(c.get('ctx'), input)
      return c.body(new Uint8Array(made.bytes), 200, headersOf(made))
    })
    .openapi(postPublishedReading, async (c) => {
      const input = { chainId: c.req.valid('param').id, ...c.req.valid('query'), ...c.req.valid('json') }
      return c.json(await readPublishedNodes(c.get('ctx'), input), 200)
    })
}
