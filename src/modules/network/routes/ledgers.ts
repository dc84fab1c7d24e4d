import { z } from '@hono/zod-openapi'
import {
  accessRouter,
  datasetSchema,
  formBody,
  itemsOf,
  jsonAnswer,
  jsonBody,
  permittedRoute,
} from '../../access/index.ts'
import {
  ledgerConsentSchema,
  ledgerFileSchema,
  ledgerFormSchema,
  ledgerIdSchema,
  ledgerLineSchema,
  ledgerSchema,
} from '../model.ts'
import { takeLedger } from '../service/ledger-upload.ts'
import { deleteOwnLedger, listOwnLedgers, listOwnLines, setLedgerCounted } from '../service/ledgers.ts'

const byId = { params: ledgerIdSchema }
const list = permittedRoute('ledgers.own', {
  method: 'get',
  path: '/api/network/ledgers',
  request: { query: z.object({ dataset: datasetSchema }) },
  responses: { 200: jsonAnswer(itemsOf(ledgerSchema), 'one’s own purchase ledgers with one’s own ratios') },
})
const postFile = permittedRoute('ledgers.own', {
  method: 'post',
  path: '/api/network/ledgers/file',
  request: formBody(ledgerFormSchema),
  responses: {
    200: jsonAnswer(ledgerFileSchema, 'what the file holds, line by line; a check keeps nothing'),
  },
})
const getLines = permittedRoute('ledgers.own', {
  method: 'get',
  path: '/api/network/ledgers/{id}/lines',
  request: byId,
  responses: { 200: jsonAnswer(itemsOf(ledgerLineSchema), 'the lines, for the firm’s own people') },
})
const putConsent = permittedRoute('ledgers.own', {
  method: 'put',
  path: '/api/network/ledgers/{id}/consent',
  request: { ...byId, ...jsonBody(ledgerConsentSchema) },
  responses: { 200: jsonAnswer(ledgerSchema, 'counted in aggregates, or no longer') },
})
const remove = permittedRoute('ledgers.own', {
  method: 'delete',
  path: '/api/network/ledgers/{id}',
  request: byId,
  responses: { 204: { description: 'deleted with every line' } },
})

/** Private ledgers over HTTP: every answer is for the firm itself. */
export function ledgerRoutes() {
  const router = accessRouter()
  router.openapi(list, async (c) =>
    c.json({ items: await listOwnLedgers(c.get('ctx'), c.req.valid('query').dataset) }, 200),
  )
  router.openapi(postFile, async (c) => {
    const { mode, isWhole, isCounted, mapping, file, ...rest } = c.req.valid('form')
    const bytes = Buffer.from(await file.arrayBuffer())
    const upload = {
      ...rest,
      mapping,
      isRun: mode === 'run',
      isWhole: isWhole === 'true',
      isCounted: isCounted === 'true',
    }
    return c.json(await takeLedger(c.get('ctx'), { ...upload, fileName: file.name, bytes }), 200)
  })
  router.openapi(getLines, async (c) =>
    c.json({ items: await listOwnLines(c.get('ctx'), c.req.valid('param').id) }, 200),
  )
  router.openapi(putConsent, async (c) =>
    c.json(await setLedgerCounted(c.get('ctx'), c.req.valid('param').id, c.req.valid('json').isCounted), 200),
  )
  router.openapi(remove, async (c) => {
    await deleteOwnLedger(c.get('ctx'), c.req.valid('param').id)
    return c.body(null, 204)
  })
  return router
}
