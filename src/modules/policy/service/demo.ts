import { chinaDay } from '../../../kernel/china-day.ts'
import type { Context } from '../../access/index.ts'
import {
  firmsWithDemoFacts,
  listFigureKinds,
  listTitleLists,
  loadFactTable,
  recordFigures,
  recordTitles,
  type Telling,
  tellTitleList,
} from '../../registry/index.ts'
import { ensureDemoCases } from '../applications/service/demo/demo-cases.ts'
import { inventFact, inventTitles } from '../domain/invent-facts.ts'
import { insertCityValue } from '../queries/city-values.ts'
import { clearDemoPolicies, findDemoPlace, listRecordedNames } from '../queries/demo.ts'
import { insertWindow } from '../queries/library.ts'
import { loadRuleSet } from './rule-set.ts'

const telling: Telling = { dataset: 'demo', source: '演示数据 demo', sourceKind: 'department_list' }
const oneIn = 3
const firmsAtATime = 300
const cityValues = [
  { name: 'tax_growth', value: '5%' },
  { name: 'local_share', value: '40%' },
] as const

/**
 * Gives a third of the demo firms the facts that policies ask for, titles, windows and city values, and the city a few
 * invented cases, all in the data set `demo`; does nothing where they stand.
 */
export async function ensureDemoPolicies(
  ctx: Context,
  report: (line: string) => void = () => {},
): Promise<void> {
  const place = await findDemoPlace(ctx.db)
  if (!place) return
  if (!place.isFilled) await fillFacts(ctx, place.cityCode, report)
  await ensureDemoCases(ctx, place.cityCode, report)
}

async function fillFacts(ctx: Context, cityCode: string, report: (line: string) => void): Promise<void> {
  await clearDemoPolicies(ctx.db)
  const { rules } = await loadRuleSet(ctx, { city: cityCode, dataset: 'demo' })
  const kept = new Map((await listFigureKinds(ctx)).map((kind) => [kind.name, kind]))
  const recorded = new Set(await listRecordedNames(ctx.db, 'demo'))
  const names = [...rules.library.facts].filter(
    ([name, { type }]) =>
      kept.has(name) &&
      kept.get(name)!.type === type &&
      kept.get(name)!.yearBeforeOf === null &&
      !recorded.has(name),
  )
  const { ids } = await loadFactTable(ctx, {
    dataset: 'demo',
    cityCode,
    facts: new Map(),
    on: chinaDay(ctx.now),
  })
  const firms = firmsWithDemoFacts(ids)
    .map((id, at) => ({ id, at }))
    .filter(({ at }) => at % oneIn === 0)
  for (let from = 0; from < firms.length; from += firmsAtATime) {
    const some = firms.slice(from, from + firmsAtATime)
    const figures = some.flatMap(({ id, at }) =>
      names.flatMap(([name, definition]) => {
        const value = inventFact(at, name, definition)
        return value === null ? [] : [{ organisationId: id, name, period: '2025', value }]
      }),
    )
    if (figures.length > 0) await recordFigures(ctx, figures, telling)
    const titles = some.flatMap(({ id, at }) =>
      inventTitles(at).map((title) => ({ organisationId: id, ...title })),
    )
    if (titles.length > 0) await recordTitles(ctx, titles, telling)
  }
  await writeAround(
    ctx,
    cityCode,
    rules.library.policies.map(({ id }) => id),
  )
  report(`${firms.length} 家演示企业的政策数据 policy facts of demo firms`)
}

async function writeAround(ctx: Context, areaCode: string, policies: readonly string[]): Promise<void> {
  const stamp = { source: '演示数据 demo', enteredBy: '演示', enteredAt: ctx.now }
  for (const { name, value } of cityValues)
    await insertCityValue(ctx.db, {
      dataset: 'demo',
      areaCode,
      name,
      validFrom: '2025-01-01',
      value,
      ...stamp,
    })
  const lists = { dataset: 'demo', cityCode: areaCode } as const
  if ((await listTitleLists(ctx, { ...lists, on: chinaDay(ctx.now) })).length === 0)
    await tellTitleList(ctx, {
      ...lists,
      kindCode: null,
      isComplete: true,
      validFrom: '2025-01-01',
      source: stamp.source,
    })
  const year = ctx.now.getUTCFullYear()
  for (const [at, policyId] of policies.entries()) {
    const opens = new Date(Date.UTC(year, ctx.now.getUTCMonth() - 1 + (at % 4), 1)).toISOString().slice(0, 10)
    const closes = new Date(Date.parse(opens) + 60 * 86_400_000).toISOString().slice(0, 10)
    const pays = new Date(Date.parse(closes) + 60 * 86_400_000).toISOString().slice(0, 8)
    await insertWindow(ctx.db, {
      dataset: 'demo',
      policyId,
      clauseId: null,
      opensOn: opens,
      closesOn: closes,
      paysOn: `${pays}01`,
      removedAt: null,
      ...stamp,
    })
  }
}
