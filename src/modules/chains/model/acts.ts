// What is done on a node, which projects work on it, and graded results. The words are a closed vocabulary (N02, N04).
import { z } from '@hono/zod-openapi'
import { datasetSchema, idSchema, textSchema } from '../../access/model.ts'
import { cityCodeSchema, keySchema } from '../../indicators/model.ts'

/** 补短板, 锻长板, 填空白. */
export const actAims = ['mend-short', 'forge-long', 'fill-blank'] as const
/** 建链, 补链, 增链, 强链, 延链, 长链. */
export const chainActs = ['build', 'supplement', 'increase', 'strengthen', 'extend', 'lengthen'] as const
export const nodeActStates = ['planned', 'under_way', 'done', 'dropped'] as const
export type NodeActState = (typeof nodeActStates)[number]

const place = {
  city: cityCodeSchema,
  dataset: datasetSchema,
  chain: keySchema,
  node: keySchema,
}
const dayOrNull = z.iso.date().nullable().default(null)

export const newNodeActSchema = z
  .object({
    ...place,
    aim: z.enum(actAims).nullable().default(null),
    act: z.enum(chainActs).nullable().default(null),
    title: textSchema(120),
    note: textSchema(1000).nullable().default(null),
    owner: textSchema(120).nullable().default(null),
    startsOn: dayOrNull,
    dueOn: dayOrNull,
    source: textSchema(300),
    /** The page of the gap that it answers, `/gaps/rail-transit/bearing-axle`. */
    gapPath: z
      .string()
      .max(200)
      .regex(/^\/gaps\/[\w/?=&.-]+$/)
      .nullable()
      .default(null),
    requestKey: textSchema(80),
  })
  .refine(({ aim, act }) => aim !== null || act !== null, { message: 'chains.act_missing', path: ['act'] })
  .refine(({ startsOn, dueOn }) => !startsOn || !dueOn || startsOn <= dueOn, {
    message: 'ends_before_start',
    path: ['dueOn'],
  })
export type NewNodeAct = z.infer<typeof newNodeActSchema>

export const nodeActActions = ['start', 'finish', 'drop'] as const
export const nodeActStepSchema = z.object({
  seen: z.number().int().min(0),
  action: z.enum(nodeActActions),
  comment: textSchema(1000).optional(),
})
export type NodeActStep = z.infer<typeof nodeActStepSchema>
export const nodeActChangeSchema = z.object({
  seen: z.number().int().min(0),
  owner: textSchema(120).nullable(),
  dueOn: z.iso.date().nullable(),
  note: textSchema(1000).nullable(),
})
export type NodeActChange = z.infer<typeof nodeActChangeSchema>

const attachedSchema = z.object({ id: idSchema, fileName: z.string() })
export const nodeActSchema = z.object({
  id: idSchema,
  chain: z.string(),
  node: z.string(),
  aim: z.enum(actAims).nullable(),
  act: z.enum(chainActs).nullable(),
  title: z.string(),
  note: z.string().nullable(),
  owner: z.string().nullable(),
  startsOn: z.string().nullable(),
  dueOn: z.string().nullable(),
  isOverdue: z.boolean(),
  source: z.string(),
  gapPath: z.string().nullable(),
  state: z.enum(nodeActStates),
  stateName: z.string(),
  seen: z.number().int(),
  recordedBy: z.string(),
  evidence: z.array(attachedSchema),
  history: z.array(
    z.object({ at: z.string(), by: z.string(), text: z.string(), comment: z.string().nullable() }),
  ),
  actions: z.array(
    z.object({
      name: z.enum(nodeActActions),
      title: z.string(),
      needsComment: z.boolean(),
      blockedBy: z.array(z.string()),
    }),
  ),
})
export type NodeAct = z.infer<typeof nodeActSchema>

export const linkKinds = ['research', 'pilot', 'industrialisation', 'investment'] as const
export const newNodeLinkSchema = z.object({
  ...place,
  projectId: idSchema,
  kind: z.enum(linkKinds),
  note: textSchema(500).nullable().default(null),
  source: textSchema(300),
})
export type NewNodeLink = z.infer<typeof newNodeLinkSchema>
export const nodeLinkSchema = z.object({
  id: idSchema,
  chain: z.string(),
  node: z.string(),
  nodeName: z.object({ zh: z.string(), en: z.string() }).nullable(),
  subjectRoom: z.string(),
  subjectKind: z.string(),
  subjectId: idSchema,
  subjectName: z.string(),
  kind: z.enum(linkKinds),
  note: z.string().nullable(),
  source: z.string(),
  recordedBy: z.string(),
})
export type NodeLink = z.infer<typeof nodeLinkSchema>

/** 行业领先, 不可替代, 填补国内空白, 填补国际空白, 国际首创. */
export const resultGrades = [
  'industry_leading',
  'irreplaceable',
  'fills_national_blank',
  'fills_world_blank',
  'world_first',
] as const
export const newResultSchema = z.object({
  ...place,
  name: textSchema(200),
  grade: z.enum(resultGrades),
  organisationId: idSchema.nullable().default(null),
  organisationName: textSchema(120).nullable().default(null),
  linkId: idSchema.nullable().default(null),
  award: textSchema(200).nullable().default(null),
  gradedBy: textSchema(200),
  gradedOn: dayOrNull,
  evidence: textSchema(500),
  requestKey: textSchema(80),
})
export type NewResult = z.infer<typeof newResultSchema>
export const gradedResultSchema = z.object({
  id: idSchema,
  chain: z.string(),
  node: z.string(),
  name: z.string(),
  grade: z.enum(resultGrades),
  organisationId: idSchema.nullable(),
  organisationName: z.string().nullable(),
  projectName: z.string().nullable(),
  award: z.string().nullable(),
  gradedBy: z.string(),
  gradedOn: z.string().nullable(),
  evidence: z.string(),
  documents: z.array(attachedSchema),
  recordedBy: z.string(),
})
export type GradedResult = z.infer<typeof gradedResultSchema>

export const nodeWorkSchema = z.object({
  acts: z.array(nodeActSchema),
  links: z.array(nodeLinkSchema),
  results: z.array(gradedResultSchema),
})
export type NodeWork = z.infer<typeof nodeWorkSchema>
