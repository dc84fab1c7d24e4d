// Invented lists of leading firms for the demo city: two years, of which most firms stay, with targets.
import type { Context } from '../../access/index.ts'
import { recordFigures, type ToldFigure } from '../service/figures.ts'
import { type Firm, demoSource as source } from './demo-entries.ts'
import { insertLeading, upsertLeadingTarget } from './queries/leading-firms.ts'

/** Gives the demo city its lists; what was invested is told for most firms, other values are what their figures say. */
export async function inventLeading(ctx: Context, city: string, firms: readonly Firm[]): Promise<void> {
  const stamp = { by: ctx.actor.userName, at: ctx.now }
  const told: ToldFigure[] = []
  for (const [y, year] of [2023, 2024].entries())
    for (let i = y; i < y + 10 && i < firms.length; i++) {
      const organisationId = firms[(i * 3) % firms.length]!.id
      const standing = i % 3 === 0 ? 'leading' : 'backbone'
      const firm = { dataset: 'demo', city, year, organisationId, standing, chainId: 'rail-transit', source }
      const id = await insertLeading(ctx.db, firm, stamp)
      if (id === undefined) continue
      const revenue = BigInt(4 + ((i * 7) % 20)) * 10_000_000_000n
      const invested = revenue / 20n
      await upsertLeadingTarget(ctx.db, { id, figure: 'revenue', value: String(revenue), source }, stamp)
      const target = { id, figure: 'industrial_investment', value: String(invested), source }
      await upsertLeadingTarget(ctx.db, target, stamp)
      const value = `${(invested * BigInt(70 + ((i * 13 + y * 9) % 50))) / 100n / 100n}元`
      if (i % 4 !== 3)
        told.push({ organisationId, name: 'industrial_investment', period: String(year), value })
    }
  await recordFigures(ctx, told, { dataset: 'demo', source, sourceKind: 'department_list' })
}
