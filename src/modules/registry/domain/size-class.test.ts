import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { groupsOf } from '../packs/size-section.ts'
import { sizeClass } from './size-class.ts'

const file = parse(readFileSync('packs/national/size-standards/size-2017.yaml', 'utf8'))
const groups = groupsOf(file)
const sections: Record<string, string> = {
  '37': 'C',
  '48': 'E',
  '66': 'J',
  '59': 'G',
  '53': 'G',
  '65': 'I',
  '72': 'L',
}
const wan = (amount: number) => BigInt(amount) * 1_000_000n
const classOf = (
  code: string | null,
  employees: number | null,
  revenueWan: number | null,
  assetsWan?: number | null,
) =>
  sizeClass(groups, code, (division) => sections[division] ?? null, {
    employees: employees === null ? null : BigInt(employees),
    revenue: revenueWan === null ? null : wan(revenueWan),
    total_assets: assetsWan === null || assetsWan === undefined ? null : wan(assetsWan),
  })

test.each([
  ['exactly at both bounds of large', 1000, 40000, 'large'],
  ['one head short of large', 999, 40000, 'medium'],
  ['many heads, revenue of a small firm', 1200, 1999, 'small'],
  ['at both bounds of medium', 300, 2000, 'medium'],
  ['at both bounds of small', 20, 300, 'small'],
  ['nineteen heads are micro, whatever the revenue', 19, 50000, 'micro'],
  ['revenue below 3 million is micro, whatever the heads', 500, 299, 'micro'],
] as const)('industry: %s', (_, employees, revenue, expected) => {
  expect(classOf('3711', employees, revenue)).toMatchObject({
    kind: 'class',
    class: expected,
    group: 'industry',
  })
})

test('software has bounds of its own inside its section', () => {
  expect(classOf('6513', 300, 10000)).toMatchObject({ class: 'large', group: 'software' })
})

test('storage and loading share a division; two digits do not tell them apart', () => {
  expect(classOf('5930', 200, 30000)).toMatchObject({ class: 'large', group: 'storage' })
  expect(classOf('5910', 200, 30000)).toMatchObject({ class: 'small', group: 'transport' })
  expect(classOf('59', 200, 30000)).toEqual({ kind: 'unknown', group: null, missing: ['industryCode'] })
})

test('construction asks for revenue and assets; what is missing is named', () => {
  expect(classOf('48', 50, 80000, 80000)).toMatchObject({ class: 'large' })
  expect(classOf('48', 50, 80000)).toEqual({
    kind: 'unknown',
    group: 'construction',
    missing: ['total_assets'],
  })
})

test('one indicator at micro settles the class without the other', () => {
  expect(classOf('3711', 5, null)).toEqual({
    kind: 'class',
    class: 'micro',
    group: 'industry',
    used: ['employees'],
  })
  expect(classOf('3711', 2000, null)).toEqual({ kind: 'unknown', group: 'industry', missing: ['revenue'] })
})

test('finance and railways are not classed; without an industry nothing is', () => {
  expect(classOf('66', 5000, 900000)).toEqual({ kind: 'not_classed' })
  expect(classOf('53', 5000, 900000)).toEqual({ kind: 'not_classed' })
  expect(classOf(null, 5000, 900000)).toEqual({ kind: 'unknown', group: null, missing: ['industryCode'] })
})
