import { z } from '@hono/zod-openapi'
import { AppError } from '../../../kernel/errors.ts'
import { spooledFileOf } from '../../../platform/files/index.ts'
import { afterCommit } from '../../../platform/http.ts'
import { accessRouter, idSchema, jsonAnswer, jsonBody, permittedRoute } from '../../access/index.ts'
import {
  alikeFirmSchema,
  alikeQuerySchema,
  formFieldSchema,
  formOutcomeSchema,
  heldImportSchema,
  importFormSchema,
  importJobSchema,
  importOptionsSchema,
  importReviewPageSchema,
  importReviewQuerySchema,
  importSummarySchema,
  reviewDecisionSchema,
  reviewOutcomeSchema,
  undoReportSchema,
} from '../model.ts'
import { listAlike, listFormFields, registerByForm } from '../service/import-form.ts'
import * as jobs from '../service/import-jobs.ts'
import { decideReviews } from '../service/import-review.ts'
import { makeTemplate } from '../service/import-template.ts'
import { undoImport } from '../service/import-undo.ts'
import { listImports, getImport as readImport } from '../service/imports.ts'
import { listReviews } from '../service/list-reviews.ts'

const permission = 'registry.import'
const params = z.object({ id: idSchema })

const postFile = permittedRoute(permission, {
  method: 'post',
  path: '/api/imports/files',
  request: {
    query: z.object({ name: z.string().trim().min(1).max(255) }),
    body: {
      required: true,
      content: {
        'application/octet-stream': { schema: z.any().openapi({ type: 'string', format: 'binary' }) },
      },
    },
  },
  responses: { 201: jsonAnswer(importJobSchema, 'the file has arrived; nothing is read yet') },
})
const getFiles = permittedRoute(permission, {
  method: 'get',
  path: '/api/imports/files',
  responses: {
    200: jsonAnswer(z.object({ items: z.array(importJobSchema) }), 'the reader’s files, newest first'),
  },
})
const getFile = permittedRoute(permission, {
  method: 'get',
  path: '/api/imports/files/{id}',
  request: { params },
  responses: { 200: jsonAnswer(importJobSchema, 'where the work on a file stands, and what came of it') },
})
const deleteFile = permittedRoute(permission, {
  method: 'delete',
  path: '/api/imports/files/{id}',
  request: { params },
  responses: { 204: { description: 'forgotten' } },
})
const order = (task: 'check' | 'run', what: string) =>
  permittedRoute(permission, {
    method: 'post',
    path: `/api/imports/files/{id}/${task}`,
    request: { params, ...jsonBody(importOptionsSchema) },
    responses: { 202: jsonAnswer(importJobSchema, what) },
  })
const postCheck = order('check', 'foretells a run in the background; writes nothing')
const postRun = order('run', 'imports in the background, whole or not at all; a second call starts nothing')
const postCancel = permittedRoute(permission, {
  method: 'post',
  path: '/api/imports/files/{id}/cancel',
  request: { params },
  responses: { 200: jsonAnswer(importJobSchema, 'stopped; nothing half-written is left') },
})
const getImports = permittedRoute(permission, {
  method: 'get',
  path: '/api/imports',
  responses: { 200: jsonAnswer(z.object({ items: z.array(importSummarySchema) }), 'newest first') },
})
const getTemplate = permittedRoute(permission, {
  method: 'get',
  path: '/api/imports/templates',
  request: {
    query: z.object({
      kind: z.string().max(40),
      format: z.enum(['csv', 'xlsx']).default('xlsx'),
      /** Of libraries: only this library, by its name. */
      of: z.string().max(100).optional(),
    }),
  },
  responses: { 200: { description: 'a spreadsheet of the kind with invented rows' } },
})
const getForm = permittedRoute(permission, {
  method: 'get',
  path: '/api/imports/form',
  request: { query: z.object({ kind: z.string().max(40) }) },
  responses: { 200: jsonAnswer(z.object({ fields: z.array(formFieldSchema) }), 'the fields of a form') },
})
const postForm = permittedRoute(permission, {
  method: 'post',
  path: '/api/imports/form',
  request: jsonBody(importFormSchema),
  responses: { 200: jsonAnswer(formOutcomeSchema, 'where the one row ended') },
})
const getAlike = permittedRoute(permission, {
  method: 'get',
  path: '/api/imports/alike',
  request: { query: alikeQuerySchema },
  responses: {
    200: jsonAnswer(z.object({ items: z.array(alikeFirmSchema) }), 'resembling ones, likeliest first'),
  },
})
const getReviews = permittedRoute(permission, {
  method: 'get',
  path: '/api/imports/reviews',
  request: { query: importReviewQuerySchema },
  responses: { 200: jsonAnswer(importReviewPageSchema, 'rows that wait for a person, the surest first') },
})
const postReviews = permittedRoute(permission, {
  method: 'post',
  path: '/api/imports/reviews',
  request: jsonBody(reviewDecisionSchema),
  responses: { 200: jsonAnswer(reviewOutcomeSchema, 'decided and remembered') },
})
const getImport = permittedRoute(permission, {
  method: 'get',
  path: '/api/imports/{id}',
  request: { params },
  responses: { 200: jsonAnswer(heldImportSchema, 'the report, and what its undo did') },
})
const postUndo = permittedRoute(permission, {
  method: 'post',
  path: '/api/imports/{id}/undo',
  request: { params },
  responses: { 200: jsonAnswer(undoReportSchema, 'what was withdrawn, deleted, kept and restored') },
})

/** Imports over HTTP: files, the work on them, reports, the review queue, undo. */
export function importRoutes(door: jobs.ImportDoor) {
  const router = accessRouter()
  router.openapi(postFile, async (c) => {
    const file = spooledFileOf(c.req.raw)
    if (!file) throw new AppError('invalid', 'registry.file_missing')
    return c.json(await jobs.receiveFile(c.get('ctx'), file, c.req.valid('query').name), 201)
  })
  router.openapi(getFiles, async (c) => c.json({ items: await jobs.listJobs(c.get('ctx')) }, 200))
  router.openapi(getFile, async (c) => c.json(await jobs.getJob(c.get('ctx'), c.req.valid('param').id), 200))
  router.openapi(deleteFile, async (c) => {
    const key = await jobs.forgetFile(c.get('ctx'), c.req.valid('param').id)
    afterCommit(c.req.raw, () => door.spool.remove(key))
    return c.body(null, 204)
  })
  for (const [route, task] of [
    [postCheck, 'check'],
    [postRun, 'run'],
  ] as const) {
    router.openapi(route, async (c) => {
      const { actor, lang } = c.get('ctx')
      const input = c.req.valid('json')
      const { job, isOrdered } = await jobs.orderImport(c.get('ctx'), c.req.valid('param').id, task, input)
      // Begun once the order is committed: the work looks for it in a transaction of its own.
      if (isOrdered) afterCommit(c.req.raw, () => door.runner.start({ jobId: job.id, actor, lang }))
      return c.json(job, 202)
    })
  }
  router.openapi(postCancel, async (c) =>
    c.json(await jobs.cancelJob(c.get('ctx'), c.req.valid('param').id, door), 200),
  )
  router.openapi(getImports, async (c) => c.json({ items: await listImports(c.get('ctx')) }, 200))
  router.openapi(getForm, async (c) =>
    c.json({ fields: await listFormFields(c.get('ctx'), c.req.valid('query').kind) }, 200),
  )
  router.openapi(postForm, async (c) => c.json(await registerByForm(c.get('ctx'), c.req.valid('json')), 200))
  router.openapi(getAlike, async (c) =>
    c.json({ items: await listAlike(c.get('ctx'), c.req.valid('query')) }, 200),
  )
  router.openapi(getTemplate, async (c) => {
    const { fileName, type, bytes } = await makeTemplate(c.get('ctx'), c.req.valid('query'))
    const headers = { 'content-type': type, 'content-disposition': `attachment; filename="${fileName}"` }
    return c.body(new Uint8Array(bytes), 200, headers)
  })
  router.openapi(getReviews, async (c) => c.json(await listReviews(c.get('ctx'), c.req.valid('query')), 200))
  router.openapi(postReviews, async (c) =>
    c.json(await decideReviews(c.get('ctx'), c.req.valid('json')), 200),
  )
  router.openapi(getImport, async (c) => c.json(await readImport(c.get('ctx'), c.req.valid('param').id), 200))
  router.openapi(postUndo, async (c) => c.json(await undoImport(c.get('ctx'), c.req.valid('param').id), 200))
  return router
}
