// The artefacts that a city keeps for each chain: how complete and how fresh each of them is.
import { z } from '@hono/zod-openapi'
import { cityCodeSchema, datasetSchema, idSchema } from '../../access/model.ts'
import { chainSchema, fileSchema, jobStateSchema } from './issues.ts'

/** held: something is there, perhaps not all. empty: nothing is held. not_yet: a later room will hold it. withheld: the reader may not see it. */
export const partStates = ['held', 'empty', 'not_yet', 'withheld'] as const
export const artefactPartSchema = z.object({
  id: z.string(),
  name: z.string(),
  state: z.enum(partStates),
  have: z.int().nullable(),
  /** How many there should be; null where nobody can say. */
  of: z.int().nullable(),
  /** What is missing, in words; null where nothing is. */
  missing: z.string().nullable(),
  /** The page on which it is filled. */
  path: z.string().nullable(),
  asOf: z.string().nullable(),
})
export type ArtefactPart = z.infer<typeof artefactPartSchema>
export const artefactStateSchema = z.object({
  id: z.string(),
  name: z.string(),
  group: z.string(),
  formats: z.array(z.enum(['docx', 'pdf', 'xlsx', 'svg'])),
  parts: z.array(artefactPartSchema),
  /** Share of what should be there that is; null where no part can be measured. Parts that are not yet do not count. */
  completeRatio: z.number().min(0).max(1).nullable(),
  /** The newest day among its facts; null where none is dated. */
  newestOn: z.string().nullable(),
  ageDays: z.int().nullable(),
  isStale: z.boolean().nullable(),
  state: z.enum(['complete', 'partial', 'empty', 'not_yet']),
})
export type ArtefactState = z.infer<typeof artefactStateSchema>

export const artefactQuerySchema = z.object({
  city: cityCodeSchema,
  dataset: datasetSchema,
  chain: chainSchema,
})
export type ArtefactQuery = z.infer<typeof artefactQuerySchema>
export const bundleInfoSchema = z.object({
  id: idSchema,
  title: z.string(),
  chain: z.string(),
  asOf: z.string(),
  madeBy: z.string(),
  madeAt: z.string(),
  files: z.array(fileSchema),
  job: jobStateSchema.nullable(),
})
export type BundleInfo = z.infer<typeof bundleInfoSchema>
export const artefactBoardSchema = z.object({
  city: z.string(),
  dataset: z.enum(['held', 'demo']),
  chain: z.object({ id: z.string(), name: z.string() }),
  chains: z.array(z.object({ id: z.string(), name: z.string() })),
  set: z.object({ name: z.string(), version: z.int(), source: z.string(), staleDays: z.int() }).nullable(),
  asOf: z.string(),
  artefacts: z.array(artefactStateSchema),
  bundles: z.array(bundleInfoSchema),
})
export type ArtefactBoard = z.infer<typeof artefactBoardSchema>
