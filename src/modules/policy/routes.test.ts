import { beforeAll, describe, expect, test } from 'vitest'
import { bodyOf, signedInApp } from '../access/fixtures.ts'
import { holdPlaces } from '../registry/fixtures.ts'
import { holdFirms, holdPolicies } from './fixtures.ts'

const wan = 1_000_000n

describe('a firm and the policies of its city', () => {
  const house = signedInApp({ keepBetweenTests: true })
  const at: { near: string; granted: string; blank: string } = { near: '', granted: '', blank: '' }
  let office = ''
  beforeAll(async () => {
    await holdPlaces(house)
    await holdPolicies(house, 'changzhou')
    const titles = [{ name: '市级专精特新', grantedOn: '2024-01-01' }]
    const [near, granted, blank] = await holdFirms(house, [
      { name: '还差设备', titles, figures: { equipment: 4_580n * wan, major_project_award: 300n * wan } },
      { name: '已经达到', titles, figures: { equipment: 5_000n * wan, major_project_award: 300n * wan } },
      { name: '什么都没有' },
    ])
    Object.assign(at, { near, granted, blank })
    office = await house.signIn('chain_office')
  }, 60_000)

  const assess = (id: string, cookie = office) =>
    house.send('GET', `/api/policy/firms/${id}?on=2026-03-01`, undefined, cookie)
  const clauseOf = async (id: string, clause: string) =>
    (await bodyOf(assess(id))).clauses.find((one: { clause: string }) => one.clause === clause)

  test('equipment of 45.8 million is 4.2 million short of 50 million: near, with the change that is needed', async () => {
    const told = await clauseOf(at.near, 'upgrade-as-major')
    expect(told).toMatchObject({ verdict: 'near', isCeiling: true, amountFen: null, ceilingFen: '0' })
    expect(told.cheapest.text).toContain('还差420万元')
    expect(told.cheapest.changes).toEqual([{ fact: 'equipment', to: '50000000', titles: [] }])
  })

  test('at 50 million it is granted, as a ceiling of 3 million and never as an amount', async () => {
    expect(await clauseOf(at.granted, 'upgrade-as-major')).toMatchObject({
      verdict: 'entitled',
      amountFen: null,
      ceilingFen: '300000000',
    })
  })

  test('a firm of which nothing is known lacks data, which is told by name, and is refused nothing', async () => {
    const told = await clauseOf(at.blank, 'upgrade-as-major')
    expect(told.verdict).toBe('insufficient_data')
    expect(told.missing.map((one: { name: string }) => one.name)).toEqual(
      expect.arrayContaining(['titles', 'equipment']),
    )
  })

  test('the simulator shows the grant and stores nothing', async () => {
    const path = `/api/policy/firms/${at.near}/what-if`
    const answer = await house.send(
      'POST',
      path,
      { on: '2026-03-01', facts: { equipment: '5000万元' } },
      office,
    )
    expect(answer.status).toBe(200)
    const { clauses } = await bodyOf(answer)
    const told = clauses.find((one: { clause: string }) => one.clause === 'upgrade-as-major')
    expect(told).toMatchObject({ verdict: 'entitled', ceilingFen: '300000000' })
    expect((await clauseOf(at.near, 'upgrade-as-major')).verdict).toBe('near')
  })

  test('a value that cannot be read is told with its field, an unknown fact too', async () => {
    const facts = { equipment: '很多', nothing: '1' }
    const answer = await house.send('POST', `/api/policy/firms/${at.near}/what-if`, { facts }, office)
    expect(answer.status).toBe(400)
    const { fields } = await bodyOf(answer)
    expect(fields.map((one: { field: string }) => one.field)).toEqual(['facts.equipment', 'facts.nothing'])
  })

  test('a firm sees its own page and no other', async () => {
    const firm = await house.signIn('firm', { organisationId: at.near })
    expect((await assess(at.near, firm)).status).toBe(200)
    const other = await assess(at.granted, firm)
    expect([other.status, (await bodyOf(other)).code]).toEqual([404, 'policy.not_own_firm'])
  })

  test.each([
    ['chain_office', 200],
    ['administrator', 200],
    ['department', 403],
    ['bank', 403],
    ['auditor', 403],
  ] as const)('a %s who opens a firm is answered %i', async (role, status) => {
    expect((await assess(at.near, await house.signIn(role))).status).toBe(status)
  })

  test('the library lists the policies of the city with their clauses', async () => {
    const { documents } = await bodyOf(
      house.send('GET', '/api/policy/documents?city=320400', undefined, office),
    )
    const quality = documents.find((one: { id: string }) => one.id === 'changzhou-industry-quality')
    expect(quality).toMatchObject({ clauses: 8, version: 1, needsVerification: true, areaCode: '320400' })
  })
})
