import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { creditCodeCheckCharacter } from '../../../kernel/credit-code.ts'
import { bodyOf, type SignedInApp, signedInApp } from '../../access/fixtures.ts'
import { holdPlaces, importCsv } from '../fixtures.ts'
import type { ImportReview, ReviewDecision } from '../model.ts'

const house = signedInApp()
beforeEach(() => holdPlaces(house))

const header = '企业名称,统一社会信用代码,注册地址,行业,主营产品\n'
const codeA = '91320505Y4CL12TH81'
const codeB = `91430200MA4L00001${creditCodeCheckCharacter('91430200MA4L00001')}`
const held = `${header}株洲联诚集团控股股份有限公司,${codeA},湖南省株洲市石峰区,轨道装备,齿轮箱\n`
const file = (fileName: string) => ({
  options: { dataset: 'held', fileName, partner: null } as const,
})

async function reviews(cookie: string, query = ''): Promise<ImportReview[]> {
  const page = await bodyOf(house.send('GET', `/api/imports/reviews?dataset=held${query}`, undefined, cookie))
  return page.items
}
const decide = (cookie: string, decision: ReviewDecision) =>
  house.send('POST', '/api/imports/reviews', decision, cookie)
const undo = (cookie: string, importId: string) =>
  house.send('POST', `/api/imports/${importId}/undo`, {}, cookie)

/** Everything the registry holds of organisations, so that two states can be compared. */
async function registerOf({ database }: SignedInApp) {
  const { rows } = await sql`
    select o.name, o.address, o.industry, o.city_code, o.lng, o.lat, o.position_precision,
      (select jsonb_agg(f.field || '=' || f.value order by f.field, f.value) from registry.fact f
        where f.organisation_id = o.id) as facts,
      (select jsonb_agg(p.name order by p.name) from registry.product p where p.organisation_id = o.id) as products,
      (select jsonb_agg(i.kind || '=' || i.value order by i.kind, i.value) from registry.identifier i
        where i.organisation_id = o.id) as identifiers
    from registry.organisation o order by o.name, o.id`.execute(database.owner)
  return rows
}

describe('three bands', () => {
  test('a short name waits beside its candidate with what speaks for it; same joins and is remembered', async () => {
    const cookie = await house.signIn('chain_office')
    await importCsv(house, held)
    const report = await importCsv(house, `${header}株洲联诚控股,,,,轴承\n`, file('second.csv'))
    expect(report).toMatchObject({ waiting: 1, review: 1, created: 0 })
    const [row] = await reviews(cookie)
    expect(row).toMatchObject({ title: '株洲联诚控股', line: 2, file: 'second.csv', state: 'open' })
    expect(row!.candidates[0]).toMatchObject({
      name: '株洲联诚集团控股股份有限公司',
      veto: null,
      creditCode: codeA,
    })
    expect(row!.candidates[0]!.parts.find(({ part }) => part === 'brand')!.weight).not.toBe(0)
    expect(row!.values.map(({ field, value }) => [field, value])).toContainEqual(['products', '轴承'])

    const rows = [{ importId: row!.importId, line: row!.line }]
    const outcome = await bodyOf(decide(cookie, { rows, decision: 'same' }))
    expect(outcome).toEqual({ decided: 1, followed: 0, created: 0, joined: 1, unchanged: 0 })
    expect(await reviews(cookie)).toEqual([])
    const stored = await bodyOf(house.send('GET', `/api/imports/${report.importId}`, undefined, cookie))
    expect(stored).toMatchObject({ waiting: 0, review: 0, joined: 1, problems: [], accepted: 1 })

    const third = await importCsv(house, `${header}株洲联诚控股,,,,密封件\n`, file('third.csv'))
    expect(third).toMatchObject({ joined: 1, waiting: 0 })
    expect((await registerOf(house)).length).toBe(1)
    expect((await decide(cookie, { rows, decision: 'same' })).status).toBe(409)
  })

  test('new opens an organisation, rows of the same name in other files follow, and the next file knows', async () => {
    const cookie = await house.signIn('chain_office')
    await importCsv(house, held)
    const first = await importCsv(house, `${header}株洲联诚控股,,,,轴承\n`, file('a.csv'))
    await importCsv(house, `${header}株洲联诚控股,,,,垫片\n`, file('b.csv'))
    const rows = [{ importId: first.importId!, line: 2 }]
    const outcome = await bodyOf(decide(cookie, { rows, decision: 'new' }))
    expect(outcome).toMatchObject({ decided: 1, followed: 1, created: 1, joined: 1 })
    const again = await importCsv(house, `${header}株洲联诚控股,,,,管件\n`, file('c.csv'))
    expect(again).toMatchObject({ joined: 1, created: 0, waiting: 0 })
    expect((await registerOf(house)).length).toBe(2)
  })

  test('different takes the candidate away for good; later puts the row at the end', async () => {
    const cookie = await house.signIn('chain_office')
    await importCsv(house, held)
    const first = await importCsv(house, `${header}株洲联诚控股,,,,轴承\n`, file('a.csv'))
    const rows = [{ importId: first.importId!, line: 2 }]
    await decide(cookie, { rows, decision: 'later' })
    expect((await reviews(cookie))[0]).toMatchObject({ state: 'later' })
    const organisationId = (await reviews(cookie))[0]!.candidates[0]!.organisationId
    await decide(cookie, { rows, decision: 'different', organisationId })
    expect((await reviews(cookie))[0]!.candidates).toEqual([])
    expect((await decide(cookie, { rows, decision: 'same' })).status).toBe(409)
    const next = await importCsv(house, `${header}株洲联诚控股,,,,垫片\n`, file('b.csv'))
    expect(next).toMatchObject({ waiting: 0, created: 1 })
  })

  test('two different valid codes never become one, also when a person says so', async () => {
    const cookie = await house.signIn('chain_office')
    await importCsv(house, held)
    const report = await importCsv(
      house,
      `${header}株洲联诚集团控股股份有限公司,${codeB},,,\n`,
      file('b.csv'),
    )
    expect(report).toMatchObject({ waiting: 1, review: 1 })
    const [row] = await reviews(cookie)
    expect(row!.candidates[0]).toMatchObject({ veto: 'code' })
    const rows = [{ importId: row!.importId, line: row!.line }]
    const organisationId = row!.candidates[0]!.organisationId
    const answer = await decide(cookie, { rows, decision: 'same', organisationId })
    expect(answer.status).toBe(409)
    expect((await bodyOf(answer)).code).toBe('registry.review_cannot')
    expect(await bodyOf(decide(cookie, { rows, decision: 'new' }))).toMatchObject({ created: 1 })
    expect((await registerOf(house)).length).toBe(2)
  })

  test('a row cannot be joined to an organisation of the other data set', async () => {
    const cookie = await house.signIn('chain_office')
    await importCsv(house, held)
    const demo = { options: { dataset: 'demo', fileName: 'd.csv', partner: null } as const }
    await importCsv(house, `${header}演示某某一号机械有限公司,,,,\n演示测试机械有限公司,,,,\n`, demo)
    const { rows: found } = await sql<{ id: bigint }>`
      select id from registry.organisation where dataset = 'demo'`.execute(house.database.owner)
    const report = await importCsv(house, `${header}株洲联诚控股,,,,轴承\n`, file('a.csv'))
    const rows = [{ importId: report.importId!, line: 2 }]
    const answer = await decide(cookie, { rows, decision: 'same', organisationId: String(found[0]!.id) })
    expect(answer.status).toBe(404)
  })
})

describe('undo', () => {
  const base = `${header}甲机械有限公司,${codeA},,,齿轮\n`
  const more = `${header}甲机械有限公司,${codeA},湖南省株洲市石峰区一路,轨道装备,齿轮、轴承\n乙电子有限公司,,江苏省常州市武进区,,电机\n`

  test('takes back what the import brought and gives back what stood before', async () => {
    const cookie = await house.signIn('chain_office')
    await importCsv(house, base, file('base.csv'))
    const before = await registerOf(house)
    const { importId } = await importCsv(house, more, file('more.csv'))
    expect((await registerOf(house)).length).toBe(2)
    const report = await bodyOf(undo(cookie, importId!))
    expect(report).toMatchObject({
      deletedCount: 1,
      keptCount: 0,
      restored: 1,
      deleted: [{ name: '乙电子有限公司' }],
    })
    expect(await registerOf(house)).toEqual(before)
    const second = await undo(cookie, importId!)
    expect(second.status).toBe(409)
    expect((await bodyOf(second)).code).toBe('registry.import_undone')
    const again = await importCsv(house, more, file('more.csv'))
    expect(again).toMatchObject({ created: 1, joined: 1 })
  })

  test('what another import brought too goes on under that one, its organisations stay and are named', async () => {
    const cookie = await house.signIn('chain_office')
    const first = await importCsv(house, base, file('base.csv'))
    await importCsv(house, more, file('more.csv'))
    const after = await registerOf(house)
    const report = await bodyOf(undo(cookie, first.importId!))
    expect(report).toMatchObject({ deletedCount: 0, keptCount: 1 })
    expect(report.kept[0]).toMatchObject({ name: '甲机械有限公司' })
    expect(report.kept[0].usedBy).toContain('registry.import')
    expect(await registerOf(house)).toEqual(after)
    const { rows } = await sql<{ source: string }>`
      select distinct source from registry.fact`.execute(house.database.owner)
    expect(rows.every(({ source }) => source.startsWith('《more.csv》'))).toBe(true)
  })

  test('a column that a later file also knew keeps that value; a value changed since stays', async () => {
    const cookie = await house.signIn('chain_office')
    await importCsv(house, base, file('base.csv'))
    const second = await importCsv(
      house,
      `${header}甲机械有限公司,,湖南省株洲市石峰区一路,,\n`,
      file('b.csv'),
    )
    await importCsv(house, `${header}甲机械有限公司,,湖南省长沙市二路,,\n`, file('c.csv'))
    await bodyOf(undo(cookie, second.importId!))
    expect((await registerOf(house))[0]).toMatchObject({ address: '湖南省长沙市二路', cityCode: '430100' })
  })

  test('takes reviewed rows back too, and forgets whom they opened', async () => {
    const cookie = await house.signIn('chain_office')
    await importCsv(house, held)
    const before = await registerOf(house)
    const report = await importCsv(
      house,
      `${header}株洲联诚控股,,,,轴承\n株洲联诚集团,,,,垫片\n`,
      file('a.csv'),
    )
    expect(report.waiting).toBe(2)
    const importId = report.importId!
    await decide(cookie, { rows: [{ importId, line: 2 }], decision: 'new' })
    const undone = await bodyOf(undo(cookie, importId))
    expect(undone).toMatchObject({ deletedCount: 1, closedReviews: 1 })
    expect(await registerOf(house)).toEqual(before)
    expect(await reviews(cookie)).toEqual([])
    expect(await importCsv(house, `${header}株洲联诚控股,,,,轴承\n`, file('b.csv'))).toMatchObject({
      waiting: 1,
    })
  })

  test('relations: replaced figures count again, the relations go, organisations they stand on stay', async () => {
    const cookie = await house.signIn('chain_office')
    const firms = await importCsv(house, `${header}甲机械有限公司,,,,\n乙电子有限公司,,,,\n`, file('f.csv'))
    const relation = (share: number) =>
      `采购方名称,供应商名称,年度,占比（%）\n甲机械有限公司,乙电子有限公司,2024,${share}\n`
    const kind = { kind: 'relations', ...file('r.csv') }
    const first = await importCsv(house, relation(10), kind)
    const second = await importCsv(house, relation(12), kind)
    expect(second).toMatchObject({ joined: 1 })
    const shares = async () =>
      (
        await sql<{ sharePpm: number; current: boolean }>`
          select share_ppm, superseded_at is null as current from network.supply_link order by id`.execute(
          house.database.owner,
        )
      ).rows
    await bodyOf(undo(cookie, second.importId!))
    expect(await shares()).toEqual([{ sharePpm: 100_000, current: true }])
    const kept = await bodyOf(undo(cookie, firms.importId!))
    expect(kept).toMatchObject({ deletedCount: 0, keptCount: 2 })
    await bodyOf(undo(cookie, first.importId!))
    expect(await shares()).toEqual([])
  })
})
