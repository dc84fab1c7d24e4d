import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { bodyOf, signedInApp } from '../../access/fixtures.ts'
import { holdPlaces, importCsv } from '../../registry/fixtures.ts'
import { registerImporter } from '../../registry/index.ts'
import { holdIndicators } from '../fixtures.ts'
import { valueImporter } from './value-importer.ts'

const header = '指标,城市,时期,数值,单位,口径,产业链,来源,来源日期,原文\n'
const line = (cells: string) => `${cells}\n`
const good = line(
  '产业集群规模,株洲市,2023年,"1,600",亿元,,rail-transit,市统计局快报,2024-02,集群规模1600亿元',
)
const file = (fileName: string) => ({
  kind: 'indicator_values',
  options: { dataset: 'held', fileName, partner: null } as const,
})

describe('figures from a spreadsheet', () => {
  const house = signedInApp()
  beforeAll(() => registerImporter(valueImporter))
  beforeEach(async () => {
    await holdPlaces(house)
    await holdIndicators(house)
  })
  const page = async (id: string) =>
    bodyOf(
      house.send(
        'GET',
        `/api/indicators/${id}?city=430200&dataset=held`,
        undefined,
        await house.signIn('chain_office'),
      ),
    )

  test('a line is one source’s word with its date; the same file again changes nothing', async () => {
    const report = await importCsv(house, header + good, file('a.csv'))
    expect(report).toMatchObject({ created: 1, refused: 0 })
    const [row] = (await page('cluster-output')).rows
    expect(row).toMatchObject({ value: '1600', asOf: '2023-12-31', origin: 'entered', unit: '亿元' })
    expect(row.source).toMatchObject({ title: '市统计局快报', date: '2024-02', sentence: '集群规模1600亿元' })
    expect(row.targets[0]).toMatchObject({ value: 2000, gap: '400', progressRatio: 0.8 })
    const again = await importCsv(house, `${header}${good}\n`, file('b.csv'))
    expect(again).toMatchObject({ created: 0, unchanged: 1, refused: 0 })
  })

  test('each bad line is told with its column and what to do; the good ones stand', async () => {
    const bad = [
      'cluster-output,株洲,2022,1.5千,亿元,,rail-transit,快报,2023,',
      'cluster-output,株洲,去年,1507,亿元,,rail-transit,快报,2023,',
      'cluster-output,株洲,2022,1507,万元,,rail-transit,快报,2023,',
      'nothing-like-it,株洲,2022,1507,,,,快报,2023,',
      'cluster-output,蓬莱,2022,1507,亿元,,,快报,2023,',
      'cluster-output,430200,2199,1507,亿元,,rail-transit,快报,2023,',
      ',株洲,2022,1507,亿元,,,快报,2023,',
      'cluster-output,430200,2022,1507,亿元,,rail-transit,快报,2199,',
      'cluster-output,430200,2022,1507,亿元,,轨道交通,快报,2023,',
    ]
    const report = await importCsv(house, header + good + bad.map(line).join(''), file('c.csv'))
    expect(report).toMatchObject({ created: 1, refused: 9 })
    expect(report.problems.map(({ line: at, column, code }) => [at, column, code])).toEqual([
      [3, '数值', 'indicators.import_value_bad'],
      [4, '时期', 'indicators.import_period_bad'],
      [5, null, 'indicators.import_other_unit'],
      [6, null, 'indicators.no_indicator'],
      [7, null, 'indicators.import_city_unknown'],
      [8, null, 'indicators.period_not_over'],
      [9, '指标', 'indicators.import_empty'],
      [10, null, 'indicators.source_later'],
      [11, '产业链', 'indicators.import_chain_bad'],
    ])
  })

  test('the same source with another figure is refused; another source is a conflict, not an overwrite', async () => {
    await importCsv(house, header + good, file('a.csv'))
    const finer = await importCsv(house, header + good.replace('"1,600"', '1600.0'), file('f.csv'))
    expect(finer).toMatchObject({ created: 0, unchanged: 1, refused: 0 })
    const over = await importCsv(house, header + good.replace('"1,600"', '超过1600'), file('g.csv'))
    expect(over).toMatchObject({ created: 0, unchanged: 0, refused: 1 })
    const other = good.replace('"1,600"', '1620')
    expect(await importCsv(house, header + other, file('d.csv'))).toMatchObject({ created: 0, refused: 1 })
    const association = other.replace('市统计局快报', '行业协会年报')
    expect(await importCsv(house, header + association, file('e.csv'))).toMatchObject({ created: 1 })
    const { rows, conflicts } = await page('cluster-output')
    expect(rows[0]).toMatchObject({ value: null, disputed: ['1600', '1620'], light: 'unknown' })
    expect(conflicts).toHaveLength(1)
  })

  test('an import undone takes its figures back and leaves them as history', async () => {
    const { importId } = await importCsv(house, header + good, file('a.csv'))
    const office = await house.signIn('chain_office')
    const undone = await house.send('POST', `/api/imports/${importId}/undo`, {}, office)
    expect(undone.status).toBe(200)
    const { rows, entered } = await page('cluster-output')
    expect(rows[0].value).toBeNull()
    expect(entered[0].withdrawnReason).toBe('撤销导入')
  })
})
