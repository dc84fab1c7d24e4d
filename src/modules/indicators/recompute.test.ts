import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { bodyOf, signedInApp } from '../access/fixtures.ts'
import { holdIndicators } from './fixtures.ts'
import type { ComputedValue } from './model.ts'
import { listComputed } from './queries.ts'
import { recomputeIndicators } from './service/recompute.ts'
import { type IndicatorSource, registerIndicatorSource } from './sources.ts'

const scope = { cityCode: '430200', dataset: 'held', onDate: '2026-01-01' } as const
const city = { kind: 'city', id: '430200' } as const
const value = (change: Partial<ComputedValue> = {}): ComputedValue => ({
  indicator: 'ten-items-done',
  definitionVersion: 1,
  dimension: city,
  asOf: '2026-01-01',
  value: '3',
  coverageRatio: 1,
  inputs: [{ name: '已完成事项', value: '3', unit: '项' }],
  openPath: '/tasks?plan=1',
  ...change,
})
const source = (
  values: () => readonly ComputedValue[] | Promise<readonly ComputedValue[]>,
): IndicatorSource => ({
  room: 'test',
  indicators: ['ten-items-done', 'policies-issued', 'nowhere-defined'],
  compute: async () => values(),
})

describe('computed indicators', () => {
  const house = signedInApp()
  beforeEach(() => holdIndicators(house))
  const run = (sources: readonly IndicatorSource[], on = '2026-01-01') =>
    house.asSystem((ctx) => recomputeIndicators(ctx, { ...scope, onDate: on }, sources))
  const held = () => house.asSystem((ctx) => listComputed(ctx.db, scope))

  test('a value is stored with version, inputs and page; the same answer again is not stored twice', async () => {
    expect(await run([source(() => [value()])])).toMatchObject({ written: 1, confirmed: 0, failed: [] })
    const again = source(() => [value({ asOf: '2026-02-01' })])
    expect(await run([again], '2026-02-01')).toMatchObject({ written: 0, confirmed: 1 })
    const [row, ...rest] = await held()
    expect(rest).toEqual([])
    expect(row).toMatchObject({
      value: '3',
      asOf: '2026-01-01',
      confirmedOn: '2026-02-01',
      openPath: '/tasks?plan=1',
    })
    expect(row!.inputs).toEqual([{ name: '已完成事项', value: '3', unit: '项' }])
  })

  test('another figure is another value of the series; unknown stays unknown with its reason', async () => {
    await run([source(() => [value()])])
    const why = { zh: '没有登记', en: 'nothing is held' }
    await run([source(() => [value({ asOf: '2026-02-01', value: null, unknownBecause: why })])], '2026-02-01')
    expect((await held()).map((row) => [row.asOf, row.value, row.unknownBecause])).toEqual([
      ['2026-02-01', null, why],
      ['2026-01-01', '3', null],
    ])
  })

  test('a failing source is named, also after a failed statement, and the others stand', async () => {
    const broken: IndicatorSource = {
      room: 'broken',
      indicators: ['policies-issued'],
      compute: async (ctx) => {
        await sql`select from nowhere`.execute(ctx.db)
        return []
      },
    }
    const answer = await run([broken, source(() => [value(), value({ indicator: 'nowhere-defined' })])])
    expect(answer).toEqual({
      written: 1,
      confirmed: 0,
      undefinedIndicators: ['nowhere-defined'],
      failed: ['broken'],
    })
    expect((await run([source(() => [value({ value: '1,000' })])])).failed).toEqual(['test'])
  })

  test('a firm reads the value of itself and of nobody else', async () => {
    const firm = (id: string) => value({ dimension: { kind: 'firm', id } })
    await run([source(() => [value(), firm('11'), firm('12')])])
    expect(await house.rowsSeenBy('chain_office', 'indicators.computed_value')).toBe(3)
    expect(await house.rowsSeenBy('department', 'indicators.computed_value')).toBe(1)
    expect(await house.rowsSeenBy('firm', 'indicators.computed_value')).toBe(1)
  })

  test('over HTTP the office recomputes and it is audited once; others may not', async () => {
    const post = async (role: 'chain_office' | 'department') =>
      house.send(
        'POST',
        '/api/indicators/recompute',
        { city: '430200', dataset: 'held' },
        await house.signIn(role),
      )
    expect((await post('department')).status).toBe(403)
    const answer = await post('chain_office')
    expect(answer.status).toBe(200)
    expect(await bodyOf(answer)).toMatchObject({ written: expect.any(Number), confirmed: expect.any(Number) })
    const { rows } = await house.asSystem(({ db }) =>
      sql<{
        n: bigint
      }>`select count(*) as n from access.audit_entry where action = 'indicators.recompute'`.execute(db),
    )
    expect(rows[0]!.n).toBe(1n)
  })

  test('one indicator has one source', () => {
    registerIndicatorSource({ indicators: ['only-in-this-test'], compute: async () => [] })
    expect(() =>
      registerIndicatorSource({ indicators: ['only-in-this-test'], compute: async () => [] }),
    ).toThrow('two sources')
  })
})
