// Edges of stacking that random rules seldom meet: clauses that do not stand, limits that nobody knows, shared groups, and
// that nothing is ever said to be taken where nothing was.
import { describe, expect, test } from 'vitest'
import type { Clause, StackingRule } from './policy.ts'
import { RunMemory } from './run-memory.ts'
import { type OnTake, type StackContext, stack, stackScratch } from './stack.ts'

type Rule = StackingRule & { fen: number | null }
const keys = ['a', 'b', 'c']
/** A rule over clauses; `fen` null: its limit differs from line to line. */
const rule = (
  kind: StackingRule['rule'],
  clauses: string[],
  fen: number | null = 0,
  scope = 'enterprise',
): Rule =>
  ({
    ...{ rule: kind, clauses, scope, policy: 'p', fen },
    cap: kind === 'sumCap' ? { op: 'const', unit: 'money', n: 0n, d: 1n } : null,
  }) as Rule

type Case = {
  rules: Rule[]
  /** For each clause the amounts of the lines; null: no award on that line, 0: an award of nothing. */
  lines: (number | null)[][]
  /** Which enterprise each line belongs to; each its own unless told. */
  enterprises?: number[]
  /** The limit of a line, for rules whose limit differs. */
  capOfLine?: number[]
  isTold?: boolean
  onUnsearched?: StackContext['onUnsearched']
  scratch?: StackContext['scratch']
  /** The limit of each clause itself, on the enterprise. */
  limits?: (number | null)[]
}

function settle({ rules, lines, enterprises, capOfLine = [], isTold = true, limits = [], ...more }: Case) {
  const memory = new RunMemory(8)
  const gross = lines.map((amounts) => {
    const rows = amounts.flatMap((fen, row) => (fen === null ? [] : [row]))
    return { rows: Int32Array.from(rows), fen: Float64Array.from(rows, (row) => amounts[row]!) }
  })
  const taken: [string, number, number][] = []
  const onTake: OnTake = (_, clause, entry, fen) => taken.push([keys[clause]!, entry, fen])
  const ctx: StackContext = {
    scratch: more.scratch ?? stackScratch(8),
    clauses: lines.map((_, i) => {
      const capFen = limits[i] ?? null
      const limit = capFen === null ? null : { capFen, scope: 'enterprise' }
      return { key: keys[i], limit } as unknown as Clause
    }),
    rules,
    grouping: (scope) =>
      scope === 'enterprise' && enterprises
        ? { groups: Int32Array.from(enterprises), count: 4 }
        : { groups: null, count: 4 },
    constantCap: (of) => ((of as Rule).cap ? (of as Rule).fen : Number.POSITIVE_INFINITY),
    capOf: (_, row) => capOfLine[row] ?? Number.NaN,
    copy: (fen) => memory.copy(fen),
    mayBeUnknown: !isTold,
    ...(more.onUnsearched ? { onUnsearched: more.onUnsearched } : {}),
  }
  const net = stack(ctx, gross, isTold ? onTake : undefined).map((fen) => [...fen])
  return { net, taken }
}

describe('rules over clauses that do not stand here', () => {
  test('where the first of an exclusion does not stand, nothing is excluded', () => {
    const { net, taken } = settle({ rules: [rule('excludes', ['z', 'a', 'b'])], lines: [[5], [7]] })
    expect([net, taken]).toEqual([[[5], [7]], []])
  })
  test('the others of a limit share it as if the missing one were not named', () => {
    expect(settle({ rules: [rule('sumCap', ['z', 'a', 'b'], 6)], lines: [[5], [7]] }).net).toEqual([[5], [1]])
  })
  test('so they do where the limit crosses a choice', () => {
    const rules = [rule('highestOne', ['a', 'z', 'b']), rule('sumCap', ['b', 'z', 'c'], 6)]
    expect(settle({ rules, lines: [[5], [7], [4]] }).net).toEqual([[5], [0], [4]])
    const only = [rule('excludes', ['z', 'a', 'c']), rule('highestOne', ['a', 'b', 'c'])]
    expect(settle({ rules: only, lines: [[5], [7], [4]] }).net).toEqual([[0], [7], [0]])
    const headless = [rule('highestOne', ['a', 'b']), rule('excludes', ['z', 'b', 'c'])]
    expect(settle({ rules: headless, lines: [[5], [7], [4]] }).net).toEqual([[0], [7], [4]])
  })
})

describe('what is said to be taken', () => {
  test('nothing of an amount of nothing, by any rule', () => {
    const lines = [[5], [0], [0]]
    for (const one of [
      rule('excludes', ['a', 'b', 'c']),
      rule('highestOne', ['b', 'a', 'c']),
      rule('topUp', ['b', 'a', 'c']),
      rule('sumCap', ['b', 'a', 'c'], 9),
    ])
      expect(settle({ rules: [one], lines })).toEqual({ net: lines, taken: [] })
  })
  test('nothing where a limit is met exactly', () => {
    const { net, taken } = settle({ rules: [rule('sumCap', ['a', 'b'], 12)], lines: [[5], [7]] })
    expect([net, taken]).toEqual([[[5], [7]], []])
  })
  test('once for each award, and no more than there was', () => {
    const { net, taken } = settle({
      rules: [rule('sumCap', ['a', 'b'], 8)],
      lines: [
        [5, 9],
        [7, 2],
      ],
    })
    expect(net).toEqual([
      [5, 8],
      [3, 0],
    ])
    expect(taken).toEqual([
      ['a', 1, 1],
      ['b', 0, 4],
      ['b', 1, 2],
    ])
  })
  test('in a crossed choice too: the losers of the choice, then what the limit takes', () => {
    const rules = [rule('highestOne', ['a', 'b']), rule('sumCap', ['a', 'c'], 10)]
    expect(settle({ rules, lines: [[10], [3], [9]] })).toEqual({
      // a + c is 10 at most, b + c is 12.
      net: [[0], [3], [9]],
      taken: [['a', 0, 10]],
    })
  })
})

describe('the limit of a clause itself', () => {
  test('is taken before any rule, over all lines of an enterprise, and from that clause alone', () => {
    const of = {
      lines: [
        [5, 5, 5],
        [5, 5, 5],
      ],
      limits: [7, null],
      enterprises: [1, 1, 2],
    }
    expect(settle({ ...of, rules: [] })).toEqual({
      net: [
        [5, 2, 5],
        [5, 5, 5],
      ],
      taken: [['a', 1, 3]],
    })
    expect(settle({ ...of, rules: [rule('highestOne', ['a', 'b'], 0, 'project')] }).net).toEqual([
      [5, 0, 5],
      [0, 5, 0],
    ])
  })
  test('is the same where nobody asks what was taken', () => {
    expect(settle({ rules: [], lines: [[5, 9]], limits: [7], isTold: false }).net).toEqual([[5, 7]])
  })
})

describe('limits that differ from line to line', () => {
  test('an enterprise of several lines has the limit of the line that is served first', () => {
    const { net } = settle({
      rules: [rule('sumCap', ['a', 'b'], null)],
      lines: [
        [6, 6, 6],
        [2, 2, 2],
      ],
      enterprises: [1, 1, 0],
      capOfLine: [7, 100, 3],
    })
    expect(net).toEqual([
      [6, 1, 3],
      [0, 0, 0],
    ])
  })
  test('two such limits in a row do not see each other’s lines', () => {
    const scratch = stackScratch(8)
    const rules = [rule('sumCap', ['a'], null), rule('sumCap', ['b'], null)]
    const of = {
      rules,
      lines: [
        [6, 6],
        [9, 9],
      ],
      enterprises: [1, 2],
      capOfLine: [4, 5],
    }
    const expected = [
      [4, 5],
      [4, 5],
    ]
    expect(settle({ ...of, scratch }).net).toEqual(expected)
    expect(settle({ ...of, scratch }).net).toEqual(expected)
  })
  test('a line that the first of two such limits did not touch has its own in the second', () => {
    const rules = [rule('sumCap', ['a'], null), rule('sumCap', ['b'], null)]
    const lines = [
      [6, null],
      [null, 9],
    ]
    expect(settle({ rules, lines, capOfLine: [4, 5] }).net).toEqual([[4], [5]])
  })
  test('who pays nothing excludes nobody, in the second exclusion either', () => {
    const rules = [rule('excludes', ['a', 'c']), rule('excludes', ['b', 'c'])]
    expect(settle({ rules, lines: [[0], [0], [3]] }).net).toEqual([[0], [0], [3]])
  })
  test('an exclusion after another does not take the first one’s groups for its own', () => {
    const scratch = stackScratch(8)
    const first = [rule('excludes', ['a', 'c'])]
    expect(
      settle({
        rules: first,
        lines: [
          [1, null],
          [null, null],
          [3, 3],
        ],
        scratch,
      }).net[2],
    ).toEqual([0, 3])
    const second = [rule('excludes', ['b', 'c'])]
    expect(
      settle({
        rules: second,
        lines: [
          [1, 1],
          [null, 2],
          [3, 3],
        ],
        scratch,
      }).net[2],
    ).toEqual([3, 0])
  })
})

describe('what nobody knows', () => {
  test('an unknown limit makes unknown what asks for something, and leaves what asks for nothing', () => {
    const { net } = settle({
      rules: [rule('sumCap', ['a', 'b'], Number.NaN)],
      lines: [
        [0, 5],
        [0, 0],
      ],
      isTold: false,
    })
    expect(net).toEqual([
      [0, Number.NaN],
      [0, 0],
    ])
  })
  test('an unknown amount stays unknown under a known limit, and so does what is served after it', () => {
    const { net } = settle({
      rules: [rule('sumCap', ['a', 'b', 'c'], 9)],
      lines: [[Number.NaN], [3], [0]],
      isTold: false,
    })
    expect(net).toEqual([[Number.NaN], [Number.NaN], [0]])
  })
  test('in a crossed choice an award of nothing is known to be nothing, whatever the limit', () => {
    const rules = [rule('highestOne', ['a', 'b']), rule('sumCap', ['a', 'c'], Number.NaN)]
    const told: number[] = []
    const { net } = settle({ rules, lines: [[10], [8], [0]], onUnsearched: (groups) => told.push(groups) })
    expect(net).toEqual([[Number.NaN], [Number.NaN], [0]])
    // All combinations were looked at; it is the limit that is not known.
    expect(told).toEqual([])
    expect(settle({ rules, lines: [[0], [0], [4]] }).net).toEqual([[0], [0], [Number.NaN]])
  })
})

describe('where lines share groups', () => {
  test('of equal awards the one that the limit leaves is kept, be it of one fen', () => {
    const rules = [rule('highestOne', ['a', 'b']), rule('sumCap', ['a', 'c'], 0)]
    expect(settle({ rules, lines: [[1], [1], [0]] }).net).toEqual([[0], [1], [0]])
  })
  test('exactly as many combinations as are searched are searched', () => {
    const told: number[] = []
    const lines = [9, 8].map((fen) => Array<number>(16).fill(fen))
    const rules = [rule('highestOne', ['a', 'b'], 0, 'project'), rule('sumCap', ['a', 'b'], 1)]
    // 2 ^ 16 = 65,536.
    settle({ rules, lines, enterprises: Array(16).fill(1), onUnsearched: (groups) => told.push(groups) })
    expect(told).toEqual([])
  })
  test('an award of nothing wins no choice and shuts nobody out', () => {
    const rules = [rule('highestOne', ['a', 'b']), rule('excludes', ['a', 'c'])]
    expect(settle({ rules, lines: [[0], [0], [4]] })).toEqual({ net: [[0], [0], [4]], taken: [] })
  })
  test('lines that two rules join in a ring are settled once, together', () => {
    const rules = [
      rule('highestOne', ['a', 'b']),
      rule('sumCap', ['a', 'c'], 5, 'project'),
      rule('sumCap', ['b', 'c'], 7),
    ]
    const { net } = settle({
      rules,
      lines: [
        [4, 4],
        [3, 3],
        [2, 2],
      ],
      enterprises: [1, 1],
    })
    // Line by line a + c is 5 at most; of the enterprise b + c is 7 at most: one award of the choice is kept.
    const sum = net.flat().reduce((all, fen) => all + fen, 0)
    expect(sum).toBe(7)
  })
  test('more combinations than are searched are told, with the clauses, and settled in the greedy order', () => {
    const told: [number, readonly string[]][] = []
    const of = (count: number) => ({
      rules: [rule('highestOne', ['a', 'b', 'c'], 0, 'project'), rule('sumCap', ['a', 'b', 'c'], 1)],
      lines: [9, 8, 7].map((fen) => Array<number>(count).fill(fen)),
      enterprises: Array<number>(count).fill(1),
    })
    // 3 ^ 10 = 59,049 are searched, 3 ^ 11 = 177,147 are more than 65,536.
    settle({ ...of(10), onUnsearched: (groups, clauses) => told.push([groups, clauses]) })
    expect(told).toEqual([])
    const { net } = settle({ ...of(11), onUnsearched: (groups, clauses) => told.push([groups, clauses]) })
    expect(told).toEqual([[1, ['a', 'b', 'c']]])
    expect(net.flat().reduce((all, fen) => all + fen, 0)).toBe(1)
    expect(() => settle(of(11))).not.toThrow()
  })
})
