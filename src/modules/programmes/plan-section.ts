import { z } from '@hono/zod-openapi'
import type { PackFinding, PackLookup, PackSection } from '../../platform/packs/index.ts'
import type { Context } from '../access/index.ts'
import { cityCodeSchema } from '../access/index.ts'
import { findRepeatedIds, findUncited, locate, toFindings } from '../indicators/index.ts'
import { libraryKindSection } from '../registry/index.ts'
import { loadPlan } from './service/load-plan.ts'

const pair = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) })
const units = z.array(z.string().min(1).max(100)).max(60).default([])
const taskSchema = z.strictObject({
  /** Stable over versions of the file: what people reported stays with its task. */
  key: z.string().min(1).max(60),
  kind: z.enum(['action', 'item', 'commitment', 'policy']),
  title: z.string().min(1).max(500),
  content: z.string().max(8000).nullable().default(null),
  parent: z.string().max(500).nullable().default(null),
  leads: units,
  responsibles: units,
  dueWritten: z.string().max(60).nullable(),
  dueDate: z.iso.date().nullable(),
  /** Where in the document it stands. */
  place: z.string().nullable(),
  chain: z.string().nullable().default(null),
  tags: z.record(z.string(), z.array(z.string())).default({}),
  /** The kind of library entry that it is to end in. */
  endsIn: z.string().nullable().default(null),
})
/** The proposal that a reply answers, as a case. */
const caseSchema = z.strictObject({
  kind: z.enum(['proposal', 'suggestion']),
  number: z.string().min(1),
  session: z.string().min(1),
  proposers: z.array(z.string().min(1)).min(1),
  subject: z.string().min(1),
  issuer: z.string().min(1),
  replyNumber: z.string().nullable(),
  replyOn: z.iso.date().nullable(),
  signer: z.string().nullable(),
  handler: z.string().nullable(),
  phone: z.string().nullable(),
  copies: z.array(z.string()),
})
/** A plan or a reply with what it set going. */
export const planFileSchema = z.strictObject({
  id: z.string().min(1),
  city: cityCodeSchema,
  title: z.string().min(1).max(500),
  source: z.strictObject({
    document: z.string(),
    place: z.string().nullable(),
    sentence: z.string().nullable(),
  }),
  note: pair.nullable().default(null),
  dimensions: z
    .array(
      z.strictObject({
        id: z.string().min(1),
        title: pair,
        values: z.array(z.strictObject({ id: z.string().min(1), title: pair })).min(1),
      }),
    )
    .default([]),
  case: caseSchema.nullable().default(null),
  tasks: z.array(taskSchema).min(1).max(2000),
})
export type PlanFile = z.infer<typeof planFileSchema>

/** Tags that the file's dimensions do not name, and keys that stand twice. */
function findStrangeTags(doc: { value: PlanFile } & PackFinding['doc']): PackFinding[] {
  const { dimensions, tasks } = doc.value
  const known = new Set(dimensions.flatMap(({ id, values }) => values.map((value) => `${id} ${value.id}`)))
  const seen = new Set<string>()
  return tasks.flatMap(({ key, tags }, i) => {
    const found: PackFinding[] = []
    if (seen.has(key))
      found.push({
        doc,
        path: ['tasks', i, 'key'],
        message: { zh: `任务键“${key}”重复`, en: `the key "${key}" stands twice` },
      })
    seen.add(key)
    for (const [dimension, values] of Object.entries(tags))
      for (const value of values)
        if (!known.has(`${dimension} ${value}`))
          found.push({
            doc,
            path: ['tasks', i, 'tags', dimension],
            message: {
              zh: `没有标签 ${dimension} / ${value}`,
              en: `there is no tag ${dimension} / ${value}`,
            },
          })
    return found
  })
}

/** Kinds of objects that no pack defines. */
function findStrangeEnds(
  docs: readonly ({ value: PlanFile } & PackFinding['doc'])[],
  lookup: PackLookup,
): PackFinding[] {
  const known = new Set(
    lookup.docsOf(libraryKindSection).flatMap(({ value }) => value.kinds.map(({ id }) => id)),
  )
  return docs.flatMap((doc) =>
    doc.value.tasks.flatMap(({ endsIn }, i) =>
      endsIn === null || known.size === 0 || known.has(endsIn)
        ? []
        : [
            {
              doc,
              path: ['tasks', i, 'endsIn'],
              message: { zh: `没有对象类别 ${endsIn}`, en: `there is no kind of object ${endsIn}` },
            },
          ],
    ),
  )
}

/** Plans of a pack, `plans/<id>.yaml`: text facts with their source, loaded into the held data set. */
export const planSection: PackSection<PlanFile, Context> = {
  room: 'programmes',
  folder: 'plans',
  schema: planFileSchema,
  check: (docs, lookup) => [
    ...toFindings(docs, [...findRepeatedIds(locate(docs)), ...findUncited(docs, lookup)]),
    ...docs.flatMap(findStrangeTags),
    ...findStrangeEnds(docs, lookup),
  ],
  async load(ctx, docs) {
    for (const { value } of docs) await loadPlan(ctx, value)
  },
}
