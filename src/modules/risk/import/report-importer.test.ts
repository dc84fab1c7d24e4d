import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { parse } from 'yaml'
import { projectFolder } from '../../../platform/config.ts'
import { bodyOf, signedInApp } from '../../access/fixtures.ts'
import { holdPlaces, importCsv, importOverHttp } from '../../registry/fixtures.ts'
import { registerImporter } from '../../registry/index.ts'
import { upsertMonitoringRules } from '../queries/monitoring.ts'
import { reportImporter } from './report-importer.ts'

const house = signedInApp()
const header = '企业名称,报送期,订单（万元）,产能利用率（%）,到货延误,单一来源,物流,关键投入,库存天数'
const firms = [
  '企业名称,注册地址',
  '常州甲机械有限公司,江苏省常州市武进区',
  '常州乙材料有限公司,江苏省常州市新北区',
  '株洲丙器件有限公司,湖南省株洲市石峰区',
]
const file = (lines: readonly string[], fileName = 'reports.csv') =>
  importCsv(house, [header, ...lines].join('\n'), {
    kind: 'monitoring_reports',
    options: { dataset: 'held', fileName, partner: null },
  })
const scope = 'city=320400&dataset=held'

beforeAll(() => registerImporter(reportImporter))
beforeEach(async () => {
  await holdPlaces(house)
  await importCsv(house, firms.join('\n'))
  const content = parse(
    readFileSync(join(projectFolder, 'packs/changzhou/monitoring/thresholds.yaml'), 'utf8'),
  )
  await house.asSystem(({ db, now }) =>
    upsertMonitoringRules(db, { city: '320400', version: content.version, content }, now),
  )
})
const told = async () =>
  (
    await bodyOf(
      house.send('GET', `/api/monitoring/reports?${scope}`, undefined, await house.signIn('chain_office')),
    )
  ).items
const raised = async () =>
  (
    await bodyOf(
      house.send('GET', `/api/monitoring/alerts?${scope}`, undefined, await house.signIn('chain_office')),
    )
  ).items

test('D01: a file of monthly reports is kept line by line, lines of one firm are one report, thresholds raise alerts', async () => {
  const report = await file([
    '常州甲机械有限公司,2026-09,1200,82,2,1,正常,轴承,30',
    '常州甲机械有限公司,2026年9月,,,,,,钢材,3',
    '常州乙材料有限公司,2026-09,,45,,,受阻,,',
  ])
  expect(report).toMatchObject({ rows: 3, created: 2, joined: 1, refused: 0, problems: [] })
  const [first, second] = await told()
  expect([first, second].map(({ name, via }) => [name, via]).sort()).toEqual([
    ['常州乙材料有限公司', 'import'],
    ['常州甲机械有限公司', 'import'],
  ])
  const whole = [first, second].find(({ name }) => name === '常州甲机械有限公司')
  expect(whole).toMatchObject({ ordersFen: '1200000000', capacityUseRatio: 0.82, singleSources: 1 })
  expect(whole.stock).toEqual([
    { input: '轴承', nodeId: null, days: 30 },
    { input: '钢材', nodeId: null, days: 3 },
  ])
  expect((await raised()).map(({ title }: { title: string }) => title).sort()).toEqual([
    '产能利用率偏低',
    '关键投入库存不足',
    '物流中断',
  ])
  const again = await file([
    '常州甲机械有限公司,2026-09,1200,82,2,1,正常,轴承,30',
    '常州甲机械有限公司,2026年9月,,,,,,钢材,3',
    '常州乙材料有限公司,2026-09,,45,,,受阻,,',
    '',
  ])
  expect(again).toMatchObject({ created: 0, unchanged: 3, importId: null })
})

test('each bad line is told with its column; the good ones stand', async () => {
  const good = '常州乙材料有限公司,2026-09,100,60,1,0,正常,,'
  const report = await file([
    good,
    '蓬莱不存在有限公司,2026-09,100,60,1,0,正常,,',
    '常州甲机械有限公司,上月,100,60,1,0,正常,,',
    '常州甲机械有限公司,2026-08,一百,300,负一,1.5,还行,,30',
    '常州甲机械有限公司,2199-01,100,60,1,0,正常,,',
    '常州甲机械有限公司,2026-13,100,60,1,0,正常,,',
    ',2026-09,100,60,1,0,正常,,',
    '常州乙材料有限公司,2026-09,101,60,1,0,正常,,',
  ])
  expect(report).toMatchObject({ created: 1, refused: 7 })
  expect(report.problems.map(({ line, column, code }) => [line, column, code])).toEqual([
    [3, null, 'risk.import_no_firm'],
    [4, '报送期', 'risk.import_period'],
    [5, '订单（万元）', 'risk.import_number'],
    [5, '产能利用率（%）', 'risk.import_capacity'],
    [5, '到货延误', 'risk.import_number'],
    [5, '单一来源', 'risk.import_number'],
    [5, '物流', 'risk.import_logistics'],
    [5, '关键投入', 'risk.import_input_empty'],
    [6, null, 'risk.report_too_early'],
    [7, null, 'risk.report_period'],
    [8, '企业名称', 'risk.import_firm_empty'],
    [9, null, 'risk.import_clash'],
  ])
  expect(await told()).toHaveLength(1)
})

test('an import undone gives back what it replaced and takes its alerts with it, except where somebody took one up', async () => {
  await file(['常州甲机械有限公司,2026-09,900,82,2,1,正常,轴承,30'], 'first.csv')
  const second = await file(
    ['常州甲机械有限公司,2026-09,1000,40,2,1,正常,,', '常州乙材料有限公司,2026-09,100,45,,,,,'],
    'second.csv',
  )
  expect(second).toMatchObject({ created: 1, joined: 1 })
  expect(second.problems).toMatchObject([{ line: 2, code: 'risk.import_replaces' }])
  const alerts = await raised()
  expect(alerts).toHaveLength(2)
  const office = await house.signIn('chain_office')
  const taken = alerts.find(({ organisationName }: { organisationName: string }) =>
    organisationName.includes('乙'),
  )
  const act = { action: 'take', comment: '电话核实', cause: '检修', owner: '张三' }
  expect((await house.send('POST', `/api/monitoring/alerts/${taken.id}/acts`, act, office)).status).toBe(200)
  const undone = await bodyOf(house.send('POST', `/api/imports/${second.importId}/undo`, {}, office))
  expect(undone).toMatchObject({ withdrawn: { reports: 2, alerts: 1 }, restored: 1, keptCount: 1 })
  const left = await told()
  expect(left).toHaveLength(1)
  expect(left[0]).toMatchObject({ ordersFen: '900000000', capacityUseRatio: 0.82 })
  expect((await raised()).map(({ id }: { id: string }) => id)).toEqual([taken.id])
})

test('reports undone in the order in which they came leave what stood first', async () => {
  const line = (orders: number) => [`常州甲机械有限公司,2026-09,${orders},82,2,1,正常,,`]
  await file(line(1), 'a.csv')
  const b = await file(line(2), 'b.csv')
  const c = await file(line(3), 'c.csv')
  const office = await house.signIn('chain_office')
  await house.send('POST', `/api/imports/${b.importId}/undo`, {}, office)
  expect((await told())[0].ordersFen).toBe('3000000')
  await house.send('POST', `/api/imports/${c.importId}/undo`, {}, office)
  expect((await told()).map(({ ordersFen }: { ordersFen: string }) => ordersFen)).toEqual(['1000000'])
})

test('a file over HTTP needs purpose, readers and end; consent withdrawn, its reports and alerts are gone and can be told anew', async () => {
  const office = await house.signIn('chain_office', { cityCode: '320400' })
  const csv = { name: 'r.csv', bytes: `${header}\n常州甲机械有限公司,2026-09,900,40,2,1,正常,,\n` }
  const options = { kind: 'monitoring_reports', dataset: 'held' } as const
  const preview = await importOverHttp(house, office, 'check', csv, options)
  expect(preview.preview).toMatchObject({ created: 1, confides: true })
  await expect(importOverHttp(house, office, 'run', csv, options)).rejects.toThrow('consent_missing')
  const consent = { purpose: '监测', readers: ['chain_office' as const], validUntil: null }
  const run = await importOverHttp(house, office, 'run', csv, { ...options, consent })
  expect(run).toMatchObject({ state: 'done' })
  expect([(await told()).length, (await raised()).length]).toEqual([1, 1])
  await house.asSystem(({ db }) => sql`update access.consent set withdrawn_at = now()`.execute(db))
  expect([(await told()).length, (await raised()).length]).toEqual([0, 0])
  expect(await file(['常州甲机械有限公司,2026-09,900,40,2,1,正常,,'], 'anew.csv')).toMatchObject({
    created: 1,
  })
  expect([(await told()).length, (await raised()).length]).toEqual([1, 1])
})

test.each(['zh', 'en'])('the template in %s reads back whole', async (lang) => {
  const office = await house.signIn('chain_office')
  const path = '/api/imports/templates?kind=monitoring_reports&format=csv'
  const answer = await house.app.request(path, { headers: { cookie: office, 'accept-language': lang } })
  const csv = { name: 't.csv', bytes: Buffer.from(await answer.arrayBuffer()) }
  const options = { kind: 'monitoring_reports', dataset: 'held' } as const
  const { preview } = await importOverHttp(house, office, 'check', csv, options)
  expect(preview?.mapping.every(({ field }) => field !== null)).toBe(true)
  // Its invented firm is the one thing that is not held.
  expect(preview?.problems.map(({ code }) => code)).toEqual(['risk.import_no_firm'])
})

test('a firm of another city than the reader’s is refused', async () => {
  const zhuzhou = await house.signIn('chain_office', { cityCode: '430200' })
  const csv = { name: 'r.csv', bytes: `${header}\n常州甲机械有限公司,2026-09,900,40,2,1,正常,,\n` }
  const options = { kind: 'monitoring_reports', dataset: 'held' } as const
  const job = await importOverHttp(house, zhuzhou, 'check', csv, options)
  expect(job.preview).toMatchObject({ refused: 1, problems: [{ code: 'risk.report_other_city' }] })
})
