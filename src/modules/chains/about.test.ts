import { beforeEach, describe, expect, test } from 'vitest'
import { bodyOf, signedInApp } from '../access/fixtures.ts'
import { holdFirm } from '../registry/fixtures.ts'
import { loadProjectPacks } from './fixtures.ts'

describe('the page of a chain and the groupings over chains', () => {
  const house = signedInApp()
  let office = ''
  const city = '320400'
  const post = (path: string, body: unknown, cookie = office) => house.send('POST', path, body, cookie)
  const read = (path: string, cookie = office) => bodyOf(house.send('GET', path, undefined, cookie))

  beforeEach(async () => {
    await house.asSystem((ctx) => loadProjectPacks(ctx))
    office = await house.signIn('chain_office')
  })

  test('A06: the tier of a chain is unknown until an office states it with days and source', async () => {
    const about = (on = '2026-06-01') => read(`/api/chains/power-battery/about?city=${city}&on=${on}`)
    expect((await about()).tier).toBe(null)
    const tier = { city, subject: 'maturity', value: 'pillar', validFrom: '2026-01-01', source: '产业规划' }
    expect((await post('/api/chains/power-battery/statements', tier)).status).toBe(200)
    expect((await about()).tier).toBe('pillar')
    expect((await about('2025-12-31')).tier).toBe(null)
  })

  test('A06: landmarks are flags of their own, with source; an assumption says so', async () => {
    const carbon = await read(`/api/chains/advanced-carbon-materials/about?city=${city}`)
    expect(
      carbon.groupings.map((one: Record<string, unknown>) => [one.kind, one.id, one.isAssumption]),
    ).toEqual([['landmark', 'landmark-carbon-materials', false]])
    const older = await read(`/api/chains/carbon-materials/about?city=${city}&on=2020-01-01`)
    expect(older.groupings.find(({ kind }: { kind: string }) => kind === 'landmark').isAssumption).toBe(true)
  })

  test('A04: clusters are many to many; what the office records replaces the assumption of the pack', async () => {
    const high = () => read(`/api/chain-groupings/high-end-equipment?city=${city}`)
    expect(
      (await high()).chains.map((one: Record<string, unknown>) => [one.chainId, one.isAssumption]),
    ).toEqual([
      ['rail-transit', true],
      ['industrial-robots', true],
    ])
    const entry = { city, chainId: 'rail-transit', source: '集群名单', validFrom: '2023-01-01' }
    expect((await post('/api/chain-groupings/high-end-equipment/entries', entry)).status).toBe(200)
    const { chains, chainCount } = await high()
    expect(chainCount).toBe(2)
    expect(chains.map((one: Record<string, unknown>) => [one.chainId, one.isAssumption])).toEqual([
      ['industrial-robots', true],
      ['rail-transit', false],
    ])
    const end = { lastDay: '2024-12-31', source: '名单调整' }
    expect((await post(`/api/chain-grouping-entries/${chains[1].entryId}/end`, end)).status).toBe(200)
    expect((await high()).chains.find((one: { entryId: unknown }) => one.entryId).holds).toBe(false)
  })

  test('A03: 532 counts eight and names three; the named one that no catalogue holds stays in words', async () => {
    const strategy = await read(`/api/chain-groupings/strategy-532?city=${city}`)
    expect([strategy.statedCount, strategy.chainCount]).toEqual([8, 3])
    expect(strategy.chains.filter((one: { chainId: unknown }) => one.chainId === null)).toMatchObject([
      { name: '5G通信' },
    ])
  })

  test('A07: 双百 and 十百千 are lists of projects and firms; entries are firms of the register, dated, once', async () => {
    const firm = await holdFirm(house, { name: '甲机械有限公司', address: '江苏省常州市新北区一路' })
    const at = '/api/chain-groupings/three-in-one/entries'
    const entry = {
      city,
      listId: 'hundred-firms',
      subjectId: firm,
      source: '百家企业名单',
      validFrom: '2019-01-01',
    }
    await post(at, entry)
    const { lists } = await bodyOf(post(at, entry))
    const brief = lists.map((list: { id: string; statedCount: unknown; entries: unknown[] }) => [
      list.id,
      list.statedCount,
      list.entries.length,
    ])
    expect(brief).toEqual([
      ['hundred-projects', 100, 0],
      ['hundred-firms', 100, 1],
      ['ten-hundred-thousand', null, 0],
    ])
    expect(lists[1].entries[0]).toMatchObject({ name: '甲机械有限公司', subjectId: firm })
    const strange = await bodyOf(post(at, { ...entry, subjectId: '999999' }))
    expect([strange.status, strange.code]).toEqual([400, 'chains.no_subject'])
    // A firm of the held register does not enter a list of the demo city.
    expect((await bodyOf(post(at, { ...entry, dataset: 'demo' }))).code).toBe('chains.no_subject')
    expect((await bodyOf(post(at, { ...entry, listId: 'no-such' }))).code).toBe('chains.no_list')
    const written = { city, listId: 'hundred-projects', name: '某某技改项目', source: '百项名单' }
    expect((await post(at, written)).status).toBe(200)
  })

  test('A05: figures follow a chain through its renamings, oldest first, and other scopes are marked', async () => {
    const { line, series } = await read(`/api/chains/rail-transit/series?city=${city}`)
    expect(line.map((entry: Record<string, unknown>) => [entry.edition, entry.kinship])).toEqual([
      ['changzhou-2009', 'split'],
      ['changzhou-2013', 'same'],
      ['changzhou-2017', 'same'],
      ['changzhou-2022', 'same'],
    ])
    const share = series.find(({ indicator }: { indicator: string }) => indicator === 'sector-output-share')
    const rail = share.points.find(({ chainId }: { chainId: string }) => chainId === 'rail-transit')
    expect([rail.period, rail.value, rail.kinship]).toEqual(['2019', 2.9, 'same'])
  })

  test('A05: every edition stands with what its entries came from and became; an unnamed one says so', async () => {
    const { items } = await read(`/api/chain-catalogue?city=${city}`)
    const of = (edition: string, chainId: string | null) =>
      items.find((one: Record<string, unknown>) => one.edition === edition && one.chainId === chainId)
    const pv = of('changzhou-2013', 'photovoltaics')
    expect([pv.cameFrom[0].chainId, pv.cameFrom[0].kind]).toEqual(['new-energy', 'narrowed'])
    expect([pv.became[0].edition, pv.became[0].chainId, pv.became[0].kind]).toEqual([
      'changzhou-2017',
      'new-energy',
      'widened',
    ])
    expect(of('changzhou-2016', null)).toMatchObject({ name: null, statedCount: 10, namedCount: 0 })
    expect(of('changzhou-2013', 'general-aviation').cameFrom).toEqual([])
  })

  test('A08: directions by stage are kept with source and the body that had them studied', async () => {
    const bodies = (await read(`/api/chain-bodies?city=${city}`)).items
    const group = bodies.find(({ kind }: { kind: string }) => kind === 'leading_group')
    const stage = {
      city,
      stage: '近期',
      direction: '特色工艺',
      focus: '封测',
      source: '研究报告',
      bodyId: group.id,
    }
    const at = '/api/chains/integrated-circuits/directions'
    await post(at, stage)
    const { items } = await bodyOf(post(at, stage))
    expect(items).toMatchObject([{ stage: '近期', focus: '封测', bodyName: '集成电路产业发展领导小组' }])
    const about = await read(`/api/chains/integrated-circuits/about?city=${city}`)
    expect([about.bodies.length, about.directions.length, about.escalation.steps.length]).toEqual([2, 1, 2])
    expect((await bodyOf(post(at, { ...stage, stage: '远期', bodyId: '999999' }))).code).toBe(
      'chains.no_body',
    )
  })

  test('A01: the page tells for each role what was stated, by whom, and what is at fault today', async () => {
    const about = await read(`/api/chains/rail-transit/about?city=${city}`)
    const department = about.lines.find(({ subject }: { subject: string }) => subject === 'lead_department')
    expect(department.entries[0]).toMatchObject({ value: '常州市工业和信息化局', entryId: null, holds: true })
    expect(about.faults.map(({ role, kind }: { role: string; kind: string }) => [role, kind])).toEqual([
      ['leader', 'holder_unknown'],
    ])
  })

  test.each([
    ['chain_office', 200, 200],
    ['chain_leader', 200, 403],
    ['firm', 200, 403],
  ] as const)('%s reads groupings (%i) and records in them (%i)', async (who, reads, records) => {
    const cookie = await house.signIn(who)
    const answer = await house.send('GET', `/api/chain-groupings?city=${city}`, undefined, cookie)
    expect(answer.status).toBe(reads)
    const entry = { city, chainId: 'rail-transit', source: '集群名单' }
    const told = await post('/api/chain-groupings/high-end-equipment/entries', entry, cookie)
    expect(told.status).toBe(records)
  })
})
