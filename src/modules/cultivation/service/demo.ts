import type { Context } from '../../access/index.ts'
import {
  firmsWithDemoFacts,
  loadFactTable,
  recordFigures,
  recordTitles,
  type Telling,
} from '../../registry/index.ts'
import { inventLadderFacts, inventLadderTitles } from '../domain/invent-ladder.ts'
import type { LadderFile } from '../model.ts'
import { findDemoPlace, listDemoFacts } from '../queries/demo.ts'
import { insertWindow } from '../queries/windows.ts'
import { loadLadder } from './load-ladder.ts'
import { addStep, nameCoach } from './plan.ts'
import { getProgramme, listProgrammes } from './programmes.ts'
import { actOnTrack, enterTrack } from './tracks.ts'

const telling: Telling = { dataset: 'demo', source: '演示数据 demo', sourceKind: 'department_list' }
const firmsAtATime = 300
const period = '2025'

/**
 * Gives the demo city facts, titles, windows and cohorts for the ladder, invented and in the data set `demo` only; does
 * nothing where cohorts stand. Facts that other rooms invented before are left as they are.
 */
export async function ensureDemoLadder(
  ctx: Context,
  report: (line: string) => void = () => {},
): Promise<void> {
  const place = await findDemoPlace(ctx.db)
  if (!place || place.isFilled) return
  const { ladder } = await loadLadder(ctx)
  const firms = await loadFactTable(ctx, {
    dataset: 'demo',
    cityCode: place.cityCode,
    facts: new Map(),
    on: '2025-12-31',
  })
  const ids = firmsWithDemoFacts(firms.ids)
  const recorded = new Set(await listDemoFacts(ctx.db))
  for (let at = 0; at < ids.length; at += firmsAtATime) {
    const some = ids.slice(at, at + firmsAtATime)
    const figures = some.flatMap((organisationId, i) =>
      inventLadderFacts(at + i)
        .filter(({ name }) => !recorded.has(name))
        .map((fact) => ({ organisationId, period, ...fact })),
    )
    if (figures.length > 0) await recordFigures(ctx, figures, telling)
    const titles = some.flatMap((organisationId, i) =>
      inventLadderTitles(at + i).map((title) => ({ organisationId, ...title })),
    )
    if (titles.length > 0) await recordTitles(ctx, titles, telling)
  }
  await inventWindows(ctx, place.cityCode, ladder)
  await inventCohorts(ctx, place.cityCode, ids)
  report(`${ids.length} 家演示企业的梯队数据 ladder of demo firms`)
}

async function inventWindows(ctx: Context, cityCode: string, ladder: LadderFile): Promise<void> {
  const year = ctx.now.getUTCFullYear()
  for (const [at, { id }] of ladder.rungs.entries())
    for (const next of [year, year + 1])
      await insertWindow(ctx.db, {
        dataset: 'demo',
        cityCode,
        rung: id,
        opensOn: `${next}-0${3 + (at % 4)}-01`,
        closesOn: `${next}-0${4 + (at % 4)}-15`,
        source: telling.source,
        enteredBy: '演示',
        enteredAt: ctx.now,
      })
}

/** A few firms in each cohort programme, some further on than others. */
async function inventCohorts(ctx: Context, city: string, ids: readonly string[]): Promise<void> {
  const cohorts = (await listProgrammes(ctx, { city })).filter(({ states }) => states.length > 0)
  for (const [p, { key, criteria, subject }] of cohorts.entries()) {
    const { cycle } = await getProgramme(ctx, city, key)
    const forward = Object.keys(cycle.actions).filter(
      (name) => !cycle.actions[name]!.needsComment && name !== 'again',
    )
    for (let i = 0; i < 12; i++) {
      const organisationId = ids[(p * 37 + i * 11) % Math.max(1, ids.length)]
      if (organisationId === undefined) return
      const cohortYear = ctx.now.getUTCFullYear() - (i % 3)
      const track = await enterTrack(ctx, {
        dataset: 'demo',
        city,
        programme: key,
        organisationId,
        cohortYear,
        product: subject === 'product' ? `演示产品 ${i + 1}` : null,
        goal: null,
        coach: `演示辅导员 ${1 + (i % 4)}`,
        entry: criteria.map(({ id }) => ({ id, reason: '演示数据' })),
        onceKey: `demo ${key} ${organisationId} ${cohortYear}`,
      })
      const steps = (i * 5) % 6
      await walk(ctx, track.id, forward, steps)
      if (steps < 3) await plan(ctx, track.id, i)
    }
  }
}

/** So many steps forward in the written order of the life cycle. */
async function walk(ctx: Context, id: string, forward: readonly string[], steps: number): Promise<void> {
  for (let i = 0; i < steps; i++) {
    const action = forward[i]
    if (action === undefined) return
    await actOnTrack(ctx, id, { action })
  }
}

async function plan(ctx: Context, id: string, i: number): Promise<void> {
  const soon = (days: number) => new Date(ctx.now.getTime() + days * 86_400_000).toISOString().slice(0, 10)
  await nameCoach(ctx, id, { coach: `演示辅导员 ${1 + i}` })
  await addStep(ctx, id, { title: '补充知识产权清单', dueOn: soon(14 + i) })
  await addStep(ctx, id, { title: '完成数字化水平自评', dueOn: soon(40 + i) })
}
