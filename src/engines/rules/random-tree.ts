/** Random trees, tables and city values for the differential tests. */
import fc from 'fast-check'
import type { CellValue } from './cell.ts'
import { type Comparison, type Cond, constant, type Leaf, type Num, type Unit } from './core.ts'
import type { FactValue } from './fact-value.ts'
import type { Fraction } from './fraction.ts'
import type { Clause } from './policy.ts'
import { type Row, tableOf } from './table.ts'
import type { FactDefinition, Rounding } from './written.ts'

const money = (label: string): FactDefinition => ({ label, type: 'money' })
export const randomFacts = new Map<string, FactDefinition>([
  ['a', money('甲')],
  ['b', money('乙')],
  ['rate', { label: '率', type: 'rate' }],
  ['count', { label: '数', type: 'count' }],
  ['since', { label: '日', type: 'date' }],
  ['flag', { label: '是否', type: 'bool' }],
  ['word', { label: '类', type: 'text' }],
  ['titles', { label: '称号', type: 'titles' }],
  ['years', { label: '历年', type: 'series', of: 'money' }],
])

const leaf: Leaf = { label: '', path: [], nearPpm: 100_000n, changeable: true }
/** Small values make ties frequent; large ones pass 2^53 and must fall back. */
const wholes = fc.oneof(
  { weight: 4, arbitrary: fc.bigInt(-3n, 12n) },
  { weight: 2, arbitrary: fc.bigInt(0n, 10n ** 7n) },
  { weight: 2, arbitrary: fc.bigInt(-(10n ** 12n), 10n ** 15n) },
)
const units: Unit = 'money'

export const randomNum: fc.Memo<Num> = fc.memo((depth): fc.Arbitrary<Num> => {
  const bottom: fc.Arbitrary<Num> = fc.oneof(
    fc
      .tuple(wholes, fc.constantFrom(1n, 2n, 3n, 7n, 100n, 1_000_000n))
      .map(([n, d]) => constant(units, n, d)),
    fc.constantFrom('a', 'b').map((fact): Num => ({ op: 'fact', unit: 'money', fact })),
    fc.constant<Num>({ op: 'fact', unit: 'rate', fact: 'rate' }),
    fc.constant<Num>({ op: 'fact', unit: 'count', fact: 'count' }),
    fc.constant<Num>({ op: 'yearsSince', unit: 'count', fact: 'since' }),
    fc
      .integer({ min: -2, max: 0 })
      .map((offset): Num => ({ op: 'year', unit: 'money', fact: 'years', offset })),
    fc.constantFrom('c/x', 'c/x+').map((key): Num => ({ op: 'given', unit: 'rate', key })),
    fc.constant<Num>({ op: 'standing', unit: 'count', key: 's/a/highest//rank' }),
  )
  if (depth <= 1) return bottom
  const part = randomNum(depth - 1)
  const pair = fc.tuple(part, part)
  const list = fc.array(part, { minLength: 1, maxLength: 3 })
  return fc.oneof(
    { weight: 2, arbitrary: bottom },
    fc.tuple(fc.constantFrom('add', 'min', 'max'), list).map(([op, of]) => ({ op, unit: units, of }) as Num),
    fc
      .tuple(fc.constantFrom('sub', 'mul', 'div'), pair)
      .map(([op, [a, b]]) => ({ op, unit: units, a, b }) as Num),
    part.map((of): Num => ({ op: 'floor', unit: units, of })),
    pair.map(([of, otherwise]): Num => ({ op: 'known', unit: units, of, otherwise })),
    fc
      .tuple(fc.array(fc.tuple(randomCond(depth - 1), part), { minLength: 1, maxLength: 2 }), fc.option(part))
      .map(
        ([cases, otherwise]): Num => ({
          op: 'choose',
          unit: units,
          cases: cases.map(([when, give]) => ({ when, give })),
          otherwise,
        }),
      ),
  )
})

const comparisons: readonly Comparison[] = ['>=', '>', '<=', '<', '==', '!=']

export const randomCond: fc.Memo<Cond> = fc.memo((depth): fc.Arbitrary<Cond> => {
  const num = randomNum(Math.max(1, depth - 1))
  const bottom: fc.Arbitrary<Cond> = fc.oneof(
    {
      weight: 4,
      arbitrary: fc
        .tuple(fc.constantFrom(...comparisons), num, num)
        .map(([is, a, b]): Cond => ({ op: 'compare', is, a, b, leaf })),
    },
    fc.constant<Cond>({ op: 'flag', fact: 'flag', leaf }),
    fc.constant<Cond>({ op: 'cell', fact: 'word', test: { kind: 'in', values: ['x', 'y'] }, leaf }),
    fc.constant<Cond>({ op: 'cell', fact: 'word', test: { kind: 'prefix', prefixes: ['3'] }, leaf }),
    fc.constant<Cond>({ op: 'cell', fact: 'titles', test: { kind: 'holds', titles: ['T'] }, leaf }),
    fc.constant<Cond>({
      op: 'cell',
      fact: 'titles',
      test: { kind: 'newly', titles: ['T'], months: 12 },
      leaf,
    }),
    fc.constant<Cond>({ op: 'cell', fact: 'titles', test: { kind: 'firstTime', titles: ['T', 'U'] }, leaf }),
    fc.constant<Cond>({ op: 'cell', fact: 'years', test: { kind: 'firstCrossing', limit: 5n }, leaf }),
    num.map((need): Cond => ({ op: 'undecided', needs: [need] })),
  )
  if (depth <= 1) return bottom
  const part = randomCond(depth - 1)
  const list = fc.array(part, { minLength: 1, maxLength: 3 })
  return fc.oneof(
    { weight: 2, arbitrary: bottom },
    fc.tuple(fc.constantFrom('all', 'any'), list).map(([op, of]) => ({ op, of }) as Cond),
    part.map((of): Cond => ({ op: 'not', of })),
    fc.tuple(fc.integer({ min: 1, max: 3 }), list).map(([count, of]): Cond => ({ op: 'atLeast', count, of })),
  )
})

const day = fc.integer({ min: 18_000, max: 19_500 })
const cells = {
  word: fc.constantFrom('x', 'y', 'z', '37', '4').map((text): CellValue => ({ kind: 'text', text })),
  titles: fc
    .tuple(
      fc.array(fc.tuple(fc.constantFrom('T', 'U'), fc.option(day), fc.option(day)), { maxLength: 2 }),
      fc.constantFrom(undefined, [], ['T'], ['T', 'U']),
    )
    .map(
      ([spans, knownFor]): CellValue => ({
        kind: 'titles',
        titles: spans.map(([title, fromDay, untilDay]) => ({ title, fromDay, untilDay })),
        knownFor,
      }),
    ),
  years: fc
    .array(fc.tuple(fc.integer({ min: 2019, max: 2022 }), fc.bigInt(0n, 9n)), { maxLength: 4 })
    .map((pairs): CellValue => ({ kind: 'series', byYear: new Map(pairs) })),
}
const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { freq: 5 })

const randomRow: fc.Arbitrary<ReadonlyMap<string, FactValue>> = fc
  .record({
    a: maybe(wholes),
    b: maybe(wholes),
    rate: maybe(fc.bigInt(-200_000n, 3_000_000n)),
    count: maybe(fc.bigInt(0n, 9n)),
    since: maybe(day.map(BigInt)),
    flag: maybe(fc.boolean()),
    word: maybe(cells.word),
    titles: maybe(cells.titles),
    years: maybe(cells.years),
  })
  .map((row) => new Map<string, FactValue>(Object.entries(row)))

export const randomTable = fc.array(randomRow, { minLength: 1, maxLength: 12 }).map((rows) =>
  tableOf(
    rows.map((facts, i): Row => ({ id: String(i), facts })),
    randomFacts,
  ),
)

export const randomGiven: fc.Arbitrary<Fraction | null> = fc.option(
  fc.tuple(fc.bigInt(-50_000n, 200_000n), fc.constantFrom(1_000_000n, 3n)).map(([n, d]) => ({ n, d })),
)

const roundings: readonly Rounding[] = ['fen_down', 'fen_half_up', 'yuan_down', 'yuan_half_up', 'wan_down']

/** A clause as the compilers see it. */
export const randomClause = fc
  .tuple(randomCond(3), fc.option(randomCond(2)), randomNum(4), fc.constantFrom(...roundings))
  .map(
    ([when, near, amount, rounding]) =>
      ({
        key: 'p/c',
        policy: 'p',
        id: 'c',
        when,
        near,
        amount,
        rounding,
        validFromDay: 0,
        validToDay: null,
      }) as unknown as Clause,
  )
