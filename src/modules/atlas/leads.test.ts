import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { chinaDay } from '../../kernel/china-day.ts'
import { bodyOf, signedInApp } from '../access/fixtures.ts'
import { holdAtlasPacks, holdFirms } from './fixtures.ts'
import { atlasIndicatorSource } from './index.ts'

const city = '430200'
const scope = `city=${city}&dataset=held`
const newLead = {
  ...{ city, dataset: 'held', chain: 'rail-transit', node: 'axle-bearing', kind: 'supplier' },
  ...{ title: '轴承配套', source: '产业链推介会', owner: '市商务局', requestKey: 'lead-0001' },
}
const path = '/api/atlas/leads'

describe('leads', () => {
  const house = signedInApp()
  let firms: string[] = []
  let office = ''
  beforeEach(async () => {
    await holdAtlasPacks(house)
    firms = await holdFirms(house, [
      {
        name: '洛阳轴承示例有限公司',
        cityCode: '410300',
        lng: 112.45,
        lat: 34.62,
        nodes: ['axle-bearing', 'axle'],
      },
    ])
    office = await house.signIn('chain_office', { cityCode: city })
  }, 120_000)
  const make = (more: object = {}, cookie = office) =>
    house.send('POST', path, { ...newLead, organisationId: firms[0], ...more }, cookie)
  const step = (lead: { id: string; seen: number }, action: string, more: object = {}, cookie = office) =>
    house.send('POST', `${path}/${lead.id}/steps`, { seen: lead.seen, action, ...more }, cookie)

  test('C07: from a gap to a target firm, a lead with its reasons, step by step to landing', async () => {
    const targets = await bodyOf(
      house.send(
        'GET',
        `/api/atlas/targets?${scope}&chain=rail-transit&node=axle-bearing`,
        undefined,
        office,
      ),
    )
    expect(targets.items).toMatchObject([{ id: firms[0], evidence: 'stated', otherNodes: 1, leadId: null }])
    const made = await make()
    expect(made.status).toBe(201)
    let lead = await bodyOf(made)
    expect(lead.reasons.map(({ code }: { code: string }) => code)).toEqual(['makes_it', 'far', 'other_nodes'])
    expect(lead).toMatchObject({ state: 'found', phase: 'attract', owner: '市商务局', hasNoNextStep: true })
    for (const action of ['contact', 'visit', 'negotiate']) lead = await bodyOf(step(lead, action))
    const unnamed = await bodyOf(step(lead, 'sign'))
    expect([unnamed.code, unnamed.fields[0].field]).toEqual(['atlas.owner_for_sign', 'owner'])
    lead = await bodyOf(step(lead, 'sign', { owner: '市发改委' }))
    lead = await bodyOf(step(lead, 'land', { owner: '石峰区', happenedOn: chinaDay(new Date()) }))
    expect(lead).toMatchObject({ state: 'landed', landedOn: chinaDay(new Date()), actions: [] })
    expect(lead.history.map(({ state }: { state: string }) => state)).toEqual([
      ...['found', 'contacted', 'visited', 'negotiating', 'signed', 'landed'],
    ])
  })

  test('A19: 招推服: who attracts, who moves it on and who serves it stand side by side', async () => {
    let lead = await bodyOf(make())
    for (const action of ['contact', 'negotiate']) lead = await bodyOf(step(lead, action))
    lead = await bodyOf(step(lead, 'sign', { owner: '市发改委' }))
    expect(lead).toMatchObject({ phase: 'advance', owner: '市发改委' })
    lead = await bodyOf(step(lead, 'land', { owner: '石峰区' }))
    expect(lead.owners.map(({ phase, owner }: { phase: string; owner: string }) => [phase, owner])).toEqual([
      ['attract', '市商务局'],
      ['advance', '市发改委'],
      ['serve', '石峰区'],
    ])
  })

  test('a retry makes no second lead, a second lead on the same firm and node is refused, an older page changes nothing', async () => {
    const lead = await bodyOf(make())
    expect((await bodyOf(make())).id).toBe(lead.id)
    const again = await make({ requestKey: 'lead-0002' })
    expect([again.status, (await bodyOf(again)).code]).toEqual([409, 'atlas.lead_open'])
    await step(lead, 'contact')
    const stale = await step(lead, 'visit')
    expect([stale.status, (await bodyOf(stale)).code]).toEqual([409, 'atlas.lead_changed'])
    const list = await bodyOf(house.send('GET', `${path}?${scope}`, undefined, office))
    expect(list.items).toHaveLength(1)
  })

  test('what cannot be is refused in words, and nothing is written', async () => {
    const codes = []
    for (const [more, code] of [
      [{ organisationId: null }, 'atlas.firm_missing'],
      [{ organisationId: '999999' }, 'atlas.no_firm'],
      [{ chain: 'nothing' }, 'atlas.no_chain'],
      [{ node: 'nothing' }, 'atlas.no_node'],
      [{ chain: null }, 'atlas.node_without_chain'],
    ] as const)
      codes.push([(await bodyOf(make(more))).code, code])
    for (const [got, wanted] of codes) expect(got).toBe(wanted)
    const lead = await bodyOf(make())
    expect((await bodyOf(step(lead, 'sign', { owner: 'x' }))).code).toBe('atlas.step_refused')
    expect((await bodyOf(step(lead, 'lose', { comment: '无意向' }))).code).toBe('atlas.lost_reason_missing')
    expect((await bodyOf(step(lead, 'contact', { happenedOn: '2999-01-01' }))).code).toBe('atlas.day_ahead')
    expect((await bodyOf(step(lead, 'contact', { parkId: '999999' }))).code).toBe('atlas.no_park')
    const held = await bodyOf(house.send('GET', `${path}/${lead.id}`, undefined, office))
    expect([held.state, held.seen]).toEqual(['found', 0])
  })

  test('C18 C09 C10: funnel, lost reasons, suppliers landed by chain and segment beside target L17', async () => {
    let lead = await bodyOf(make({ size: 'small' }))
    for (const action of ['contact', 'negotiate']) lead = await bodyOf(step(lead, action))
    lead = await bodyOf(step(lead, 'sign', { owner: '市发改委' }))
    await step(lead, 'land', { owner: '石峰区', happenedOn: '2024-05-06' })
    const other = await bodyOf(
      make({
        requestKey: 'lead-0003',
        organisationId: null,
        firmName: '某外地公司',
        node: null,
        size: 'major',
      }),
    )
    await step(other, 'lose', { lostReason: 'cost', comment: '成本高' })
    const funnel = await bodyOf(house.send('GET', `${path}/funnel?${scope}`, undefined, office))
    expect(funnel.steps.map(({ reached }: { reached: number }) => reached)).toEqual([2, 1, 1, 1, 1, 1])
    expect(funnel.lost).toEqual([{ reason: 'cost', name: '成本', count: 1 }])
    const attracted = (from: string, to: string) =>
      bodyOf(house.send('GET', `${path}/attracted?${scope}&from=${from}&to=${to}`, undefined, office))
    const inside = await attracted('2023-01-01', '2024-12-31')
    expect(inside.suppliers).toMatchObject({
      count: 1,
      targets: [{ row: 'L17', value: '50', due: '2024-12-31' }],
    })
    expect(inside.suppliers.byChain[0]).toMatchObject({ chain: { id: 'rail-transit' }, count: 1 })
    expect(inside.suppliers.byChain[0].bySegment[0].segment.name.length).toBeGreaterThan(0)
    expect(inside.projects).toMatchObject({
      count: 0,
      targets: [{ row: 'L18', comparator: '>=', value: '50' }],
    })
    expect((await attracted('2024-05-07', '2024-12-31')).suppliers.count).toBe(0)
    const values = await house.asSystem((ctx) =>
      atlasIndicatorSource.compute(ctx, { cityCode: city, dataset: 'held', onDate: '2024-12-31' }),
    )
    expect(values.filter(({ value }) => value === '1').map(({ dimension }) => dimension)).toEqual([
      { kind: 'city', id: city },
      { kind: 'chain', id: 'rail-transit' },
    ])
  })

  test('a contact is kept with its day; what is due waits in the inbox of the office', async () => {
    const lead = await bodyOf(make({ nextStep: '电话约谈', nextOn: chinaDay(new Date()) }))
    const kept = await bodyOf(
      house.send(
        'POST',
        `${path}/${lead.id}/contacts`,
        { happenedOn: '2026-01-05', kind: 'call', note: '愿意来看' },
        office,
      ),
    )
    expect(kept.contacts).toMatchObject([{ happenedOn: '2026-01-05', kind: 'call', note: '愿意来看' }])
    const todo = await bodyOf(house.send('GET', `/api/todo?${scope}`, undefined, office))
    expect(todo.items.map(({ text }: { text: string }) => text)).toContain('招商线索“轴承配套”：电话约谈')
  })

  test('the reasons of a lead are told in the language of whoever reads, also of a firm far down the list', async () => {
    const many = await holdFirms(
      house,
      Array.from({ length: 55 }, (_, i) => ({
        ...{ name: `外地轴承示例${i}公司`, cityCode: '430100', lng: 112.95 + i / 1000, lat: 28.2 },
        ...{ nodes: ['axle-bearing'], evidence: 'stated' as const },
      })),
    )
    const lead = await bodyOf(make({ organisationId: many[54] }))
    expect(lead.reasons[0]).toEqual({ code: 'makes_it', text: '有来源说明它做这个环节的产品。' })
    const english = await bodyOf(
      house.app.request(`${path}/${lead.id}`, { headers: { cookie: office, 'accept-language': 'en' } }),
    )
    expect(english.reasons[0].text).toBe('A source says that it makes what this node is.')
  })

  test('a step keeps the day on which it happened; the same contact told again is one', async () => {
    let lead = await bodyOf(make())
    lead = await bodyOf(step(lead, 'contact', { happenedOn: '2026-01-04' }))
    expect(lead.history.map(({ happenedOn }: { happenedOn: string }) => happenedOn)).toEqual([
      ...[chinaDay(new Date()), '2026-01-04'],
    ])
    const contact = { happenedOn: '2026-01-05', kind: 'call', note: '愿意来看' }
    const contacts = `${path}/${lead.id}/contacts`
    await house.send('POST', contacts, contact, office)
    expect((await bodyOf(house.send('POST', contacts, contact, office))).contacts).toHaveLength(1)
    const other = { ...contact, kind: 'talk' }
    expect((await bodyOf(house.send('POST', contacts, other, office))).contacts).toHaveLength(2)
  })

  test('two offices at the same moment make one lead; a gap that is not there is refused', async () => {
    const both = await Promise.all([make({ requestKey: 'both-0001' }), make({ requestKey: 'both-0002' })])
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409])
    const unheld = await make({ requestKey: 'gap-00001', node: 'axle', gapId: '999999' })
    expect([unheld.status, (await bodyOf(unheld)).code]).toEqual([404, 'gaps.no_gap'])
  })

  test('a firm named as the owner is told nothing of a lead; an office is', async () => {
    const [firmId, officeId] = await holdFirms(house, [
      { name: '株洲责任示例公司', cityCode: city, lng: null, lat: null },
      { name: '株洲责任示例局', cityCode: city, lng: null, lat: null },
    ])
    await house.asSystem(({ db }) =>
      sql`update registry.organisation set kind = 'government' where id = ${officeId}`.execute(db),
    )
    await make({ owner: '株洲责任示例公司' })
    await make({ requestKey: 'lead-0009', node: 'axle', owner: '株洲责任示例局' })
    const told = await house.asSystem(({ db }) =>
      sql<{ id: string }>`select to_organisation_id::text as id from access.notice
        where kind = 'atlas.lead_named'`.execute(db),
    )
    expect(told.rows.map(({ id }) => id)).toEqual([officeId])
    expect(firmId).not.toBe(officeId)
  })

  test('what nobody recorded is unknown in the funnel and the indicators, not 0', async () => {
    const compute = () =>
      house.asSystem((ctx) =>
        atlasIndicatorSource.compute(ctx, { cityCode: city, dataset: 'held', onDate: '2024-12-31' }),
      )
    const signed = async () =>
      (await bodyOf(house.send('GET', `${path}/funnel?${scope}`, undefined, office))).signedFen
    // The pack of the city brings projects, none of them completed; leads nobody recorded.
    expect((await compute()).map(({ value, coverageRatio }) => [value, coverageRatio])).toEqual([
      [null, null],
      ['0', 1],
    ])
    await house.asSystem(({ db }) => sql`update registry.project set city_code = '430100'`.execute(db))
    expect((await compute()).map(({ value }) => value)).toEqual([null, null])
    expect(await signed()).toBe('0')
    let lead = await bodyOf(make())
    for (const action of ['contact', 'negotiate']) lead = await bodyOf(step(lead, action))
    lead = await bodyOf(step(lead, 'sign', { owner: '市发改委' }))
    expect(await signed()).toBeNull()
    const change = { seen: lead.seen, investmentFen: '12300' }
    expect((await house.send('PATCH', `${path}/${lead.id}`, change, office)).status).toBe(200)
    expect(await signed()).toBe('12300')
    expect((await compute()).map(({ value }) => value)).toEqual(['0', null])
    const audited = await house.asSystem(({ db }) =>
      sql<{ detail: { before: object } }>`select detail::jsonb from access.audit_entry
        where action = 'atlas.change_lead'`.execute(db),
    )
    expect(audited.rows[0]!.detail.before).toMatchObject({ investmentFen: null, owner: '市发改委' })
  })

  test('leads are for offices: by route and by hand-written SQL', async () => {
    const lead = await bodyOf(make())
    for (const [role, read, write] of [
      ['administrator', 200, 409],
      ['chain_leader', 200, 403],
      ['department', 200, 409],
      ['park', 200, 409],
      ['auditor', 200, 403],
      ['firm', 403, 403],
      ['leading_firm', 403, 403],
      ['bank', 403, 403],
      ['institute', 403, 403],
      ['provider', 403, 403],
    ] as const) {
      const cookie = await house.signIn(role)
      const got = await house.send('GET', `${path}/${lead.id}`, undefined, cookie)
      const put = await step({ id: lead.id, seen: 99 }, 'contact', {}, cookie)
      expect([role, got.status, put.status]).toEqual([role, read, write])
      const rows = await house.rowsSeenBy(role, 'atlas.lead')
      expect([role, rows]).toEqual([role, read === 200 ? 1 : 0])
      expect([role, await house.rowsSeenBy(role, 'atlas.lead_owner')]).toEqual([role, read === 200 ? 1 : 0])
    }
    const elsewhere = await house.signIn('department', { cityCode: '320400' })
    expect((await house.send('GET', `${path}/${lead.id}`, undefined, elsewhere)).status).toBe(403)
  })
})
