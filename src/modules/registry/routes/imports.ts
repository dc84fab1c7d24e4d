import { z } from '@hono/zod-openapi'
import { AppError } from '../../../kernel/errors.ts'
import { accessRouter, datasetSchema, idSchema, jsonAnswer, permittedRoute } from '../../access/index.ts'
import type { ImportOptions } from '../import/importer.ts'
import { importPreviewSchema, importReportSchema, importSummarySchema } from '../model.ts'
import { checkImport, type ImportInput, runImport } from '../service/import-file.ts'
import { listImports, getImport as readImport } from '../service/imports.ts'

const uploadSchema = z.object({
  file: z.custom<File>((value) => value instanceof File).openapi({ type: 'string', format: 'binary' }),
  kind: z.string().max(40),
  dataset: datasetSchema,
  partner: z.enum(['supplier', 'customer']).optional(),
  mapping: z.string().max(100_000).optional(),
})
const upload = { body: { required: true, content: { 'multipart/form-data': { schema: uploadSchema } } } }
const postCheck = permittedRoute('registry.import', {
  method: 'post',
  path: '/api/imports/check',
  request: upload,
  responses: { 200: jsonAnswer(importPreviewSchema, 'what a run would do; writes nothing') },
})
const postRun = permittedRoute('registry.import', {
  method: 'post',
  path: '/api/imports/run',
  request: upload,
  responses: { 200: jsonAnswer(importReportSchema, 'where every row ended') },
})
const getImports = permittedRoute('registry.import', {
  method: 'get',
  path: '/api/imports',
  responses: { 200: jsonAnswer(z.object({ items: z.array(importSummarySchema) }), 'newest first') },
})
const getImport = permittedRoute('registry.import', {
  method: 'get',
  path: '/api/imports/{id}',
  request: { params: z.object({ id: idSchema }) },
  responses: { 200: jsonAnswer(importReportSchema, 'the report as it was shown') },
})

const mappingSchema = z.record(z.string().max(500), z.string().max(60))

async function inputOf(upload: z.infer<typeof uploadSchema>): Promise<ImportInput> {
  const { file, kind, dataset, partner, mapping } = upload
  if (!(file instanceof File)) throw new AppError('invalid', 'registry.file_missing')
  const options: ImportOptions = { dataset, fileName: file.name.slice(0, 255), partner: partner ?? null }
  return { bytes: Buffer.from(await file.arrayBuffer()), kind, options, given: readMapping(mapping) }
}

function readMapping(text: string | undefined): Record<string, string> | undefined {
  if (!text) return undefined
  try {
    return mappingSchema.parse(JSON.parse(text))
  } catch (cause) {
    throw new AppError('invalid', 'registry.mapping_bad', {}, [], { cause })
  }
}

/** Imports and their reports over HTTP. */
export function importRoutes() {
  const router = accessRouter()
  router.openapi(postCheck, async (c) =>
    c.json(await checkImport(c.get('ctx'), await inputOf(c.req.valid('form'))), 200),
  )
  router.openapi(postRun, async (c) =>
    c.json(await runImport(c.get('ctx'), await inputOf(c.req.valid('form'))), 200),
  )
  router.openapi(getImports, async (c) => c.json({ items: await listImports(c.get('ctx')) }, 200))
  router.openapi(getImport, async (c) => c.json(await readImport(c.get('ctx'), c.req.valid('param').id), 200))
  return router
}
