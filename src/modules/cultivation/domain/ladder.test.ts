import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { libraryOf, type Row, readData, readFactValue, tableOf } from '../../../engines/rules/index.ts'
import { projectFolder } from '../../../platform/config.ts'
import { type RuleSetAttached, ruleSetAttachedSchema } from '../model.ts'
import { cheapestChanges } from './cheapest-changes.ts'
import { factRow, showFact } from './fact-row.ts'
import { firstDayReached, firstWindow } from './first-date.ts'
import { type RuleSet, ruleSetFor } from './rule-set.ts'
import { lacksOnly, standingsBy } from './standing.ts'

const names = [
  'innovative-sme-2022',
  'srdi-2022',
  'little-giant-2022',
  'single-champion-2016',
  'single-champion-2023',
  'single-champion-zhejiang',
]
const sets: RuleSet[] = names.map((name) => {
  const path = join(projectFolder, 'packs/national/ladder-rules', `${name}.yaml`)
  const data = parse(readFileSync(path, 'utf8'), { merge: true })
  const attached: RuleSetAttached = ruleSetAttachedSchema.parse(data.attached)
  const { policy } = readData(data, name, () => null)
  return { id: name, version: 1, policy: policy!, attached }
})
const set = (name: string) => sets.find(({ id }) => id === name)!

/** A firm by facts as people write them. */
function firm({ policy }: RuleSet, written: Record<string, string | number>): Row {
  const facts = new Map<string, ReturnType<typeof readFactValue>>()
  for (const [name, raw] of Object.entries(written)) facts.set(name, readFactValue(policy.facts[name]!, raw))
  return { id: 'a', facts }
}

const giant = {
  market_since: '2021-06-01',
  main_share: '70%',
  main_growth: '5%',
  has_system: '是',
  has_certificate: '是',
  debt_ratio: '70%',
  market_share: '10%',
  has_brand: '是',
  revenue: '1亿元',
  rd: '300万元',
  rd_last: '300万元',
  revenue_last: '1亿元',
  equity_two_years: '0',
  rd_staff: '20%',
  has_own_lab: '是',
  patents: 2,
  has_prize: '否',
  has_maker50: '否',
  is_key_link: '是',
  is_key_field: '是',
}

const sme = {
  ip_class: '二类',
  rd: '300万元',
  revenue: '1亿元',
  main_revenue: '5775万元',
  main_revenue_last: '5500万元',
  debt_ratio: '55%',
  field: '其他',
  has_science_prize: '否',
  titles: '无',
  has_lab: '否',
  equity: '0',
}

describe('which rule set counts', () => {
  test('the champion rules of before and of 2023 are told apart by the date of application', () => {
    const at = (on: string) => ruleSetFor(sets, { rung: 'single-champion', cityCode: '430200', on })?.id
    expect(at('2023-08-31')).toBe('single-champion-2016')
    expect(at('2023-09-01')).toBe('single-champion-2023')
    expect(at('2015-12-31')).toBeUndefined()
  })

  test('a provincial variant counts only in its province', () => {
    const at = (cityCode: string) =>
      ruleSetFor(sets, { rung: 'single-champion-provincial', cityCode, on: '2024-06-01' })?.id
    expect(at('330800')).toBe('single-champion-zhejiang')
    expect(at('430200')).toBeUndefined()
  })

  test('no source holds rules for leading enterprises', () => {
    expect(ruleSetFor(sets, { rung: 'leader', cityCode: '430200', on: '2024-06-01' })).toBeUndefined()
  })

  test('three years with a new product were enough before September 2023 and are not since', () => {
    const written = {
      champion_field_since: '2019-01-01',
      is_new_product: '是',
      champion_product_since: '2020-01-01',
      main_revenue_mean: '4亿元',
      titles: '无',
      world_rank: 3,
      has_product_code: '是',
      is_rd_leading: '是',
      has_standards: '是',
      meets_energy_norm: '是',
      has_grave_record: '否',
    }
    const verdict = (name: string, on: string) => {
      const rules = set(name)
      const row = firm(rules, written)
      return standingsBy(rules, tableOf([row], new Map(Object.entries(rules.policy.facts))), on)[0]!
    }
    expect(verdict('single-champion-2016', '2023-08-31').verdict).toBe('reached')
    expect(verdict('single-champion-2023', '2023-09-01')).toMatchObject({
      verdict: 'short',
      unmet: ['专业年限'],
    })
  })
})

describe('where a firm stands', () => {
  const rules = set('little-giant-2022')
  const stand = (...rows: Record<string, string | number>[]) =>
    standingsBy(
      rules,
      tableOf(
        rows.map((row) => firm(rules, row)),
        new Map(Object.entries(rules.policy.facts)),
      ),
      '2024-06-01',
    )

  test('six items: all met, one lacking, one unknown', () => {
    const { is_key_link: _link, ...withoutLink } = giant
    const [all, one, unknown] = stand(giant, { ...giant, market_share: '2%' }, withoutLink)
    expect(all).toEqual({ verdict: 'reached', met: 6, unknown: 0, unmet: [] })
    expect(one).toEqual({ verdict: 'short', met: 5, unknown: 0, unmet: ['特'] })
    expect(lacksOnly(one!)).toBe('特')
    expect(unknown).toEqual({ verdict: 'unknown', met: 5, unknown: 1, unmet: [] })
    expect(lacksOnly(unknown!)).toBeNull()
  })
})

describe('the cheapest changes', () => {
  const plansOf = (name: string, written: Record<string, string | number>) => {
    const rules = set(name)
    const row = firm(rules, written)
    return cheapestChanges(rules, row, '2024-06-01').map(({ changes }) =>
      changes.map(
        ({ fact, from, to }) =>
          `${fact}: ${showFact(from, rules.policy.facts[fact]!)} → ${showFact(to, rules.policy.facts[fact]!)}`,
      ),
    )
  }

  // 5 + 15 + 10 + 10 + 5 + 10 = 55 of 60. One band up: main revenue 5,775 → 6,000 (share 60 %), R&D 3 % → 5 %, class-I property.
  test('a firm five points short: one band of main revenue, R&D, property each reach it alone', () => {
    const plans = plansOf('innovative-sme-2022', sme)
    expect(plans).toHaveLength(3)
    expect(plans).toContainEqual(['main_revenue: 5,775万元 → 6,000万元'])
    expect(plans).toContainEqual(['rd: 300万元 → 500万元'])
    expect(plans).toContainEqual(['ip_class: 二类 → 一类'])
    // 225/5775 is the smallest step; R&D asks for two thirds more.
    expect(plans[0]).toEqual(['main_revenue: 5,775万元 → 6,000万元'])
  })

  test('a firm that reaches the rules is told nothing', () => {
    expect(plansOf('innovative-sme-2022', { ...sme, field: '战略性新兴产业' })).toEqual([])
  })

  test('two yes/no items together where both are missing', () => {
    expect(plansOf('little-giant-2022', { ...giant, has_brand: '否', has_certificate: '否' })).toEqual([
      ['has_certificate: 否 → 是', 'has_brand: 否 → 是'],
    ])
  })

  test('what the firm cannot change has no plan, and an unknown fact is not supposed', () => {
    expect(plansOf('little-giant-2022', { ...giant, main_growth: '1%' })).toEqual([])
    const { patents: _patents, ...unknown } = giant
    expect(plansOf('little-giant-2022', unknown)).toEqual([])
  })
})

describe('the first possible date', () => {
  const rules = set('little-giant-2022')
  test('the day on which three years in the market are full, when nothing else is missing', () => {
    expect(firstDayReached(rules, firm(rules, { ...giant, market_since: '2023-03-15' }), '2024-06-01')).toBe(
      '2026-03-15',
    )
    expect(firstDayReached(rules, firm(rules, giant), '2024-06-01')).toBe('2024-06-01')
    expect(firstDayReached(rules, firm(rules, { ...giant, has_brand: '否' }), '2024-06-01')).toBeNull()
  })

  test('a window that is still open is used from that day on, otherwise the next one', () => {
    const windows = [
      { opensOn: '2024-04-01', closesOn: '2024-05-31' },
      { opensOn: '2026-03-01', closesOn: '2026-04-30' },
    ]
    expect(firstWindow(windows, '2024-05-31')?.day).toBe('2024-05-31')
    expect(firstWindow(windows, '2024-06-01')?.day).toBe('2026-03-01')
    expect(firstWindow(windows, '2026-05-01')).toBeNull()
  })
})

test('facts of a row come back out of the columns as they went in, unknown as unknown', () => {
  const rules = set('little-giant-2022')
  const { library } = libraryOf([{ file: '', policy: rules.policy, problems: [], lineOf: () => null }])
  const row = factRow(tableOf([firm(rules, { rd: '300万元', has_brand: '否' })], library.facts), 0)
  expect(row.facts.get('rd')).toBe(300_000_000n)
  expect(row.facts.get('has_brand')).toBe(false)
  expect(row.facts.get('patents')).toBeNull()
  expect(showFact(row.facts.get('patents'), rules.policy.facts.patents!)).toBeNull()
})
