import { beforeAll, describe, expect, test } from 'vitest'
import { bodyOf, signedInApp } from '../access/fixtures.ts'
import { loadProjectPacks } from './fixtures.ts'
import { generateDemoCity } from './service/demo-city.ts'

const scope = { city: '320400', dataset: 'demo' }
const chain = 'city=320400&dataset=demo&chain=rail-transit'
type Node = {
  weight: number
  statusValue: number | null
  hasSeveralOwners: boolean | null
  hasAlternates: boolean | null
  isHindered: boolean | null
}

describe('the index of self-reliance over HTTP', () => {
  const house = signedInApp({ keepBetweenTests: true })
  beforeAll(async () => {
    await loadProjectPacks(house.database)
    await house.asSystem((ctx) =>
      generateDemoCity(ctx, { city: '320400', firms: 900, links: 4_000, seed: 3 }),
    )
  }, 120_000)
  const open = async (role: 'chain_office' | 'firm') =>
    bodyOf(house.send('GET', `/api/gaps/resilience/chain?${chain}`, undefined, await house.signIn(role)))
  const partValue = (body: { parts: { id: string; value: number | null }[] }, id: string) =>
    body.parts.find((part) => part.id === id)!.value

  test('D17: what a department raised and nobody took up says nothing about flow', async () => {
    const office = await house.signIn('chain_office')
    const map = await bodyOf(house.send('GET', '/api/chains/rail-transit/map?city=320400', undefined, office))
    const item = {
      ...{ ...scope, chain: 'rail-transit', node: map.nodes[0].id, kind: 'pain', title: '排期太长' },
      ...{ foundOn: '2026-01-15', requestKey: 'resilience-raised' },
    }
    const raised = await house.send('POST', '/api/gaps/raised', item, await house.signIn('department'))
    expect(raised.status).toBe(201)
    const step = `/api/gaps/register/${(await bodyOf(raised)).id}/steps`
    expect(partValue(await open('chain_office'), 'flow')).toBeNull()
    await house.send('POST', step, { action: 'decline', comment: '不属短板' }, office)
    expect(partValue(await open('chain_office'), 'flow')).toBeNull()
  })

  test('D17: every part can be worked out again from the nodes that it opens into', async () => {
    const office = await house.signIn('chain_office')
    const map = await bodyOf(house.send('GET', '/api/chains/rail-transit/map?city=320400', undefined, office))
    const gap = {
      ...{ ...scope, chain: 'rail-transit', node: map.nodes[0].id, kind: 'break', title: '断供' },
      ...{ source: '走访', foundOn: '2026-01-15', requestKey: 'resilience-0001' },
    }
    expect((await house.send('POST', '/api/gaps/register', gap, office)).status).toBe(201)
    const body = await open('chain_office')
    const nodes = body.nodes as Node[]
    const judged = nodes.filter(({ statusValue }) => statusValue !== null)
    const weight = judged.reduce((sum, node) => sum + node.weight, 0)
    const strength = judged.reduce((sum, node) => sum + node.weight * node.statusValue!, 0)
    const share = (of: (node: Node) => boolean | null) => {
      const told = nodes.map(of).filter((value) => value !== null)
      return told.filter(Boolean).length / told.length
    }
    expect(partValue(body, 'selfReliance')).toBeCloseTo(strength / weight, 10)
    expect(partValue(body, 'singleSource')).toBeCloseTo(
      share((node) => node.hasSeveralOwners),
      10,
    )
    expect(partValue(body, 'alternates')).toBeCloseTo(
      share((node) => node.hasAlternates),
      10,
    )
    expect(nodes.filter(({ isHindered }) => isHindered)).toHaveLength(1)
    expect(partValue(body, 'flow')).toBeCloseTo((nodes.length - 1) / nodes.length, 10)
    const sum = body.parts.reduce(
      (total: number, part: { weight: number; value: number }) => total + part.weight * part.value,
      0,
    )
    expect(body.index).toBeCloseTo(100 * sum, 1)
    expect(body.worked).toContain(`= ${body.index}`)
  })

  test('D17: the index is a series: month by month from dated records, with its parts, by one yardstick', async () => {
    const at = `/api/gaps/resilience/series?${chain}&months=60`
    const series = await bodyOf(house.send('GET', at, undefined, await house.signIn('chain_office')))
    const body = await open('chain_office')
    expect(series.points).toHaveLength(61)
    const last = series.points.at(-1)
    expect([last.asOf, last.index, last.coverageRatio]).toEqual([body.asOf, body.index, body.coverageRatio])
    for (const { id, value } of last.parts) expect(value).toBe(partValue(body, id))
    expect(series).toMatchObject({ version: body.version, vocabularyVersion: body.vocabularyVersion })
    // The demo city was surveyed at the end of 2025: until then nobody held could be called missing.
    const statusesOn = (day: string) =>
      series.points.find(({ asOf }: { asOf: string }) => asOf === day).statuses
    const [before, after] = [statusesOn('2025-11-30'), statusesOn('2025-12-31')]
    expect([before.missing, after.missing > 0]).toEqual([0, true])
    expect(before.unknown).toBe(after.unknown + after.missing)
    // The item of the register was found on 15 January 2026.
    const flowOn = (day: string) =>
      partValue(
        series.points.find(({ asOf }: { asOf: string }) => asOf === day),
        'flow',
      )
    expect([flowOn('2025-12-31'), flowOn('2026-01-31')]).toEqual([null, partValue(body, 'flow')])
    const firm = await bodyOf(house.send('GET', at, undefined, await house.signIn('firm')))
    expect(firm.points).toEqual(series.points)
  })

  test('D17: a firm sees the index and not which node is hindered', async () => {
    const [office, firm] = [await open('chain_office'), await open('firm')]
    expect([firm.index, partValue(firm, 'flow')]).toEqual([office.index, partValue(office, 'flow')])
    expect(firm.nodes.every(({ isHindered }: Node) => isHindered === null)).toBe(true)
  })

  test('D17: the index is kept with its day when the indicators are computed, and once where it does not change', async () => {
    const office = await house.signIn('chain_office')
    expect((await open('chain_office')).trend).toEqual([])
    for (let time = 0; time < 2; time++)
      expect((await house.send('POST', '/api/indicators/recompute', scope, office)).status).toBe(200)
    const body = await open('chain_office')
    expect(body.trend).toHaveLength(1)
    expect(body.trend[0]).toMatchObject({ index: body.index, asOf: body.asOf, confirmedOn: body.asOf })
  })
})
