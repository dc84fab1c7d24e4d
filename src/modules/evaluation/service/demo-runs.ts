import type { Context } from '../../access/index.ts'
import { firmsWithDemoFacts, loadFactTable, recordFigures, type ToldFigure } from '../../registry/index.ts'
import { inventFacts } from '../domain/invent-facts.ts'
import { clearDemoRuns, countDemoResults, findDemoCity } from '../queries/demo.ts'
import { listScorecards } from '../queries/scorecards.ts'
import { actOnRun } from './act-on-run.ts'
import { startRun } from './start-run.ts'

const years = [2024, 2025]
const firmsAtATime = 500

/** What the demo shows: which scorecard in which year, and how far it has come. */
const shown = [
  { key: 'huaian-land-use', year: 2024, acts: ['notice', 'publish'] },
  { key: 'huaian-land-use', year: 2025, acts: ['notice'] },
  { key: 'changzhou-stars', year: 2024, acts: ['notice', 'publish'] },
  { key: 'changzhou-stars', year: 2025, acts: [] },
] as const

/** Gives the demo city figures and assessments, computed like any other; does nothing where they stand. */
export async function ensureDemoRuns(ctx: Context, report: (line: string) => void = () => {}): Promise<void> {
  const city = await findDemoCity(ctx.db)
  if (city === undefined || (await countDemoResults(ctx.db)) > 0) return
  await clearDemoRuns(ctx.db)
  const firms = await loadFactTable(ctx, {
    dataset: 'demo',
    cityCode: city,
    facts: new Map(),
    on: `${years.at(-1)}-12-31`,
  })
  const ids = firmsWithDemoFacts(firms.ids)
  await recordInvented(ctx, ids)
  report(`${ids.length} 家演示企业的指标 figures of demo firms`)
  const cards = new Map((await listScorecards(ctx.db)).map((card) => [card.key, String(card.id)]))
  for (const { key, year, acts } of shown) {
    const scorecard = cards.get(key)
    if (scorecard === undefined) continue
    await showRun(ctx, { city, scorecard, key, year, acts })
    report(`演示评价 demo assessment: ${key} ${year}`)
  }
}

async function recordInvented(ctx: Context, ids: readonly string[]): Promise<void> {
  for (let at = 0; at < ids.length; at += firmsAtATime) {
    const told = ids
      .slice(at, at + firmsAtATime)
      .flatMap((organisationId, i) =>
        years.flatMap((year) =>
          inventFacts(at + i, year).map(
            (fact): ToldFigure => ({ organisationId, period: String(year), ...fact }),
          ),
        ),
      )
    await recordFigures(ctx, told, {
      dataset: 'demo',
      source: '演示数据 demo',
      sourceKind: 'department_list',
    })
  }
}

type Shown = {
  city: string
  scorecard: string
  key: string
  year: number
  acts: readonly ('notice' | 'publish')[]
}

/** The run as it would have been made in the spring after its year; the last one is shown for objections now. */
async function showRun(ctx: Context, { city, scorecard, key, year, acts }: Shown): Promise<void> {
  const at = (day: string): Context => ({ ...ctx, now: new Date(`${year + 1}-${day}T02:00:00Z`) })
  const isFinished = acts.includes('publish')
  const run = await startRun(isFinished ? at('03-02') : ctx, {
    city,
    dataset: 'demo',
    scorecard,
    assessment: key === 'huaian-land-use' ? 'land' : 'stars',
    year,
    factsOn: `${year}-12-31`,
    given: {},
    onceKey: `demo ${key} ${year} ${ctx.now.getTime()}`,
  })
  if (acts.includes('notice')) await actOnRun(isFinished ? at('03-09') : ctx, run.id, { action: 'notice' })
  if (isFinished) await actOnRun(at('03-30'), run.id, { action: 'publish' })
}
