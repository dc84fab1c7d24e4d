import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { assess } from './assessment.ts'
import { runAssessmentCases } from './assessment-cases.ts'
import { runCases } from './cases.ts'
import { fraction } from './fraction.ts'
import { libraryOf } from './library.ts'
import { liftsTo } from './lift.ts'
import { type Classes, placeLevels } from './place-level.ts'
import { readPolicy } from './read-policy.ts'
import { scoreRow } from './scorecard.ts'
import { staticProblems } from './static-checks.ts'
import { type Row, rowSource, tableOf } from './table.ts'

const text = readPolicy(
  `
policy: land
title: 示范评价
issuer: 示范市
level: city
source: { title: 示范 }
validFrom: 2024-01-01
facts:
  tax: { label: 税收, type: money, supplier: 税务局, changeable: true }
  sales: { label: 销售, type: money, supplier: 统计局, changeable: true }
  land: { label: 用地亩数, type: quantity, supplier: 资规局 }
  listed: { label: 规上, type: bool, supplier: 统计局 }
  utility: { label: 要素供给企业, type: bool, supplier: 工信局 }
  polluted: { label: 环境处罚, type: bool, supplier: 环保局 }
  title: { label: 称号, type: titles, supplier: 工信局 }
city:
  mean_tax: { label: 亩均税收均值, type: money, computed: { how: mean, of: { share: { of: tax, over: land } }, minCoverage: 50% } }
  max_sales: { label: 亩均销售最高, type: money, computed: { how: max, of: { share: { of: sales, over: land } }, minCoverage: 50%, across: all } }
scorecards:
  big:
    label: 规上
    indicators:
      - { id: tax, label: 亩均税收, max: 60, points: { benchmark: { of: { share: { of: tax, over: land } }, against: { times: [2, { city: mean_tax }] }, points: 60 } } }
      - { id: sales, label: 亩均销售, max: 40, points: { benchmark: { of: { share: { of: sales, over: land } }, against: { city: max_sales }, points: 40 } } }
    vetoes: [polluted]
    classes:
      by: rank
      levels: [{ level: A, top: 25% }, { level: B, top: 75% }, { level: C }]
      atBest: [{ label: 无称号不评A, when: { not: { holds: 绿色工厂 } }, level: B }]
  small:
    label: 规下
    indicators:
      - { id: tax, label: 亩均税收, max: 100, points: { interpolate: { of: { share: { of: tax, over: land } }, zeroAt: 0元, fullAt: 10万元, points: 100 } } }
    classes: { by: band, levels: [{ level: A, from: 80 }, { level: B, from: 60 }, { level: C }] }
assessments:
  land:
    label: 亩均评价
    minCoverage: 50%
    excluded: [{ label: 要素供给, when: utility, level: T }]
    groups:
      - { id: big, label: 规上, when: listed, card: big }
      - { id: small, label: 规下, when: { isNot: listed }, card: small }
`,
  'land.yaml',
)
const { library } = libraryOf([text])
const policy = text.policy!

/** Money in 万元, land in mu; null is unknown. */
function firm(
  id: string,
  tax: number | null,
  sales: number | null,
  more: Partial<Record<string, boolean | string | null>> = {},
): Row {
  const money = (x: number | null) => (x === null ? null : BigInt(x) * 1_000_000n)
  const {
    listed = true,
    utility = false,
    polluted = false,
    title = '绿色工厂',
  } = more as Record<string, boolean | null>
  const titles =
    title === null
      ? null
      : {
          kind: 'titles' as const,
          titles: title ? [{ title: String(title), fromDay: null, untilDay: null }] : [],
        }
  return {
    id,
    facts: new Map<string, never>([
      ['tax', money(tax)],
      ['sales', money(sales)],
      ['land', 10n * 10_000n],
      ['listed', listed],
      ['utility', utility],
      ['polluted', polluted],
      ['title', titles],
    ] as never),
  }
}
const run = (...rows: Row[]) => assess(policy, 'land', { table: tableOf(rows, library.facts), onDay: 19_800 })
const value = (x: { n: bigint; d: bigint } | null) => (x === null ? null : Number(x.n) / Number(x.d))

test('the written assessment is without mistakes', () => {
  expect(text.problems).toEqual([])
})

describe('a city of four: benchmark 2 × mean and best, counted by hand', () => {
  // 亩均税收 1、2、3、6 万元, mean 3, benchmark 6; 亩均销售 10、20、40、30 万元, best 40.
  const city = [firm('a', 10, 100), firm('b', 20, 200), firm('c', 30, 400), firm('d', 60, 300)]
  test('scores are value over benchmark times weight', () => {
    const { lines, groups } = run(...city)
    expect(lines.map((l) => value(l.score))).toEqual([10 + 10, 20 + 20, 30 + 40, 60 + 30])
    expect(groups[0]!.records.map((r) => [r.name, value(r.value)])).toEqual([
      ['mean_tax', 3_000_000],
      ['max_sales', 40_000_000],
    ])
  })
  test('of four, one place is A, two more B, the rest C', () => {
    expect(run(...city).lines.map((l) => [l.place, l.level])).toEqual([
      [4, 'C'],
      [3, 'B'],
      [2, 'B'],
      [1, 'A'],
    ])
  })
  test('who is excluded enters no mean and no ranking, and is shown with the class written for it', () => {
    const { lines, groups } = run(...city, firm('u', 1000, 9000, { utility: true }))
    expect(lines[4]).toMatchObject({ level: 'T', excludedBy: '要素供给', place: null, reason: 'excluded' })
    expect(value(groups[0]!.records[0]!.value)).toBe(3_000_000)
    expect(lines[3]!.level).toBe('A')
    // Its own points against the others' benchmark, clipped: shown beside the class, ranked with nobody.
    expect(lines[4]).toMatchObject({ group: 'big', card: 'big' })
    expect([value(lines[4]!.score), value(lines[4]!.coverage)]).toEqual([100, 1])
    const apart = run(firm('v', 5, 5, { utility: true, listed: null })).lines[0]!
    expect(apart).toMatchObject({ level: 'T', group: null, card: null, score: null, reason: 'excluded' })
    expect([apart.byIndicator, apart.atBest, apart.direct]).toEqual([[], [], []])
  })
  test('an assessment that is not there is a mistake of the caller, told by its name', () => {
    const table = tableOf(city, library.facts)
    expect(() => assess(policy, 'none', { table, onDay: 19_800 })).toThrow('no assessment "none"')
  })
  test('each indicator is told with its label, points and maximum', () => {
    const [line] = run(...city).lines
    expect(line!.byIndicator.map((i) => [i.label, value(i.points), value(i.max)])).toEqual([
      ['亩均税收', 10, 60],
      ['亩均销售', 10, 40],
    ])
    expect(line).toMatchObject({ passesDirectly: false, isVetoed: false, excludedBy: null })
  })
  test('a mean of one group is not mixed with that of another', () => {
    const { groups, lines } = run(...city, firm('s', 80, 10, { listed: false }))
    expect(groups.map((g) => value(g.records[0]!.value))).toEqual([3_000_000, 8_000_000])
    expect(value(lines[0]!.score)).toBe(20)
  })
  test('a veto gives the last class and leaves its place to others', () => {
    const { lines } = run(...city.slice(0, 3), firm('d', 60, 300, { polluted: true }))
    expect(lines[3]).toMatchObject({ level: 'C', place: null, reason: 'vetoed' })
    expect(lines[2]).toMatchObject({ level: 'A', place: 1 })
  })
  test('without the title nobody is A; an unknown title leaves the class unknown', () => {
    expect(run(...city.slice(0, 3), firm('d', 60, 300, { title: '' })).lines[3]).toMatchObject({
      level: 'B',
      reason: 'limited',
    })
    expect(run(...city.slice(0, 3), firm('d', 60, 300, { title: null })).lines[3]).toMatchObject({
      level: null,
      reason: 'limit_unknown',
    })
    expect(run(firm('a', 10, 100, { title: null }), ...city.slice(1)).lines[0]).toMatchObject({ level: 'C' })
  })
  test('an unknown figure scores nothing, lowers the coverage and keeps its firm in the ranking only where enough is known', () => {
    const { lines } = run(...city.slice(0, 3), firm('d', 60, null))
    // mean of 1, 2, 3, 6 is 3; 6 over 6 gives 60 of 60, sales unknown: coverage 60 of 100.
    expect([value(lines[3]!.score), value(lines[3]!.coverage), lines[3]!.place]).toEqual([60, 0.6, 2])
    const low = run(...city.slice(0, 3), firm('d', null, 300)).lines[3]!
    expect([value(low.coverage), low.level, low.place, low.reason]).toEqual([
      0.4,
      null,
      null,
      'coverage_too_low',
    ])
  })
  test('groups are scored by their own card; an unknown group has no class', () => {
    const { lines, groups } = run(
      ...city,
      firm('s', 80, null, { listed: false }),
      firm('x', 80, 1, { listed: null }),
    )
    expect(lines[4]).toMatchObject({ group: 'small', level: 'A' })
    expect(value(lines[4]!.score)).toBe(80)
    expect(lines[5]).toMatchObject({ group: null, level: null, reason: 'group_unknown', score: null })
    expect(groups.map((g) => [g.group, g.count])).toEqual([
      ['big', 4],
      ['small', 1],
    ])
  })
  test('a benchmark over all subjects counts those of other groups, an unknown exclusion counts nowhere', () => {
    const { groups, lines } = run(
      ...city,
      firm('s', 80, 800, { listed: false }),
      firm('x', 90, 9000, { utility: null }),
    )
    expect(value(groups[0]!.records[1]!.value)).toBe(80_000_000)
    expect(lines[5]).toMatchObject({ level: null, reason: 'exclusion_unknown' })
  })
})

test('a firm on the limit of a share is in, an equal score shares the better place', () => {
  const { lines } = run(...['a', 'b', 'c', 'd'].map((id) => firm(id, 10, 100)))
  expect(lines.map((l) => [l.place, l.level])).toEqual(Array(4).fill([1, 'A']))
})

test('what lifts a score is told in the smallest step of one fact, and reaches it exactly', () => {
  const table = tableOf([firm('s', 59, 1, { listed: false })], library.facts)
  const source = rowSource(table, { given: new Map(), standings: new Map() }, 19_800, 0)
  const lifts = liftsTo(policy.scores.get('small')!, fraction(60n), source, library.facts)
  expect(lifts.map((l) => [l.fact, l.from, l.to])).toEqual([['tax', 59_000_000n, 60_000_000n]])
  expect(liftsTo(policy.scores.get('small')!, fraction(101n), source, library.facts)).toEqual([])
})

test('on random scores the places and classes are those of a plain count', () => {
  const classes: Classes = {
    by: 'rank',
    levels: [
      { level: 'A', top: '20%' },
      { level: 'B', top: '65%' },
      { level: 'C', top: '95%' },
      { level: 'D' },
    ],
  }
  const line = fc.record({
    score: fc.option(fc.integer({ min: 0, max: 12 })),
    vetoed: fc.constantFrom(false, false, false, true, null),
  })
  fc.assert(
    fc.property(fc.array(line, { maxLength: 40 }), (list) => {
      const lines = list.map(({ score, vetoed }, i) => {
        const x = score === null ? null : fraction(BigInt(score), 3n)
        return {
          id: String(i),
          score: x,
          scoreAtMost: x,
          coverage: fraction(1n),
          isVetoed: vetoed,
          passesDirectly: false,
          byIndicator: [],
          atBest: [],
          direct: [],
          level: null,
        }
      })
      const open = list.filter((l) => l.vetoed === false && l.score !== null)
      const all = open.length + list.filter((l) => l.vetoed === true).length
      const expected = list.map(({ score, vetoed }) => {
        if (vetoed === null) return null
        if (vetoed) return 'D'
        if (score === null) return null
        const better = open.filter((o) => o.score! > score).length
        return better < Math.floor((20 * all) / 100)
          ? 'A'
          : better < Math.floor((65 * all) / 100)
            ? 'B'
            : better < Math.floor((95 * all) / 100)
              ? 'C'
              : 'D'
      })
      expect(placeLevels(lines, classes).map((p) => p.level)).toEqual(expected)
    }),
    { numRuns: 300 },
  )
})

test('an assessment without cases, with levels out of order or a group that nobody can reach is refused', () => {
  const broken = readPolicy(
    `
policy: broken
title: t
issuer: t
level: city
source: { title: t }
validFrom: 2024-01-01
facts: { x: { label: x, type: count, supplier: s } }
scorecards:
  card:
    label: c
    indicators: [{ id: x, label: x, max: 10, points: { benchmark: { of: x, against: 10, points: 10 } } }]
    classes: { by: band, levels: [{ level: B, from: 5 }, { level: A, from: 8 }, { level: C }], atBest: [{ label: l, when: { fact: x, above: 3 }, level: Z }] }
assessments:
  one: { label: o, minCoverage: 80%, groups: [{ id: all, label: 全部, card: card }, { id: rest, label: 余, card: card }] }
`,
    'broken.yaml',
  )
  const messages = broken.problems.map((p) => p.message).join('\n')
  expect(messages).toMatch(/"Z" is not declared/)
  expect(messages).toMatch(/must come last/)
  const mended = { ...text }
  const cases = runCases(mended)
  const told = staticProblems(mended, cases).map((p) => p.message)
  expect(told.some((m) => m.includes('a case that gives a class is missing'))).toBe(true)
  expect(told.some((m) => m.includes('a case with missing data is missing'))).toBe(true)
})

test('a worked case that expects another score, class or place is told with both', () => {
  const wrong = readPolicy(
    `
policy: wrong
title: t
issuer: t
level: city
source: { title: t }
validFrom: 2024-01-01
facts: { x: { label: x, type: count, supplier: s } }
scorecards:
  card:
    label: c
    indicators: [{ id: x, label: x, max: 10, points: { benchmark: { of: x, against: 10, points: 10 } } }]
    classes: { by: band, levels: [{ level: A, from: 8 }, { level: B }] }
assessments:
  one:
    label: o
    minCoverage: 80%
    groups: [{ id: all, label: 全部, card: card }]
    cases: [{ name: 错, facts: [{ x: 8 }, { x: null }], expect: [{ score: 7, level: B, coverage: 100% }, { level: null, coverage: 0, reason: coverage_too_low }] }]
`,
    'wrong.yaml',
  )
  expect(wrong.problems).toEqual([])
  const { problems, runs } = runAssessmentCases(wrong, libraryOf([wrong]).library)
  expect(problems.map((p) => [p.expected, p.actual, p.line])).toEqual([
    ['7', '8', 19],
    ['B', 'A', 19],
  ])
  expect(runs).toHaveLength(1)
})

test('a scale where less is better may end at values that differ from firm to firm', () => {
  const falling = readPolicy(
    `
policy: falling
title: t
issuer: t
level: city
source: { title: t }
validFrom: 2024-01-01
facts: { x: { label: 能耗, type: quantity, supplier: s }, base: { label: 基准, type: quantity, supplier: s }, lead: { label: 引领, type: quantity, supplier: s } }
scorecards:
  card:
    label: c
    indicators: [{ id: x, label: x, max: 10, points: { interpolate: { of: x, zeroAt: base, fullAt: lead, points: 10, lessIsBetter: true } } }]
clauses: [{ id: c, title: c, text: c, benefit: entitlement, when: { score: card, atLeast: 5 }, amount: 0元 }]
`,
    'falling.yaml',
  )
  expect(falling.problems).toEqual([])
  const facts = libraryOf([falling]).library.facts
  const at = (x: bigint) => {
    const table = tableOf(
      [
        {
          id: '1',
          facts: new Map([
            ['x', x],
            ['base', 30n],
            ['lead', 10n],
          ]),
        },
      ],
      facts,
    )
    return value(
      scoreRow(
        falling.policy!.scores.get('card')!,
        '1',
        rowSource(table, { given: new Map(), standings: new Map() }, 19_800, 0),
      ).score,
    )
  }
  expect([40n, 30n, 15n, 10n, 5n].map(at)).toEqual([0, 0, 7.5, 10, 10])
})
