import { beforeAll, expect, test } from 'vitest'
import { bodyOf, signedInApp } from '../../access/fixtures.ts'
import { holdPlaces } from '../../registry/fixtures.ts'
import { holdFirms } from '../fixtures.ts'
import { ensureDemoPolicies } from '../service/demo.ts'
import { changzhou, holdCases } from './fixtures.ts'

const house = signedInApp({ keepBetweenTests: true })
let office = ''
let firms: string[] = []
const wan = 1_000_000n

beforeAll(async () => {
  await holdPlaces(house)
  await holdCases(house)
  const figures = {
    has_national_core_project: true,
    national_grant: 600n * wan,
    district_talent_award: 80n * wan,
  }
  const names = Array.from({ length: 10 }, (_, i) => ({ name: `演示申报${i}厂`, figures }))
  firms = await holdFirms(house, names, 'demo')
  await house.asSystem((ctx) => ensureDemoPolicies(ctx))
  office = await house.signIn('chain_office', { cityCode: changzhou })
}, 90_000)

const get = (path: string, cookie = office) =>
  bodyOf(
    house.send(
      'GET',
      `/api/policy${path}${path.includes('?') ? '&' : '?'}city=${changzhou}&dataset=demo`,
      undefined,
      cookie,
    ),
  )
const statesOf = ({ items }: { items: { state: string }[] }) => items.map(({ state }) => state).sort()

test('the demo city shows an application at every step, a list of 免申即享, two calls, an agreement, and a fund that pays', async () => {
  expect(statesOf(await get('/applications'))).toEqual([
    'checking',
    'deciding',
    'deciding',
    'deciding',
    'deciding',
    'declined',
    'paid',
    'paying',
    'public_notice',
    'returned',
    'submitted',
  ])
  const grants = await get('/grants')
  expect(statesOf(grants)).toEqual(['offering'])
  expect(grants.items[0]).toMatchObject({ lines: 10, totalFen: String(800n * wan) })
  expect(statesOf(await get('/calls'))).toEqual(['announced', 'reviewing'])
  expect(statesOf(await get('/agreements'))).toEqual(['negotiating'])
  // Half of 6 million each: one paid half, one whole; both planned in full.
  const { items } = await get('/funds')
  const years = [items[0].committedFen, items[0].paidFen]
  expect(years.every((fen: string) => BigInt(fen) <= 600n * wan)).toBe(true)
})

test('each of them opens with figures that add up, and every one is marked as demo', async () => {
  const { items } = await get('/applications')
  for (const { id, state } of items) {
    const one = await get(`/applications/${id}`)
    expect(one.dataset).toBe('demo')
    if (state === 'paid') {
      expect(one.payouts[0]).toMatchObject({ amountFen: String(300n * wan), recoveredFen: String(30n * wan) })
      const told = await get(`/statement/${one.organisation.id}`)
      // Its application of 3 million, and the line of 0.8 million that it accepted and that is not paid yet.
      expect(told.totals).toMatchObject({
        grantedFen: String(380n * wan),
        paidFen: String(300n * wan),
        recoveredFen: String(30n * wan),
        reliefFen: String(125_000_000n + 86_400_000n),
        reliefsUnknown: 1,
      })
    }
  }
})

test('the home of a demo firm shows its draft; a second start changes nothing; held data has none of it', async () => {
  const cookie = await house.signIn('firm', { organisationId: firms[0]!, cityCode: changzhou })
  expect(statesOf(await get('/applications?view=mine', cookie))).toContain('draft')
  await house.asSystem((ctx) => ensureDemoPolicies(ctx))
  expect((await get('/applications')).items).toHaveLength(11)
  const held = await bodyOf(
    house.send('GET', `/api/policy/applications?city=${changzhou}&dataset=held`, undefined, office),
  )
  expect(held.items).toEqual([])
})
