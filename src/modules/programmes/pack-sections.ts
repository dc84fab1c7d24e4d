import { createHash } from 'node:crypto'
import { z } from '@hono/zod-openapi'
import { AppError } from '../../kernel/errors.ts'
import type { PackSection } from '../../platform/packs/index.ts'
import { audit, type Context, cityCodeSchema, requirePermission } from '../access/index.ts'
import { bodyKinds } from '../chains/index.ts'
import { findRuleVersion, insertRuleSet } from './queries/supervision.ts'

const pair = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) })
/** When tasks are yellow and red and whom they go to. */
export const supervisionSchema = z.strictObject({
  id: z.literal('task'),
  version: z.int().min(1),
  /** Only in this city; left out, wherever no city has its own. */
  city: cityCodeSchema.optional(),
  source: z.string().min(1),
  soonWorkingDays: z.int().min(0).max(250),
  staleDays: z.int().min(1).max(1000),
  steps: z
    .array(
      z.strictObject({
        afterWorkingDays: z.int().min(0).max(250),
        to: z.enum(['unit', 'office', 'leader']),
        /** Kinds of the chain’s bodies that the step means (room chains): their names and heads are told. */
        bodies: z.array(z.enum(bodyKinds)).max(10).optional(),
        title: pair,
      }),
    )
    .min(1)
    .max(10),
  goals: z.record(z.string(), z.array(z.string()).min(1)),
})
export type SupervisionFile = z.infer<typeof supervisionSchema>

const nation = '000000'

/** The rules of supervision, `supervision/task.yaml`; a version that was loaded does not change. */
export const supervisionSection: PackSection<SupervisionFile, Context> = {
  room: 'programmes',
  folder: 'supervision',
  schema: supervisionSchema,
  check: (docs) =>
    docs.flatMap((doc) =>
      doc.value.steps.flatMap(({ afterWorkingDays }, i) =>
        i > 0 && afterWorkingDays < doc.value.steps[i - 1]!.afterWorkingDays
          ? [
              {
                doc,
                path: ['steps', i],
                message: {
                  zh: '提级步骤应按天数先后排列',
                  en: 'steps are to stand in the order of their days',
                },
              },
            ]
          : [],
      ),
    ),
  load: keepRules,
}

/** Short forms of offices' names, so that 市科技局 in a paper is found in the register. */
export const unitNamesSchema = z.strictObject({
  id: z.literal('unit-names'),
  version: z.int().min(1),
  /** Only in this city; left out, everywhere. */
  city: cityCodeSchema.optional(),
  source: z.string().min(1),
  names: z
    .array(z.strictObject({ short: z.string().min(2).max(40), full: z.string().min(2).max(80) }))
    .min(1)
    .max(500),
})
export type UnitNamesFile = z.infer<typeof unitNamesSchema>

/** The vocabulary of offices' short names, `unit-names/*.yaml`; a version that was loaded does not change. */
export const unitNamesSection: PackSection<UnitNamesFile, Context> = {
  room: 'programmes',
  folder: 'unit-names',
  schema: unitNamesSchema,
  check: (docs) =>
    docs.flatMap((doc) =>
      doc.value.names.flatMap(({ short }, i) =>
        doc.value.names.findIndex((other) => other.short === short) < i
          ? [
              {
                doc,
                path: ['names', i, 'short'],
                message: { zh: `简称“${short}”重复`, en: 'a short form stands twice' },
              },
            ]
          : [],
      ),
    ),
  load: keepRules,
}

type RuleFile = { id: string; version: number; city?: string | undefined }

async function keepRules(
  ctx: Context,
  docs: readonly { value: RuleFile; file: string }[],
  pack: { name: string },
): Promise<void> {
  requirePermission(ctx.actor, 'packs.load')
  for (const { value, file } of docs) {
    const content = JSON.stringify(value)
    const sha256 = createHash('sha256').update(content).digest('hex')
    const key = { id: value.id, cityCode: value.city ?? nation, version: value.version }
    const held = await findRuleVersion(ctx.db, key)
    if (held?.sha256 === sha256) continue
    if (held) throw new AppError('conflict', 'policy.life_cycle_changed', { file, version: value.version })
    await insertRuleSet(ctx.db, { ...key, content, sha256, pack: pack.name, loadedAt: ctx.now })
    await audit(ctx, {
      action: 'programmes.load_rule',
      subject: `programmes.rule_set/${key.id}`,
      detail: key,
    })
  }
}
