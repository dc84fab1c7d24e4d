// The lines of one card: classes where it has some, direct passes, vetoes, and what does not stand.
import { expect, test } from 'vitest'
import { libraryOf } from './library.ts'
import { readPolicy } from './read-policy.ts'
import { scoreTable } from './scorecard.ts'
import { tableOf } from './table.ts'

const head = (name: string) => `
policy: ${name}
title: 示范评分
issuer: 示范市
level: city
source: { title: 示范 }
validFrom: 2024-01-01
facts:
  rd: { label: 研发, type: money, supplier: 企业, changeable: true }
  is_listed: { label: 上市, type: bool, supplier: 企业 }
  is_polluter: { label: 环境处罚, type: bool, supplier: 环保局 }
`
const withCards = readPolicy(
  `${head('cards')}
scorecards:
  plain:
    label: 只有分
    indicators:
      - { id: rd, label: 研发, max: 10, points: { interpolate: { of: rd, zeroAt: 0元, fullAt: 10万元, points: 10 } } }
  open:
    label: 直接通过
    indicators:
      - { id: rd, label: 研发, max: 10, points: { interpolate: { of: rd, zeroAt: 0元, fullAt: 10万元, points: 10 } } }
    vetoes: [is_polluter]
    directPass: [is_listed]
    classes: { by: band, levels: [{ level: A, from: 8 }, { level: B }] }
assessments:
  open:
    label: 直接通过
    minCoverage: 50%
    groups: [{ id: all, label: 全部, card: open }]
`,
  'cards.yaml',
)
const withoutCards = readPolicy(
  `${head('none')}
clauses:
  - { id: a, title: 甲, text: 甲, benefit: entitlement, when: { fact: rd, above: 0 }, amount: rd }
`,
  'none.yaml',
)
const { library } = libraryOf([withCards])
const rows = [
  { rd: 9, listed: false, polluter: false },
  { rd: 2, listed: true, polluter: false },
  { rd: 9, listed: null, polluter: true },
  { rd: 2, listed: false, polluter: null },
].map(({ rd, listed, polluter }, i) => ({
  id: String(i),
  facts: new Map<string, never>([
    ['rd', BigInt(rd * 1_000_000) as never],
    ['is_listed', listed as never],
    ['is_polluter', polluter as never],
  ]),
}))
const linesOf = (of: typeof withCards, card: string) =>
  scoreTable(
    of.policy!,
    card,
    tableOf(rows, library.facts),
    { given: new Map(), standings: new Map() },
    19_800,
  )

test('the cards are written without mistakes', () => {
  expect([...withCards.problems, ...withoutCards.problems]).toEqual([])
})

test('a direct pass and a veto are told as they hold, unknown where they are', () => {
  const told = linesOf(withCards, 'open').map((line) => [line.passesDirectly, line.isVetoed])
  expect(told).toEqual([
    [false, false],
    [true, false],
    [null, true],
    [false, null],
  ])
})

test('a card with classes gives one where it can be told, a card without gives none', () => {
  const levels = (card: string) => linesOf(withCards, card).map(({ level }) => level)
  expect(levels('open').slice(0, 2)).toEqual(['A', expect.any(String)])
  expect(levels('plain')).toEqual([null, null, null, null])
  expect(
    linesOf(withCards, 'plain').map(({ passesDirectly, isVetoed }) => [passesDirectly, isVetoed]),
  ).toEqual(Array(4).fill([false, false]))
})

test('a card that does not stand, in a policy with cards or without any, has no lines', () => {
  expect(linesOf(withCards, 'nowhere')).toEqual([])
  expect(linesOf(withoutCards, 'open')).toEqual([])
})
