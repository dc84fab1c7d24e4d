/**
 * The closed tree that every rule becomes. Three compilers read it (columns, explanation, text) and one
 * BigInt reference; whatever the written form offers is built from these nodes and nothing else.
 *
 * Numbers are exact: money in 分, rates as ppm / 1,000,000, quantities with four decimals, dates as days
 * since 1970-01-01. `as` remembers which written form a node came from, for the words only.
 */
export type Unit = 'money' | 'rate' | 'count' | 'quantity' | 'date' | 'points'

export type Num = { readonly unit: Unit; readonly as?: string; readonly label?: string } & (
  | { readonly op: 'const'; readonly n: bigint; readonly d: bigint }
  | { readonly op: 'fact'; readonly fact: string }
  | { readonly op: 'year'; readonly fact: string; readonly offset: number }
  | { readonly op: 'yearsSince'; readonly fact: string }
  | { readonly op: 'given'; readonly key: string }
  | { readonly op: 'standing'; readonly key: string }
  | { readonly op: 'add'; readonly of: readonly Num[] }
  | { readonly op: 'min'; readonly of: readonly Num[] }
  | { readonly op: 'max'; readonly of: readonly Num[] }
  | { readonly op: 'sub'; readonly a: Num; readonly b: Num }
  | { readonly op: 'mul'; readonly a: Num; readonly b: Num }
  | { readonly op: 'div'; readonly a: Num; readonly b: Num }
  | { readonly op: 'floor'; readonly of: Num }
  | { readonly op: 'known'; readonly of: Num; readonly otherwise: Num }
  | { readonly op: 'choose'; readonly cases: readonly Choice[]; readonly otherwise: Num | null }
)

export type Choice = { readonly when: Cond; readonly give: Num }

export type Comparison = '>=' | '>' | '<=' | '<' | '==' | '!='

/** What a condition says for the reader; `path` is where it stands in the written policy. */
export type Leaf = {
  readonly label: string
  readonly path: readonly (string | number)[]
  /** How far below (or above) the limit still counts as 差一点, in ppm of the limit; null: never. */
  readonly nearPpm: bigint | null
  readonly changeable: boolean
}

export type Cond =
  | { readonly op: 'all'; readonly of: readonly Cond[]; readonly label?: string }
  | { readonly op: 'any'; readonly of: readonly Cond[]; readonly label?: string }
  | { readonly op: 'not'; readonly of: Cond }
  | { readonly op: 'atLeast'; readonly count: number; readonly of: readonly Cond[]; readonly label?: string }
  | { readonly op: 'compare'; readonly is: Comparison; readonly a: Num; readonly b: Num; readonly leaf: Leaf }
  | { readonly op: 'flag'; readonly fact: string; readonly leaf: Leaf }
  | { readonly op: 'cell'; readonly fact: string; readonly test: CellTest; readonly leaf: Leaf }
  /** Cannot be decided because these numbers are unknown; used by scorecards. */
  | { readonly op: 'undecided'; readonly needs: readonly Num[] }

/** Questions to a text, a list of titles or a yearly series. */
export type CellTest =
  | { readonly kind: 'in'; readonly values: readonly string[] }
  | { readonly kind: 'prefix'; readonly prefixes: readonly string[] }
  | { readonly kind: 'holds'; readonly titles: readonly string[] }
  | { readonly kind: 'newly'; readonly titles: readonly string[]; readonly months: number }
  | { readonly kind: 'firstTime'; readonly titles: readonly string[] }
  | { readonly kind: 'firstCrossing'; readonly limit: bigint }

/**
 * Truth with two kinds of unknown. `all` is the largest of its parts, `not` swaps true and false, `any` is
 * the negation of `all` of the negations: a missing city value outweighs a missing fact of the firm.
 */
export const TRUE = 0
export const INSUFFICIENT = 1
export const NOT_COMPUTABLE = 2
export const FALSE = 3
export type Truth = 0 | 1 | 2 | 3

export const negate = (x: Truth): Truth => (x === TRUE ? FALSE : x === FALSE ? TRUE : x)

export const constant = (unit: Unit, n: bigint, d = 1n): Num => ({ op: 'const', unit, n, d })

/** The direct parts of a number that are numbers. */
export function partsOf(num: Num): readonly Num[] {
  switch (num.op) {
    case 'add':
    case 'min':
    case 'max':
      return num.of
    case 'sub':
    case 'mul':
    case 'div':
      return [num.a, num.b]
    case 'floor':
      return [num.of]
    case 'known':
      return [num.of, num.otherwise]
    case 'choose':
      return [...num.cases.map((c) => c.give), ...(num.otherwise ? [num.otherwise] : [])]
    default:
      return []
  }
}

/** Calls `see` for every number under a number, conditions of choices included. */
export function walkNum(num: Num, see: (num: Num) => void, seeCond?: (cond: Cond) => void): void {
  see(num)
  if (num.op === 'choose') for (const choice of num.cases) walkCond(choice.when, see, seeCond)
  for (const part of partsOf(num)) walkNum(part, see, seeCond)
}

/** Calls `see` for every number under a condition, and `seeCond` for every condition. */
export function walkCond(cond: Cond, see: (num: Num) => void, seeCond?: (cond: Cond) => void): void {
  seeCond?.(cond)
  if (cond.op === 'all' || cond.op === 'any' || cond.op === 'atLeast')
    for (const part of cond.of) walkCond(part, see, seeCond)
  else if (cond.op === 'not') walkCond(cond.of, see, seeCond)
  else if (cond.op === 'compare') {
    walkNum(cond.a, see, seeCond)
    walkNum(cond.b, see, seeCond)
  } else if (cond.op === 'undecided') for (const need of cond.needs) walkNum(need, see, seeCond)
}

/** The city values, parameters and standings a number rests on: when one is missing it is 暂不可算. */
export function givenKeys(nums: readonly Num[]): Set<string> {
  const keys = new Set<string>()
  for (const num of nums)
    walkNum(num, (n) => {
      if (n.op === 'given' || n.op === 'standing') keys.add(n.key)
    })
  return keys
}

/** The facts of the subject that numbers and conditions ask for. */
export function factsOf(conds: readonly Cond[], nums: readonly Num[]): Set<string> {
  const facts = new Set<string>()
  const see = (n: Num) => {
    if (n.op === 'fact' || n.op === 'year' || n.op === 'yearsSince') facts.add(n.fact)
  }
  const seeCond = (c: Cond) => {
    if (c.op === 'flag' || c.op === 'cell') facts.add(c.fact)
  }
  for (const cond of conds) walkCond(cond, see, seeCond)
  for (const num of nums) walkNum(num, see, seeCond)
  return facts
}
