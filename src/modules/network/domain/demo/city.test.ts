import { expect, test } from 'vitest'
import { checkCreditCode } from '../../../../kernel/credit-code.ts'
import { overfullYears } from '../buyer-years.ts'
import { type DemoPlan, inventCity } from './city.ts'

const town = (cityCode: string, lng: number, lat: number) => ({
  cityCode,
  cityName: cityCode,
  provinceCode: `${cityCode.slice(0, 2)}0000`,
  districtCode: null,
  districtName: null,
  lng,
  lat,
})
const node = (nodeId: string, needs: string[]) => ({
  chainId: 'rail',
  nodeId,
  products: [`${nodeId}件`, `${nodeId}总成`],
  industryCode: null,
  needs: needs.map((need) => ({ nodeId: need, essential: true })),
})
const ids = Array.from({ length: 20 }, (_, i) => `n${i}`)
const plan: DemoPlan = {
  nodes: ids.map((id, i) => node(id, ids.slice(0, i).slice(-3))),
  towns: {
    here: [town('430200', 113.13, 27.83)],
    near: [town('430100', 112.94, 28.23)],
    far: [town('110000', 116.4, 39.9)],
  },
  firms: 600,
  links: 3000,
  seed: 7,
  latestYear: 2025,
}

test('the same seed gives the same city, another seed another one', () => {
  expect(inventCity(plan)).toEqual(inventCity(plan))
  expect(inventCity({ ...plan, seed: 8 }).firms[0]!.name).not.toBe(inventCity(plan).firms[0]!.name)
})

test('as many firms and relations as asked for, every name marked and given once, every code valid and in no region', () => {
  const { firms, links } = inventCity(plan)
  expect([firms.length, links.length]).toEqual([600, 3000])
  expect(new Set(firms.map(({ name }) => name)).size).toBe(600)
  for (const { name, creditCode } of firms) {
    expect(name).toContain('演示')
    expect(checkCreditCode(creditCode).ok).toBe(true)
    expect(creditCode.slice(2, 8)).toBe('990000')
  }
})

test('no year of a buyer is overfull, and nobody buys from itself or twice from one firm in a year', () => {
  const { links } = inventCity(plan)
  const purchases = links.map((link) => ({
    buyerId: String(link.buyer),
    supplierId: String(link.supplier),
    year: link.year,
    sharePpm: link.sharePpm,
    amountFen: link.amountFen,
  }))
  expect(overfullYears(purchases)).toEqual([])
  const pairs = links
    .filter(({ supplier }) => supplier !== null)
    .map((l) => `${l.buyer} ${l.supplier} ${l.year}`)
  expect(new Set(pairs).size).toBe(pairs.length)
  expect(links.every(({ buyer, supplier }) => buyer !== supplier)).toBe(true)
})

test('relations follow the needs of the map', () => {
  const { firms, links } = inventCity(plan)
  const needs = new Map(plan.nodes.map((n) => [n.nodeId, new Set(n.needs.map((need) => need.nodeId))]))
  for (const { buyer, supplier } of links) {
    if (supplier !== null) expect(needs.get(firms[buyer]!.nodeId)!.has(firms[supplier]!.nodeId)).toBe(true)
  }
})

test('a missing node is stated complete and has no firm here or near', () => {
  const { firms, completeNodes } = inventCity(plan)
  expect(completeNodes.length).toBeGreaterThan(0)
  const missing = new Set(completeNodes.map(({ nodeId }) => nodeId))
  const there = firms.filter(({ nodeId }) => missing.has(nodeId))
  expect(there.length).toBeGreaterThan(0)
  expect(there.every(({ town: where }) => where?.cityCode === '110000')).toBe(true)
})
