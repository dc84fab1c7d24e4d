import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { bodyOf, signedInApp } from '../access/fixtures.ts'
import { holdFirm, holdPlaces, holdVocabularies, importCsv } from './fixtures.ts'

describe('merging and splitting by hand', () => {
  const house = signedInApp()
  let kept = ''
  let other = ''
  let office = ''
  const post = async (path: string, body: unknown, cookie = office) => {
    const answer = await house.send('POST', path, body, cookie)
    return { status: answer.status, body: await bodyOf(answer) }
  }
  const get = async (path: string, cookie = office) => bodyOf(house.send('GET', path, undefined, cookie))
  const digest = async () => {
    const tables = [
      'organisation',
      'identifier',
      'fact',
      'product',
      'figure',
      'title',
      'former_name',
      'size_class',
      'tag',
    ]
    const parts: string[] = []
    for (const table of tables) {
      const rows = await house.asSystem(async ({ db }) => {
        const drop = `- 'updated_at' - 'computed_at'`
        return (
          await sql<{
            row: string
          }>`${sql.raw(`select (to_jsonb(t) ${drop})::text as row from registry.${table} t order by 1`)}`.execute(
            db,
          )
        ).rows.map(({ row }) => row)
      })
      parts.push(`${table}: ${rows.join('|')}`)
    }
    return parts
  }
  const figure = (id: string, value: string, sourceKind: string, source: string, name = 'revenue') =>
    post(`/api/organisations/${id}/figures`, {
      figures: [{ name, period: '2023', value }],
      source,
      sourceKind,
    })

  beforeEach(async () => {
    await holdPlaces(house)
    await holdVocabularies(house)
    office = await house.signIn('chain_office')
    const header = '企业名称,统一社会信用代码,注册地址,主营产品\n'
    await importCsv(
      house,
      `${header}甲机械有限公司,91320505Y4CL12TH81,,齿轮、轴承\n溪口齿轮配件厂,,湖南省株洲市石峰区一路,轴承、齿圈\n`,
    )
    kept = await holdFirm(house, { name: '甲机械有限公司' })
    other = await holdFirm(house, { name: '溪口齿轮配件厂' })
    await figure(kept, '8000万元', 'spreadsheet', '表一')
    await figure(other, '9000万元', 'department_list', '统计局')
    await figure(other, '300', 'department_list', '统计局', 'employees')
    const titles = [{ title: '高新技术企业', granted: '2022-12-01' }]
    for (const id of [kept, other])
      await post(`/api/organisations/${id}/titles`, { titles, source: '名录', sourceKind: 'department_list' })
  })

  test('everything follows, the better source counts, gaps are filled, and undoing gives back exactly what was', async () => {
    const before = await digest()
    const merged = await post('/api/organisations/merge', { keptId: kept, otherId: other, reason: '同一家' })
    expect(merged).toMatchObject({
      status: 200,
      body: { kind: 'merge', keptId: kept, otherId: other, undoneAt: null },
    })
    expect(merged.body.asideCount).toBe(3) // the product 轴承, the title from the same list, and the size class
    const firm = await get(`/api/organisations/${kept}`)
    expect(firm).toMatchObject({
      address: '湖南省株洲市石峰区一路',
      districtName: '石峰区',
      formerNames: ['溪口齿轮配件厂'],
    })
    expect(firm.products.sort()).toEqual(['轴承', '齿圈', '齿轮'])
    const { facts } = await get(`/api/organisations/${kept}/sources`)
    const revenue = facts.find(({ field }: { field: string }) => field === 'revenue')
    expect(revenue).toMatchObject({ reason: 'higher_source' })
    expect(revenue.candidates.map((c: { value: string; counts: boolean }) => [c.value, c.counts])).toEqual(
      expect.arrayContaining([
        ['9000000000', true],
        ['8000000000', false],
      ]),
    )
    expect((await house.send('GET', `/api/organisations/${other}`, undefined, office)).status).toBe(404)
    expect(await get(`/api/organisations/${other}/now`)).toEqual({ id: kept, name: '甲机械有限公司' })
    const undone = await post(`/api/joins/${merged.body.id}/undo`, { reason: '弄错了' })
    expect(undone.body.undoneBy).toBe('chain-office.none.all')
    expect(await digest()).toEqual(before)
    const again = await post(`/api/joins/${merged.body.id}/undo`, { reason: '再来' })
    expect(again).toMatchObject({ status: 409, body: { code: 'registry.join_undone_already' } })
  })

  test('entries of the libraries, projects, notices, tags and lines of ledgers follow, and come back on undo', async () => {
    const city = '430200'
    const owner = house.database.owner
    const ids = { kept: BigInt(kept), other: BigInt(other) }
    await sql`insert into registry.library_entry (dataset, city_code, kind, name, name_normalised, state, life_version,
      organisation_id, organisation_name, source, recorded_by, created_at, updated_at)
      values ('held', ${city}, 'tech-centre', '技术中心', '技术中心', 'recognised', 1, ${ids.other}, '溪口齿轮配件厂', '公告', 'x', now(),
        now())`.execute(owner)
    await sql`insert into registry.project (dataset, city_code, name, name_normalised, stage, life_version, organisation_id,
      source, recorded_by, created_at, updated_at)
      values ('held', ${city}, '二期', '二期', 'reserve', 1, ${ids.other}, '表', 'x', now(), now())`.execute(
      owner,
    )
    await sql`insert into access.notice (room, kind, params, path, dataset, to_organisation_id, created_at)
      values ('registry', 'x', '{}', '/x', 'held', ${ids.other}, now())`.execute(owner)
    await sql`insert into chains.tag_entry (dataset, city_code, grouping_id, list_id, subject_room, subject_kind, subject_id,
      name_as_written, source, recorded_by, recorded_at)
      values ('held', ${city}, 'g', 'l', 'registry', 'organisation', ${ids.other}, '溪口', '表', 'x', now()),
        ('held', ${city}, 'g', 'l', 'registry', 'project', ${ids.other}, '同号的项目', '表', 'x', now())`.execute(
      owner,
    )
    await sql`with l as (insert into network.ledger (dataset, organisation_id, city_code, year, name, is_whole, lines, refused,
      sha256, uploaded_by, uploaded_at)
      values ('held', ${ids.kept}, ${city}, 2023, 'a.csv', true, 1, 0, 'x', 'x', now()) returning id, organisation_id)
      insert into network.ledger_line (ledger_id, line, owner_id, supplier_text, supplier_id)
      select id, 1, organisation_id, '溪口', ${ids.other} from l`.execute(owner)
    const whose = async () => {
      const { rows } = await sql<{ place: string; id: string }>`
        select 'entry' as place, organisation_id::text as id from registry.library_entry
        union all select 'project', organisation_id::text from registry.project
        union all select 'notice', to_organisation_id::text from access.notice where path = '/x'
        union all select 'tag ' || subject_kind, subject_id::text from chains.tag_entry
        union all select 'ledger line', supplier_id::text from network.ledger_line order by 1`.execute(owner)
      return Object.fromEntries(rows.map(({ place, id }) => [place, id]))
    }
    const at = (id: string) => ({
      ...{ entry: id, project: id, notice: id, 'tag organisation': id, 'ledger line': id },
      'tag project': other, // the id of a project that happens to be the same number
    })
    expect(await whose()).toEqual(at(other))
    const { items } = await get(`/api/organisations/${other}/parts`)
    expect(JSON.stringify(items)).not.toContain('ledger_line')
    const merged = await post('/api/organisations/merge', { keptId: kept, otherId: other, reason: '同一家' })
    expect(merged.status).toBe(200)
    expect(await whose()).toEqual(at(kept))
    expect((await get(`/api/library/entries?dataset=held&organisation=${kept}`)).items).toMatchObject([
      { name: '技术中心', organisationName: '甲机械有限公司' },
    ])
    await post(`/api/joins/${merged.body.id}/undo`, { reason: '弄错了' })
    expect(await whose()).toEqual(at(other))
  })

  test('a row that waits beside an organisation that was merged stands beside the one it went into', async () => {
    await importCsv(house, '企业名称\n溪口齿轮配件\n')
    const waiting = async () => (await get('/api/imports/reviews?dataset=held')).items
    const [before] = await waiting()
    expect(before.candidates).toMatchObject([{ organisationId: other }])
    await post('/api/organisations/merge', { keptId: kept, otherId: other, reason: '同一家' })
    const [row] = await waiting()
    expect(row.candidates).toMatchObject([{ organisationId: kept, name: '甲机械有限公司' }])
    const rows = [{ importId: row.importId, line: row.line }]
    const decided = await post('/api/imports/reviews', { rows, decision: 'same' })
    expect(decided).toMatchObject({ status: 200, body: { decided: 1 } })
    expect(await waiting()).toEqual([])
  })

  test('two different valid codes are never one, and nothing is half done', async () => {
    const second = await holdFirm(house, { name: '乙公司机械厂', creditCode: '914403001922038216' })
    const before = await digest()
    const refused = await post('/api/organisations/merge', { keptId: kept, otherId: second, reason: '试' })
    expect(refused).toMatchObject({ status: 409, body: { code: 'registry.merge_two_codes' } })
    expect(await digest()).toEqual(before)
  })

  test('an organisation is not merged with itself, nor held with invented data', async () => {
    const demo = await holdFirm(house, { name: '演示公司一', dataset: 'demo' })
    expect(
      (await post('/api/organisations/merge', { keptId: kept, otherId: kept, reason: '试' })).status,
    ).toBe(400)
    expect(
      (await post('/api/organisations/merge', { keptId: kept, otherId: demo, reason: '试' })).status,
    ).toBe(400)
    expect(
      (await post('/api/organisations/merge', { keptId: kept, otherId: '999999', reason: '试' })).status,
    ).toBe(404)
  })

  test('chosen parts come out under a name of their own, and go back in', async () => {
    const before = await digest()
    const { items } = await get(`/api/organisations/${kept}/parts`)
    const gears = items.filter(
      ({ what, text }: { what: string; text: string }) => what === '产品' && text.includes('齿轮'),
    )
    expect(gears).toHaveLength(1)
    const rows = gears.map(({ table, key }: { table: string; key: unknown }) => ({ table, key }))
    const split = await post(`/api/organisations/${kept}/split`, {
      name: '甲齿轮有限公司',
      reason: '两家',
      rows,
    })
    expect(split).toMatchObject({
      status: 200,
      body: { kind: 'split', movedCount: 1, otherName: '甲齿轮有限公司' },
    })
    expect((await get(`/api/organisations/${split.body.otherId}`)).products).toEqual(['齿轮'])
    expect((await get(`/api/organisations/${kept}`)).products).toEqual(['轴承'])
    await post(`/api/joins/${split.body.id}/undo`, { reason: '还是一家' })
    expect(await digest()).toEqual(before)
  })

  test('every table of the house that points to an organisation can be followed: it has a key', async () => {
    const keyless = await house.asSystem(async ({ db }) => {
      const { rows } = await sql<{ tbl: string; keyColumns: string[] }>`
        select tbl::text, key_columns::text[] from registry.organisation_references()`.execute(db)
      expect(rows.length).toBeGreaterThan(10)
      return rows.filter(({ keyColumns }) => keyColumns.length === 0).map(({ tbl }) => tbl)
    })
    expect(keyless).toEqual([])
  })
})
