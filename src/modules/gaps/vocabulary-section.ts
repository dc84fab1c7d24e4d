import { z } from '@hono/zod-openapi'
import type { PackFinding, PackSection } from '../../platform/packs/index.ts'
import { audit, type Context } from '../access/index.ts'
import { keySchema, sourceSchema } from '../indicators/index.ts'
import { gapKindSchema, nodeStatusSchema } from './model.ts'
import { upsertVocabulary } from './queries/gap-objects.ts'

const pair = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) })
const share = z.number().min(0).max(1)

/** `gap-vocabulary/gaps.yaml`: kinds of gaps, acts, weights of the index. */
export const vocabularyFileSchema = z.strictObject({
  id: keySchema,
  version: z.number().int().min(1),
  source: sourceSchema,
  kinds: z
    .array(z.strictObject({ id: gapKindSchema, name: pair, definition: pair, hindersFlow: z.boolean() }))
    .length(gapKindSchema.options.length),
  acts: z.array(
    z.strictObject({
      id: keySchema,
      name: pair,
      what: pair,
      source: sourceSchema,
      fitsStatus: z.array(nodeStatusSchema),
      fitsKind: z.array(gapKindSchema),
    }),
  ),
  resilience: z.strictObject({
    weights: z.strictObject({ selfReliance: share, singleSource: share, alternates: share, flow: share }),
    statusValues: z.strictObject({ strong: share, weak: share, missing: share }),
  }),
})
export type VocabularyFile = z.infer<typeof vocabularyFileSchema>

/** Words and weights of gaps; a changed file is written over its version. */
export const vocabularySection: PackSection<VocabularyFile, Context> = {
  room: 'gaps',
  folder: 'gap-vocabulary',
  schema: vocabularyFileSchema,
  check: (docs) =>
    docs.flatMap((doc): PackFinding[] => {
      const sum = Object.values(doc.value.resilience.weights).reduce((total, weight) => total + weight, 0)
      if (Math.abs(sum - 1) < 1e-9) return []
      return [
        {
          doc,
          path: ['resilience', 'weights'],
          message: {
            zh: `四个权重之和是 ${sum}，应当是 1。`,
            en: `The four weights add up to ${sum}; they have to make 1.`,
          },
        },
      ]
    }),
  async load(ctx, docs) {
    for (const { value } of docs) {
      const { id, version, ...content } = value
      if (!(await upsertVocabulary(ctx.db, { key: id, version, content, loadedAt: ctx.now }))) continue
      await audit(ctx, { action: 'gaps.load_vocabulary', subject: `gaps.vocabulary/${id}/${version}` })
    }
  },
}
