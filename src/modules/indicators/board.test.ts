import { beforeAll, describe, expect, test } from 'vitest'
import { bodyOf, signedInApp } from '../access/fixtures.ts'
import { holdIndicators } from './fixtures.ts'
import type { BoardRow } from './model.ts'
import { recomputeIndicators } from './service/recompute.ts'
import type { IndicatorSource } from './sources.ts'

const done: IndicatorSource = {
  room: 'test',
  indicators: ['ten-items-done', 'local-sourcing-ratio', 'little-giant-firms'],
  compute: async (_ctx, { onDate }) => {
    const of = (indicator: string, value: string | null, openPath: string) => ({
      indicator,
      definitionVersion: 1,
      dimension:
        indicator === 'ten-items-done'
          ? { kind: 'city' as const, id: '430200' }
          : { kind: 'chain' as const, id: 'rail-transit' },
      asOf: onDate,
      value,
      coverageRatio: value === null ? null : 1,
      inputs: [],
      openPath,
      ...(value === null ? { unknownBecause: { zh: '没有采购记录', en: 'no purchases are held' } } : {}),
    })
    return [
      of('ten-items-done', '3', '/tasks?plan=pilot-plan'),
      of('local-sourcing-ratio', null, '/local-sourcing'),
      of('little-giant-firms', '12', '/cultivation'),
    ]
  },
}

describe('the board', () => {
  const house = signedInApp({ keepBetweenTests: true })
  let office = ''
  beforeAll(async () => {
    await holdIndicators(house)
    const scope = { cityCode: '430200', dataset: 'held' as const }
    await house.asSystem((ctx) => recomputeIndicators(ctx, { ...scope, onDate: '2023-09-30' }, [done]))
    office = await house.signIn('chain_office')
  }, 120_000)
  const board = async (query: string): Promise<BoardRow[]> =>
    (await bodyOf(house.send('GET', `/api/indicators/board?${query}`, undefined, office))).items
  const rail = 'city=430200&dataset=held&chain=rail-transit&on=2023-10-15'
  const of = (rows: BoardRow[], indicator: string, scope: string | null = null) =>
    rows.filter((row) => row.indicator === indicator && (row.scope?.zh ?? null) === scope)

  test('a computed value stands with its day, its page and the step of the target that falls due next', async () => {
    const [row] = of(await board('city=430200&on=2023-10-15'), 'ten-items-done')
    expect(row).toMatchObject({
      value: '3',
      asOf: '2023-09-30',
      origin: 'computed',
      factsPath: '/tasks?plan=pilot-plan',
      openPath: '/indicators/ten-items-done',
      light: 'reached',
    })
    expect(row!.target).toMatchObject({ dueDate: '2023-10-31', value: 2, row: 'L29' })
    expect(row!.targets).toHaveLength(4)
  })

  test('M05 to M10: where nothing is held the definition says what to collect', async () => {
    const rows = await board('city=320400')
    for (const id of [
      'diagnosis-coverage',
      'talent-shortage-index',
      'collaboration-events',
      'time-to-loan',
    ]) {
      const [row] = of(rows, id)
      expect(row!.value).toBeNull()
      expect(row!.unknownBecause!.zh).toContain('需要收集')
    }
  })

  test('unknown is null with its reason, and so is its light', async () => {
    const [row] = of(await board(rail), 'local-sourcing-ratio')
    expect(row).toMatchObject({ value: null, light: 'unknown', asOf: '2023-09-30' })
    expect(row!.unknownBecause?.zh).toBe('没有采购记录')
    expect(row!.target).toMatchObject({ value: 50, comparator: '>=', binds: true })
  })

  test('L04: 40 and 50 wait for a decision, so no light is shown; L05: neither scope is held against a plain count', async () => {
    const rows = await board(rail)
    const [srdi] = of(rows, 'srdi-firms', '省级')
    expect(srdi).toMatchObject({ light: 'unknown', target: null })
    expect(srdi!.targets.map(({ value, binds }) => [value, binds])).toEqual([
      [40, null],
      [50, null],
    ])
    const giants = rows.filter(({ indicator }) => indicator === 'little-giant-firms')
    expect(giants.map(({ scope, value, targets }) => [scope?.zh ?? null, value, targets.length])).toEqual([
      [null, '12', 0],
      ['国家', null, 1],
      ['国省级', null, 1],
    ])
  })

  test('trap 3: a series shows its last figure, the one before and where it comes from; 2019 is stale', async () => {
    const rows = await board('city=320400&dataset=held&on=2026-11-22')
    const [centres] = of(rows, 'provincial-tech-centres')
    expect(centres).toMatchObject({
      value: '233',
      asOf: '2020-12-31',
      previous: { value: '203', asOf: '2019-12-31' },
      isStale: true,
      light: null,
    })
    expect(centres!.source!.sentence).toBe('省级企业技术中心 233 家')
    const [growth] = of(rows, 'provincial-tech-centres-growth')
    expect(growth).toMatchObject({ value: '14.778325', origin: 'formula' })
  })

  test('A12: every indicator of every city belongs to at least one of the five chains', async () => {
    for (const city of ['430200', '320400']) {
      const rows = await board(`city=${city}`)
      expect(rows.filter(({ fiveChains }) => fiveChains.length === 0)).toEqual([])
      expect(new Set(rows.flatMap(({ fiveChains }) => fiveChains)).size).toBe(5)
    }
  })

  test('what was computed later is not seen on an earlier day', async () => {
    const rows = await board('city=430200&on=2023-06-30')
    expect(of(rows, 'ten-items-done')[0]).toMatchObject({ value: null, asOf: null })
  })
})
