// Every base figure of the requirement rows, as a table: row, indicator, scope, period, value. The packs must hold each
// with its sentence; other dates are other values of a series (trap 3), and scopes are never summed (trap 2).
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { type DatedValue, indicatorFileSchema } from './model.ts'

const folder = 'packs/changzhou/indicators'
const values = readdirSync(folder)
  .filter((name) => name.endsWith('.yaml'))
  .flatMap((name) => indicatorFileSchema.parse(parse(readFileSync(join(folder, name), 'utf8'))).values)
const valuesOf = (indicator: string, period: string, scope: string | null): DatedValue[] =>
  values.filter((v) => v.indicator === indicator && v.period === period && (v.scope?.zh ?? null) === scope)

const rows = `
C19 key-fields - 2019 5
C19 sub-industries - 2019 20
C19 equipment-share - 2019 48.6
C19 pv-cell-shipments - 2019 13
C19 pv-cell-national-share - 2019 11
C20 value-added-growth - 2019 9.1
C20 output-growth - 2019 9.6
C20 profit-growth - 2019 8.5
C20 invoiced-sales-growth - 2019 8
C20 power-use-growth - 2019 3.3
C21 industrial-firms - 2019 50000
C21 designated-firms 全部 2019 4488
C21 designated-firms 大型 2019 94
C21 designated-firms 中型 2019 431
C21 designated-firms 小微型 2019 3963
C21 designated-firms 民营 2019 3688
C21 designated-firms 三资 2019 720
C21 designated-small-share - 2019 97.9
C21 firms-by-revenue 超_1000_亿元 2019 1
C21 firms-by-revenue 超_100_亿元 2019 16
C21 firms-by-revenue 超_50_亿元 2019 23
C21 firms-by-revenue 10_亿元以上 2019 182
C21 firms-by-revenue 1_亿元以上 2019 1631
C22 sector-output-growth 智能装备 2019 8.6
C22 sector-output-share 智能装备 2019 9.1
C22 sector-output-growth 汽车及零部件 2019 18.9
C22 sector-output-share 汽车及零部件 2019 7.5
C22 vehicle-makers 整车 2019 5
C22 vehicle-makers 专用车 2019 7
C22 sector-output-growth 电力装备 2019 10.1
C22 sector-output-share 电力装备 2019 5
C22 sector-output-growth 轨道交通 2019 11.2
C22 sector-output-share 轨道交通 2019 2.9
C22 sector-output-share 农机和工程机械 2019 3.3
C22 sector-output-growth 新材料 2019 7.9
C22 sector-output-share 新材料 2019 6.1
C22 graphene-listed-firms - 2019 6
C22 sector-output-growth 新能源 2019 23.4
C22 sector-output-share 新能源 2019 4.9
C22 sector-output-growth 光伏 2019 19.7
C22 sector-output-growth 新一代信息技术 2019 5.6
C22 sector-output-share 新一代信息技术 2019 6.4
C22 sector-output-growth 生物医药和医疗器械 2019 14
C22 sector-output-share 生物医药和医疗器械 2019 3.1
C22 sector-output-share 冶金、化工、纺织服装、建材 2019 33.7
C23 chains-new-100m-firms - 2019 75
C23 chains-output-growth - 2019 8.5
C23 chains-output-share - 2019 43.2
C23 chains-profit-growth - 2019 8.8
C23 chains-profit-share - 2019 53.2
E12 provincial-innovation-centres - 2019 2
E12 provincial-innovation-centres - 2020 2
E12 innovation-centres-fostered - 2019 2
E13 national-tech-centres - 2019 12
E13 national-tech-centres - 2020 12
E13 provincial-tech-centres - 2019 203
E13 provincial-tech-centres - 2020 233
E13 provincial-tech-centres-new - 2021 33
E13 city-tech-centres - 2019 239
E13 city-tech-centres-new - 2021 76
E14 provincial-design-centres - 2021 15
E15 engineering-centres 国地联合 2019 3
E15 engineering-centres 省级 2019 76
E15 engineering-centres 市级 2019 42
E16 first-sets-provincial - 2019 153
E16 first-sets-provincial - 2020 155
E16 first-sets-city - 2020 402
E17 catch-up-projects - 2019 13
E17 catch-up-projects - 2020 14
E18 foundation-projects - 2020 16
E23 standards-base 国际 2019 30
E23 standards-base 国家 2019 608
E23 standards-base 行业 2019 617
E23 standards-base 省地方 2019 132
E29 incubator-firms 累计孵化 2020 61
E29 incubator-firms 在孵 2020 24
E29 incubator-firms 龙城英才计划 2020 9
E29 incubator-firms 国家高新技术企业 2020 2
E34 hidden-champions - 2019 200
E34 world-leading-products - 2019 100
F15 upgrade-projects - 2020 355
F15 upgrade-investment - 2020 129.3
F15 upgrade-funds-paid - 2020 3.54
F19 star-firms 全部 2019 184
F19 star-firms 五星 2019 53
F19 star-firms 四星 2019 53
F19 star-firms 三星 2019 78
F20 famous-brands-national - 2019 26
F20 famous-brands-provincial 企业 2019 207
F20 famous-brands-provincial 集聚区 2019 4
F20 top-brands-provincial - 2019 7
F20 quality-award-national-nominated - 2019 1
F20 quality-award-provincial - 2019 4
F20 quality-excellence-provincial - 2019 8
F20 quality-award-mayor - 2019 29
F20 quality-advanced-city - 2019 53
F20 trademarks - 2019 10
F20 well-known-trademarks - 2019 113
F20 three-product-demos - 2019 7
F20 industry-grand-prizes 大奖 2019 3
F20 industry-grand-prizes 提名奖 2019 2
G01 smart-workshops-new 省级示范 2020 31
G01 smart-workshops-new 市级 2020 51
G01 smart-demo-workshops-new - 2020 20
G01 traditional-workshop-share - 2020 60
G02 workshop-investment - 2020 50.1
G02 workshop-output - 2020 123.8
G02 workshop-effect 车间产值 2020 70
G02 workshop-effect 单位产值成本 2020 -20
G02 workshop-effect 单位产值用工 2020 -50
G02 workshop-effect 不良率 2020 -50
G09 cloud-firms-new - 2020 3600
G09 cloud-firms - 2020 9000
G10 star-cloud-firms - 2020 357
K01 green-factories-national - 2020 20
K01 green-factories-new 国家级 2021 4
K01 green-factories-new 省级 2021 16
K01 green-factories-new 市级 2021 28
K02 green-parks - 2019 1
K02 green-supply-chain-firms 累计 2019 1
K02 green-supply-chain-firms 当年创建 2021 1
K02 green-design-products - 2019 2
K02 green-design-firms 当年创建 2021 1
A18 industrial-bases 省级以上 2019 8
A18 industrial-bases 国家级 2019 2
A19 smart-cluster-output - 2021 2091
A19 smart-cluster-output-growth - 2021 18`
  .trim()
  .split('\n')
  .map((line) => line.split(' ') as [string, string, string, string, string])

test.each(rows)('%s: %s (%s) in %s is %s, with its sentence', (_row, indicator, scope, period, value) => {
  const found = valuesOf(indicator, period, scope === '-' ? null : scope.replaceAll('_', ' '))
  expect(found.map((v) => v.value)).toEqual([Number(value)])
  expect(found[0]!.source === '假设' ? null : found[0]!.source.sentence).toBeTruthy()
})

test('trap 2: sizes sum to all firms, ownership does not, and no figure in the packs pretends so', () => {
  const of = (scope: string) => valuesOf('designated-firms', '2019', scope)[0]!.value!
  expect(of('大型') + of('中型') + of('小微型')).toBe(of('全部'))
  expect(of('民营') + of('三资')).toBe(4408)
  expect(of('全部') - of('民营') - of('三资')).toBe(80)
  expect(values.some((v) => v.value === 4408)).toBe(false)
})

test('trap 3: the same indicator at two dates is a series', () => {
  const series = values
    .filter((v) => v.indicator === 'provincial-tech-centres')
    .map((v) => [v.period, v.value])
  expect(series).toEqual([
    ['2019', 203],
    ['2020', 233],
  ])
})
