import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { allocateBudget } from './budget.ts'
import { runCases } from './cases.ts'
import { explainRow } from './explain.ts'
import { readFacts } from './facts-file.ts'
import { libraryOf } from './library.ts'
import { loadPolicies } from './load-policies.ts'
import { formatQuantity, parseDay, parseMoney, parseRate } from './quantity.ts'
import { readPolicy } from './read-policy.ts'
import { evaluate } from './run.ts'
import { scoreTable } from './scorecard.ts'
import { staticProblems } from './static-checks.ts'
import { tableOf } from './table.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const packs = loadPolicies(['packs'], root)

test('all policies of the packs pass their cases and the static checks', () => {
  expect(packs.texts.length).toBeGreaterThanOrEqual(13)
  for (const text of packs.texts) {
    const cases = runCases(text)
    const errors = [...text.problems, ...cases.problems, ...staticProblems(text, cases)].filter(
      (p) => p.severity === 'error',
    )
    expect(errors).toEqual([])
  }
})

const cases = `${root}../shared/policies/cases.md`
describe.skipIf(!existsSync(cases))('the notices worked by hand', () => {
  test('every notice with a test line stands in the pack of examples with cases from it', () => {
    const sections = readFileSync(cases, 'utf8').split(/^## /mu).slice(1)
    const tested = sections
      .filter((s) => /test( \(given on the page\))?:/u.test(s.replace('Each `test` line', '')))
      .map((s) => s.slice(0, 3))
    const sources = packs.texts.flatMap((t) =>
      t.policy!.clauses.flatMap((c) => (c.written.cases ?? []).map((k) => k.source ?? '')),
    )
    for (const section of tested.filter((s) => /^P\d\d/u.test(s)))
      expect(sources).toContain(`cases.md ${section}`)
  })
})

test('110 is at least 10 % above 100, though floating point says no', () => {
  const text = readPolicy(
    `policy: tie
title: t
issuer: t
level: city
source: { title: t }
validFrom: 2024-01-01
facts: { now: { label: n, type: money, supplier: s }, last: { label: l, type: money, supplier: s } }
clauses: [{ id: c, title: c, text: c, benefit: entitlement, when: { growth: { of: now, over: last }, atLeast: 10% }, amount: 1万元 }]`,
    't.yaml',
  )
  const { library } = libraryOf([text])
  const rows = [
    ['1', 110n, 100n],
    ['2', 109n, 100n],
    ['3', 5n, 0n],
  ] as const
  const table = tableOf(
    rows.map(([id, now, last]) => ({
      id,
      facts: new Map([
        ['now', now],
        ['last', last],
      ]),
    })),
    library.facts,
  )
  const run = evaluate(library, { table, onDay: parseDay('2024-05-01') })
  expect([...run.outcomes[0]!.verdicts]).toEqual([0, 3, 1])
  expect(run.totals.amountFen).toBe(1_000_000n)
})

const broken = (change: (yaml: string) => string) => {
  const yaml = readFileSync(`${root}packs/examples/p05-hangzhou-upgrade.yaml`, 'utf8')
  const text = readPolicy(change(yaml), 'broken.yaml')
  const ran = runCases(text)
  return [...text.problems, ...ran.problems, ...staticProblems(text, ran)]
}

test.each([
  [
    'a wrong name, with the nearest',
    (y: string) => y.replace('sum: [equipment, technology', 'sum: [equipmnt, technology'),
    '是否指“equipment”',
  ],
  ['money without a unit', (y: string) => y.replace('atLeast: 1000万元', 'atLeast: 1000'), '没有单位'],
  ['a rate where money belongs', (y: string) => y.replace('atLeast: 1000万元', 'atLeast: 10%'), '不是金额'],
  [
    'an unknown key',
    (y: string) => y.replace('benefit: entitlement', 'benefit: entitlement\n    benfit: x'),
    'benfit',
  ],
  [
    'a contradiction',
    (y: string) => y.replace('atLeast: 1000万元,', 'atLeast: 1000万元, below: 1000万元,'),
    '永远不会成立',
  ],
  [
    'a ceiling sold as an entitlement',
    (y: string) => y.replace('产业按 20%', '产业按不超过 20%'),
    'benefit: ceiling',
  ],
  [
    'a missing supplier',
    (y: string) => y.replace('type: bool, supplier: 市经信局', 'type: bool'),
    '由谁提供',
  ],
  [
    'a missing boundary case',
    (y: string) =>
      y
        .replace('equipment: 10000000,', 'equipment: 10000001,')
        .replace('project_start: 2018-01-01 }', 'project_start: 2018-01-02 }')
        .replace('amount: 100万元', 'amount: 1000000.1元'),
    '缺少边界案例',
  ],
  ['a wrong expectation', (y: string) => y.replace('amount: 1200万元', 'amount: 1201万元'), '算得 1,200万元'],
])('check tells %s', (_, change, words) => {
  const problems = broken(change)
  expect(problems.map((p) => p.message).join('\n')).toContain(words)
  expect(problems.every((p) => p.line !== null)).toBe(true)
})

test('a firm 4.2 million short of equipment is told so', () => {
  const { library } = packs
  const csv = 'id,titles,equipment,major_project_award\nF,市级专精特新,45800000,1000000\n'
  const facts = readFacts(Buffer.from(csv), 'f.csv', library)
  const run = evaluate(library, { table: facts.table, onDay: parseDay('2022-06-01'), withNear: true })
  const line = explainRow(run, 0).find((e) => e.clause === 'upgrade-as-major')!
  expect(line.verdict).toBe('near')
  expect(line.cheapest!.text).toContain('设备投入还差420万元')
})

test('a bad facts file is refused whole, every mistake on its line', () => {
  const csv = 'id,equipment,equipment\nA,1,2\n'
  expect(readFacts(Buffer.from(csv), 'f.csv', packs.library).problems[0]!.message).toContain('重复')
  const cells = 'id,equipment,is_pilot\nA,abc,maybe\nA,1,是\n,2,是\nB,0.001,否\n'
  const { problems } = readFacts(Buffer.from(cells), 'f.csv', packs.library)
  expect(problems.map((p) => p.line)).toEqual([2, 2, 3, 4, 5])
})

test('missing data never scores full marks, and decides only when it cannot matter', () => {
  const policy = packs.library.policies.find((p) => p.id === 'changzhou-talent')!
  const table = tableOf([{ id: '1', facts: new Map([['startup_tax', 1_000_000_000n]]) }], packs.library.facts)
  const [line] = scoreTable(policy, 'contribution', table, { given: new Map(), standings: new Map() }, 19_900)
  const show = (x: { n: bigint; d: bigint } | null) => x && Number(x.n) / Number(x.d)
  expect([show(line!.score), show(line!.scoreAtMost), show(line!.coverage), line!.level]).toEqual([
    40,
    100,
    0.4,
    null,
  ])
})

test('a budget is divided to the 分, whichever way', () => {
  const claims = [
    { id: 'a', fen: 100n, score: 1 },
    { id: 'b', fen: 100n, score: 9 },
    { id: 'c', fen: 100n, score: 5 },
  ]
  expect([...allocateBudget(claims, 200n, 'proRata').values()].reduce((x, y) => x + y)).toBe(200n)
  expect(allocateBudget(claims, 150n, 'ranking')).toEqual(
    new Map([
      ['b', 100n],
      ['c', 50n],
      ['a', 0n],
    ]),
  )
  expect(allocateBudget(claims, 150n, 'firstCome').get('b')).toBe(50n)
})

test('quantities are read as people write them and shown again', () => {
  expect(parseMoney('1.2亿元', null)).toEqual({ n: 12_000_000_000n, d: 1n })
  expect(formatQuantity('money', parseMoney('４２０万元', null))).toBe('420万元')
  expect(formatQuantity('rate', parseRate('0.5%', null))).toBe('0.5%')
  expect(() => parseMoney('12', null)).toThrow('没有单位')
  expect(() => parseDay('2023-02-29')).toThrow('不是日期')
})
