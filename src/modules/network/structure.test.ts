import { join } from 'node:path'
import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { projectFolder } from '../../platform/config.ts'
import { readAllPacks } from '../../platform/packs/cli.ts'
import { loadPack, type PackSection } from '../../platform/packs/index.ts'
import { bodyOf, signedInApp } from '../access/fixtures.ts'
import { type Context, systemActor } from '../access/index.ts'
import { chainSections, recordFirmRole, recordPlacements } from '../chains/index.ts'
import { indicatorSections } from '../indicators/index.ts'
import { importCsv } from '../registry/fixtures.ts'
import {
  centreSection,
  divisionSection,
  factSections,
  industrySection,
  recordFigures,
  recordTitles,
} from '../registry/index.ts'
import { networkIndicatorSource } from './indicator-source.ts'
import { networkSection } from './pack-section.ts'

// biome-ignore lint/suspicious/noExplicitAny: each section keeps its own document type to itself
const sections: readonly PackSection<any, Context>[] = [
  ...[
    divisionSection,
    centreSection,
    industrySection,
    ...factSections,
    ...indicatorSections,
    ...chainSections,
  ],
  networkSection,
]
const house = signedInApp({ keepBetweenTests: true })
const ids: Record<string, string> = {}
const names = ['甲整车', '乙整车', '丙整车', '丁轴承', '戊轴承'].map((name) => `株洲${name}有限公司`)
const telling = { dataset: 'held' as const, source: '测试', sourceKind: 'department_list' as const }

/** Three vehicle makers that lead the chain, two bearing makers; each maker buys 2 yi from 丁 and 2 yi from Shanghai. */
async function holdChain(ctx: Context): Promise<void> {
  const at = (name: string, nodeId: string) => ({
    ...{ organisationId: ids[name]!, nodeId, evidence: 'stated' as const, source: '测试', asOf: null },
  })
  const { rows } = await sql<{ segmentId: string; nodeId: string }>`
    select distinct on (segment_id) segment_id, node_id from chains.current_node
    where map_id = 'rail-transit' and segment_id in ('vehicles', 'components') order by segment_id, node_id`.execute(
    ctx.db,
  )
  const nodeOf = (segment: string) => rows.find(({ segmentId }) => segmentId === segment)!.nodeId
  await recordPlacements(ctx, 'held', [
    ...['甲', '乙', '丙'].map((name) => at(name, nodeOf('vehicles'))),
    ...['丁', '戊'].map((name) => at(name, nodeOf('components'))),
  ])
  for (const name of ['甲', '乙', '丙'])
    await recordFirmRole(ctx, ids[name]!, {
      ...{
        chainId: 'rail-transit',
        role: 'master',
        validFrom: null,
        validTo: null,
        evidence: '测试',
        source: '测试',
      },
    })
  const figure = (firm: string, name: string, value: string) => ({
    organisationId: ids[firm]!,
    name,
    value,
    period: '2025',
  })
  await recordFigures(
    ctx,
    ['甲', '乙', '丙'].flatMap((firm) => [
      ...[
        figure(firm, 'revenue', '60亿元'),
        figure(firm, 'rd', '3亿元'),
        figure(firm, 'overseas_revenue', '12亿元'),
      ],
      ...[figure(firm, 'total_assets', '100亿元'), figure(firm, 'overseas_assets', '40亿元')],
      ...[figure(firm, 'employees', '1000'), figure(firm, 'overseas_employees', '300')],
    ]),
    telling,
  )
  await recordTitles(
    ctx,
    [{ organisationId: ids.丁!, title: '高新技术企业', granted: '2024-12' }] as never,
    telling as never,
  )
}

beforeAll(async () => {
  await house.asSystem(async (ctx) => {
    for (const pack of readAllPacks({ sections, folder: join(projectFolder, 'packs') }))
      await loadPack({ ...pack, problems: [] }, sections, ctx)
  })
  await importCsv(house, ['企业名称,所在地市', ...names.map((name) => `${name},株洲市`)].join('\n'))
  const { rows } = await sql<{
    id: bigint
    name: string
  }>`select id, name from registry.organisation where name like '株洲_整车%' or name like '株洲_轴承%'`.execute(
    house.database.owner,
  )
  for (const { id, name } of rows) ids[name.slice(2, 3)] = String(id)
  const links = ['甲', '乙', '丙'].flatMap((one) => [
    `株洲${one}整车有限公司,株洲丁轴承有限公司,2025,20000`,
    `株洲${one}整车有限公司,上海庚电气有限公司,2025,20000`,
  ])
  await importCsv(house, ['采购方名称,供应商名称,年度,金额（万元）', ...links].join('\n'), {
    kind: 'relations',
    options: { dataset: 'held', fileName: '供应关系.csv', partner: 'supplier' },
  })
  await house.asSystem((ctx) => holdChain({ ...ctx, actor: systemActor }))
}, 60_000)

const compute = () =>
  house.asSystem((ctx) =>
    networkIndicatorSource.compute(ctx, { cityCode: '430200', dataset: 'held', onDate: '2026-06-30' }),
  )
const ofChain = (values: Awaited<ReturnType<typeof compute>>, indicator: string) =>
  values.find(
    (one) =>
      one.indicator === indicator && one.dimension.kind === 'chain' && one.dimension.id === 'rail-transit',
  )
const ofCity = (values: Awaited<ReturnType<typeof compute>>, indicator: string) =>
  values.find((one) => one.indicator === indicator && one.dimension.kind === 'city')

describe('figures of a chain from held facts', () => {
  test('M01: one of five firms holds the title: 20 %; services are unknown without a list', async () => {
    const values = await compute()
    expect(ofChain(values, 'high-tech-firm-share')).toMatchObject({ value: '20.00' })
    expect(ofChain(values, 'service-manufacturing-firms')).toMatchObject({
      value: null,
      unknownBecause: { zh: expect.stringContaining('名单') },
    })
  })

  test('M02: three firms of 60 yi stand in the reserve; three of five make whole machines', async () => {
    const values = await compute()
    expect(ofChain(values, 'ten-billion-reserve')).toMatchObject({ value: '3.00', coverageRatio: 0.6 })
    expect(ofChain(values, 'whole-machine-share')).toMatchObject({ value: '60.00' })
    expect(ofChain(values, 'consumer-goods-share')).toMatchObject({ value: null })
  })

  test('M03: without any firm outside the chain there is nobody to compare with', async () => {
    expect(ofChain(await compute(), 'rd-intensity-gap')).toMatchObject({
      value: null,
      unknownBecause: { zh: expect.stringContaining('链外') },
    })
  })

  test('M04: one local supplier of all three on 12 yi is 0.0833 a yi, each of the firms has 0.25', async () => {
    const values = await compute()
    // The plan names two more leading firms, of which no purchase is held.
    expect(ofChain(values, 'driving-strength')).toMatchObject({ value: '0.0833', coverageRatio: 0.6 })
    const own = values.find(
      ({ indicator, dimension }) => indicator === 'driving-strength' && dimension.id === ids.甲,
    )
    expect(own).toMatchObject({ value: '0.2500', dimension: { kind: 'firm' } })
  })

  test('D04: 40 % of assets, 20 % of revenue and 30 % of employees abroad are an index of 30 %', async () => {
    expect(ofCity(await compute(), 'internationalisation-index')).toMatchObject({
      value: '30.00',
      coverageRatio: expect.any(Number),
    })
  })

  test('D03: half of the core goods come from the city; bearings are core components', async () => {
    // The supplier in Shanghai is not held, so nobody knows what it sells: it is in no core figure.
    expect(ofCity(await compute(), 'local-sourcing-ratio')).toMatchObject({
      value: '100.00',
      coverageRatio: 0.5,
    })
  })
})

describe('who sees the structure', () => {
  const read = async (cookie: string) =>
    bodyOf(house.send('GET', '/api/network/structure?city=430200&dataset=held', undefined, cookie))
  const rail = async (cookie: string) =>
    (await read(cookie)).chains.find(({ id }: { id: string }) => id === 'rail-transit')

  test('M04: the office sees every leading firm, a leading firm itself only, others none', async () => {
    expect((await rail(await house.signIn('chain_office'))).leading).toHaveLength(5)
    const own = await rail(await house.signIn('leading_firm', { organisationId: ids.乙! }))
    expect(own.leading).toMatchObject([
      { id: ids.乙, localSuppliers: 1, coefficient: 0.25, internationalisation: expect.closeTo(0.3, 9) },
    ])
    expect((await rail(await house.signIn('bank'))).leading).toBeNull()
  })

  test('M02: the firms behind a confidential figure are named to who reads all figures only', async () => {
    const ask = async (indicator: string, role: 'bank' | 'chain_office') =>
      bodyOf(
        house.send(
          'GET',
          `/api/network/structure/firms?city=430200&dataset=held&chain=rail-transit&indicator=${indicator}`,
          undefined,
          await house.signIn(role),
        ),
      )
    expect(await ask('ten-billion-reserve', 'bank')).toEqual({ mayRead: false, firms: [] })
    expect((await ask('ten-billion-reserve', 'chain_office')).firms).toHaveLength(3)
    expect((await ask('high-tech-firm-share', 'bank')).firms).toMatchObject([{ name: '株洲丁轴承有限公司' }])
  })
})
