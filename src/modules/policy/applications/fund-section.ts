import { z } from '@hono/zod-openapi'
import { readFactValue } from '../../../engines/rules/index.ts'
import type { PackFinding, PackSection } from '../../../platform/packs/index.ts'
import { audit, type Context, requirePermission } from '../../access/index.ts'
import { cityCodeSchema, keySchema, type Source, sourceSchema } from '../../indicators/index.ts'
import { overBudgetRules } from '../model.ts'
import { upsertFigures, upsertFund } from './queries/funds.ts'

const fundFileSchema = z.strictObject({
  id: keySchema,
  city: cityCodeSchema,
  name: z.string().min(1),
  department: z.string().min(1),
  purpose: z.string().min(1).nullish(),
  /** Ids of policies whose grants are paid from it. */
  policies: z.array(z.string().min(1)),
  /** What happens when more is asked for than is left; 假设 where no document says. */
  overBudget: z.strictObject({ rule: z.enum(overBudgetRules), source: z.string().min(1) }),
  source: sourceSchema,
  /** The ledger as reports tell it, by year; money as written. */
  figures: z
    .array(
      z.strictObject({
        year: z.number().int().min(1990).max(2100),
        projects: z.number().int().min(0).optional(),
        investment: z.string().optional(),
        granted: z.string().optional(),
        source: z.string().min(1),
      }),
    )
    .default([]),
})
type FundFile = z.infer<typeof fundFileSchema>

const money = { label: '', type: 'money' } as Parameters<typeof readFactValue>[0]
const isMoney = (written: string | undefined): boolean => {
  try {
    return written === undefined || typeof readFactValue(money, written) === 'bigint'
  } catch {
    return false
  }
}
const fenOf = (written: string): bigint => readFactValue(money, written) as bigint

const sourceText = (source: Source): string =>
  source === '假设' ? source : [source.document, source.place].filter((part) => part !== null).join(' · ')

/** `funds/<id>.yaml`: special funds with what their ledgers tell. Budgets and windows are entered by the office. */
export const fundSection: PackSection<FundFile, Context> = {
  room: 'policy',
  folder: 'funds',
  schema: fundFileSchema,
  check: (docs) =>
    docs.flatMap((doc) =>
      doc.value.figures.flatMap((figure, i): PackFinding[] =>
        (['investment', 'granted'] as const)
          .filter((name) => !isMoney(figure[name]))
          .map((name) => ({
            doc,
            path: ['figures', i, name],
            message: {
              zh: `“${figure[name]}”不是金额，请写成如 3.54亿元`,
              en: `"${figure[name]}" is no amount; write for example 3.54亿元`,
            },
          })),
      ),
    ),
  async load(ctx, docs, pack) {
    requirePermission(ctx.actor, 'packs.load')
    for (const { value } of docs) {
      const fundId = await upsertFund(ctx.db, {
        code: value.id,
        cityCode: value.city,
        name: value.name,
        department: value.department,
        purpose: value.purpose ?? null,
        policies: value.policies,
        overBudget: value.overBudget.rule,
        overBudgetSource: value.overBudget.source,
        source: sourceText(value.source),
        pack: pack.name,
        createdBy: pack.name,
        createdAt: ctx.now,
      })
      const figures = value.figures.flatMap(({ year, projects, investment, granted, source }) =>
        [
          ...(projects === undefined ? [] : [{ name: 'projects', value: BigInt(projects) }]),
          ...(investment === undefined ? [] : [{ name: 'investment_fen', value: fenOf(investment) }]),
          ...(granted === undefined ? [] : [{ name: 'granted_fen', value: fenOf(granted) }]),
        ].map((figure) => ({ ...figure, fundId, year, source })),
      )
      await upsertFigures(ctx.db, figures)
      await audit(ctx, { action: 'policy.load_fund', subject: `policy.fund/${value.id}` })
    }
  },
}
