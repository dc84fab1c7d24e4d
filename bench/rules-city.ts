/** An invented city and invented rules for bench/rules.ts, from a fixed seed; one neutral form for every engine. */
import { libraryOf } from '../src/engines/rules/library.ts'
import { readData } from '../src/engines/rules/read-policy.ts'
import type { Column, Table } from '../src/engines/rules/table.ts'

export type NeutralRule = {
  readonly id: string
  readonly kind: 'rate' | 'growth' | 'fixed' | 'excess'
  readonly industry: string
  readonly atLeastYuan: number
  readonly percent: number
  readonly capYuan: number
}

export type Firm = {
  readonly equipment: number
  readonly software: number
  readonly revenue: number
  readonly revenue_last: number
  readonly tax: number
  readonly tax_last: number
  readonly rd: number
  readonly is_listed: boolean
  readonly industry: string
}

const industries = ['轨道交通', '新材料', '新能源', '纺织', '化工', '电子', '医药', '机械']
const moneyFacts = ['equipment', 'software', 'revenue', 'revenue_last', 'tax', 'tax_last', 'rd'] as const

/** mulberry32: small, seeded, the same on every machine. */
function chance(seed: number): () => number {
  let a = seed
  return () => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Firms with money in whole 分. */
export function inventFirms(count: number): Firm[] {
  const next = chance(7)
  const money = (most: number) => Math.floor(next() ** 3 * most * 100)
  return Array.from({ length: count }, () => {
    const revenue_last = money(2_000_000_000)
    const tax_last = Math.floor(revenue_last / 25)
    return {
      equipment: money(300_000_000),
      software: money(50_000_000),
      revenue: Math.floor(revenue_last * (0.7 + next())),
      revenue_last,
      tax: Math.floor(tax_last * (0.7 + next())),
      tax_last,
      rd: money(100_000_000),
      is_listed: next() < 0.6,
      industry: industries[Math.floor(next() * industries.length)]!,
    }
  })
}

export function inventRules(count: number): NeutralRule[] {
  const next = chance(11)
  const kinds = ['rate', 'growth', 'fixed', 'excess'] as const
  return Array.from({ length: count }, (_, i) => ({
    id: `r${i}`,
    kind: kinds[i % kinds.length]!,
    industry: industries[Math.floor(next() * industries.length)]!,
    atLeastYuan: 100_000 * (1 + Math.floor(next() * 200)),
    percent: 1 + Math.floor(next() * 20),
    capYuan: 1_000_000 * (1 + Math.floor(next() * 10)),
  }))
}

/** The firms as columns, as a room would hand them over. */
export function tableOfFirms(firms: readonly Firm[]): Table {
  const columns = new Map<string, Column>()
  for (const fact of moneyFacts)
    columns.set(fact, { kind: 'number', values: Float64Array.from(firms, (f) => f[fact]) })
  columns.set('is_listed', { kind: 'flag', values: Uint8Array.from(firms, (f) => (f.is_listed ? 0 : 3)) })
  columns.set('industry', {
    kind: 'cell',
    codes: Int32Array.from(firms, (f) => industries.indexOf(f.industry) + 1),
    cells: [null, ...industries.map((text) => ({ kind: 'text' as const, text }))],
  })
  return { ids: firms.map((_, i) => `F${i}`), columns, scopes: new Map() }
}

function clauseOf(rule: NeutralRule): object {
  const cap = `${rule.capYuan}元`
  const listed = { is: 'is_listed' }
  const industry = { fact: 'industry', in: [rule.industry] }
  const forms = {
    rate: {
      when: { all: [industry, listed, { fact: 'equipment', atLeast: `${rule.atLeastYuan}元` }] },
      amount: { rate: `${rule.percent}%`, of: ['equipment', 'software'], cap },
    },
    growth: {
      when: {
        all: [industry, { growth: { of: 'revenue', over: 'revenue_last' }, atLeast: `${rule.percent}%` }],
      },
      amount: { rate: '1%', of: { difference: ['revenue', 'revenue_last'] }, cap },
    },
    fixed: {
      when: { all: [industry, listed, { fact: 'rd', atLeast: `${rule.atLeastYuan}元` }] },
      amount: cap,
    },
    excess: {
      when: { fact: 'tax', atLeast: `${rule.atLeastYuan}元` },
      amount: { excess: { of: 'tax', over: 'tax_last', rate: `${rule.percent}%` }, cap },
    },
  }
  return { id: rule.id, title: rule.id, text: rule.id, benefit: 'entitlement', ...forms[rule.kind] }
}

/** Policies of 20 clauses each; with stacking: groups of four pay the highest only, each policy has a limit. */
export function libraryOfRules(rules: readonly NeutralRule[], hasStacking: boolean) {
  const money = Object.fromEntries(
    moneyFacts.map((f) => [f, { label: f, type: 'money', supplier: 's', changeable: true }]),
  )
  const texts = []
  for (let at = 0; at < rules.length; at += 20) {
    const own = rules.slice(at, at + 20)
    const groups = Array.from({ length: Math.ceil(own.length / 4) }, (_, g) =>
      own.slice(g * 4, g * 4 + 4).map((r) => r.id),
    )
    const clauses = own.map(clauseOf)
    if (hasStacking)
      Object.assign(clauses[0]!, { amount: { rate: '6%', of: ['equipment', 'software'], cap: 'cap' } })
    const data = {
      policy: `p${at / 20}`,
      title: 'bench',
      issuer: 'bench',
      level: 'city',
      source: { title: 'bench' },
      validFrom: '2024-01-01',
      facts: {
        ...money,
        is_listed: { label: 'l', type: 'bool', supplier: 's' },
        industry: { label: 'i', type: 'text', supplier: 's' },
      },
      parameters: {
        cap: { label: 'cap', type: 'money', values: [{ from: '2024-01-01', value: '500万元' }] },
      },
      clauses,
      ...(hasStacking && {
        stacking: [
          ...groups.map((ids) => ({ rule: 'highestOne', clauses: ids })),
          { rule: 'portfolioCap', cap: '800万元' },
        ],
      }),
    }
    texts.push(readData(data, `p${at / 20}`, () => null))
  }
  const bad = texts.flatMap((t) => t.problems)
  if (bad.length > 0) throw new Error(bad[0]!.message)
  return libraryOf(texts).library
}
