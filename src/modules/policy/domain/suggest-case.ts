import {
  formatQuantity,
  type PolicyText,
  type WrittenCase,
  type WrittenClause,
} from '../../../engines/rules/index.ts'
import { type CheckedRules, checkRules } from './check-rules.ts'

export type CaseKind = 'positive' | 'negative' | 'boundary'
export type MissingCase = {
  readonly clause: string
  readonly kind: CaseKind
  readonly message: string
  /** A case that would fill the gap, with what the rules give for it; null where none could be worked out. */
  readonly suggestion: WrittenCase | null
}

type Facts = Record<string, unknown>
type Leaf =
  | {
      readonly kind: 'limit'
      readonly fact: string
      readonly is: string
      readonly limit: string
      readonly type: string
    }
  | { readonly kind: 'flag'; readonly fact: string; readonly wanted: boolean }
  | { readonly kind: 'text'; readonly fact: string; readonly value: string }
  | { readonly kind: 'title'; readonly fact: string; readonly title: string }

const limitKeys = ['atLeast', 'above', 'atMost', 'below', 'equals'] as const
const missingWords: Readonly<Record<CaseKind, RegExp>> = {
  positive: /缺少正例/u,
  negative: /缺少反例/u,
  boundary: /缺少边界案例/u,
}

/**
 * Which kinds of worked case each clause still lacks before it may be published, with a case that would do. What it
 * expects is what the rules give now: the officer reads it against the notice before adding it.
 */
export function missingCases(written: { clauses: WrittenClause[] }, checked: CheckedRules): MissingCase[] {
  const { policy } = checked.text
  if (!policy) return []
  return checked.problems.flatMap(({ clause: id, message }): MissingCase[] => {
    const clause = written.clauses.find((one) => one.id === id)
    const kind = (Object.keys(missingWords) as CaseKind[]).find((one) => missingWords[one].test(message))
    if (!clause || !kind) return []
    return [{ clause: clause.id, kind, message, suggestion: suggest(written, clause, policy, kind) }]
  })
}

function suggest(
  written: { clauses: WrittenClause[] },
  clause: WrittenClause,
  policy: NonNullable<PolicyText['policy']>,
  kind: CaseKind,
): WrittenCase | null {
  const leaves = leavesOf(clause.when, policy.facts)
  const base = { ...defaultsOf(clause, policy), ...goodFacts(clause, leaves) }
  const candidates =
    kind === 'positive' ? [base] : kind === 'negative' ? broken(base, leaves) : edges(base, leaves, clause)
  for (const facts of candidates) {
    const on =
      facts === base && kind === 'boundary' ? (clause.validFrom ?? policy.written.validFrom) : undefined
    const tried = tryCase(written, clause, {
      name: nameOf(kind, facts, base, leaves),
      ...(on ? { on } : {}),
      facts,
    })
    if (tried && fills(kind, tried)) return tried
  }
  return null
}

const fills = (kind: CaseKind, { expect }: WrittenCase): boolean => {
  const { verdict } = expect as { verdict: string }
  return kind === 'positive'
    ? verdict === 'entitled'
    : kind === 'negative'
      ? verdict === 'near' || verdict === 'not_eligible'
      : verdict !== 'insufficient_data' && verdict !== 'not_computable'
}

/** The simple questions of a condition; what stands under a negation or a choice is left alone. */
function leavesOf(node: unknown, facts: NonNullable<PolicyText['policy']>['facts']): Leaf[] {
  if (typeof node === 'string') return [{ kind: 'flag', fact: node, wanted: true }]
  if (typeof node !== 'object' || node === null) return []
  const cond = node as Record<string, unknown>
  if (Array.isArray(cond.all)) return cond.all.flatMap((part) => leavesOf(part, facts))
  if (Array.isArray(cond.any)) return cond.any.slice(0, 1).flatMap((part) => leavesOf(part, facts))
  if (typeof cond.is === 'string') return [{ kind: 'flag', fact: cond.is, wanted: true }]
  if (typeof cond.isNot === 'string') return [{ kind: 'flag', fact: cond.isNot, wanted: false }]
  const title = cond.holds ?? cond.newly ?? cond.firstTime
  if (title !== undefined) {
    const fact =
      typeof cond.fact === 'string'
        ? cond.fact
        : Object.keys(facts).find((name) => facts[name]!.type === 'titles')
    return fact ? [{ kind: 'title', fact, title: String([title].flat()[0]) }] : []
  }
  if (typeof cond.fact !== 'string' || facts[cond.fact] === undefined) return []
  if (cond.in !== undefined) return [{ kind: 'text', fact: cond.fact, value: String([cond.in].flat()[0]) }]
  const { type } = facts[cond.fact]!
  return limitKeys.flatMap((is): Leaf[] =>
    typeof cond[is] === 'string' || typeof cond[is] === 'number'
      ? [{ kind: 'limit', fact: cond.fact as string, is, limit: String(cond[is]), type }]
      : [],
  )
}

/** Facts of the first case that is granted, else what satisfies every simple question. */
function goodFacts(clause: WrittenClause, leaves: readonly Leaf[]): Facts {
  const known = (clause.cases ?? []).find(({ expect, facts }) => {
    const one = Array.isArray(expect) ? undefined : expect
    return (
      !Array.isArray(facts) &&
      (one?.verdict === 'entitled' || isPositive(one?.amount) || isPositive(one?.ceiling))
    )
  })
  if (known && !Array.isArray(known.facts)) return known.facts
  return Object.fromEntries(leaves.map((leaf) => [leaf.fact, good(leaf)]))
}

const isPositive = (amount: unknown): boolean =>
  amount !== undefined && amount !== null && !/^0(元)?$/u.test(String(amount))

const good = (leaf: Leaf): unknown => {
  if (leaf.kind === 'flag') return leaf.wanted ? '是' : '否'
  if (leaf.kind === 'text') return leaf.value
  if (leaf.kind === 'title') return leaf.title
  // Well inside the limit: a granted case on the limit itself would hide that the boundary case is missing.
  return leaf.is === 'atMost' || leaf.is === 'below'
    ? scaled(leaf.limit, 0.5)
    : leaf.is === 'equals'
      ? leaf.limit
      : scaled(leaf.limit, 2)
}

/** What else the amount needs: one hundred of whatever it is, so that a case can be computed at all. */
function defaultsOf(clause: WrittenClause, { clauses, facts }: NonNullable<PolicyText['policy']>): Facts {
  const asked = clauses.find(({ id }) => id === clause.id)?.facts ?? new Set<string>()
  const sample: Readonly<Record<string, unknown>> = {
    money: '100万元',
    rate: '10%',
    count: '1',
    quantity: '1',
    bool: '否',
    titles: '无',
  }
  return Object.fromEntries(
    [...asked].flatMap((name) =>
      sample[facts[name]!.type] === undefined ? [] : [[name, sample[facts[name]!.type]]],
    ),
  )
}

/** One question after the other answered so that it fails. */
function broken(base: Facts, leaves: readonly Leaf[]): Facts[] {
  return leaves.map((leaf) => {
    if (leaf.kind === 'flag') return { ...base, [leaf.fact]: leaf.wanted ? '否' : '是' }
    if (leaf.kind === 'title') return { ...base, [leaf.fact]: '无' }
    if (leaf.kind === 'text') return { ...base, [leaf.fact]: `非${leaf.value}` }
    const isFloor = leaf.is === 'atLeast' || leaf.is === 'equals'
    return {
      ...base,
      [leaf.fact]:
        leaf.is === 'above' || leaf.is === 'below'
          ? leaf.limit
          : stepped(leaf.limit, leaf.type, isFloor ? -1 : 1),
    }
  })
}

/** Each limit met exactly; the first day of validity where there is none. */
function edges(base: Facts, leaves: readonly Leaf[], _clause: WrittenClause): Facts[] {
  const exact = leaves.flatMap((leaf) =>
    leaf.kind === 'limit' ? [{ ...base, [leaf.fact]: leaf.limit }] : [],
  )
  return [...exact, base]
}

/** A limit times a factor, with its unit; a limit that is no number stays. */
function scaled(limit: string, factor: number): string {
  const [, digits = '', unit = ''] = /^([\d,.]+)\s*(\D*)$/u.exec(limit) ?? []
  const number = Number(digits.replaceAll(',', ''))
  return digits === '' || Number.isNaN(number) ? limit : `${number * factor}${unit}`
}

/** One smallest unit beside a limit: a fen of money, one of a count, one thousandth of a percent. */
function stepped(limit: string, type: string, by: 1 | -1): string {
  const match = /^([\d,.]+)\s*(亿元?|万元?|元|%|‰)?/u.exec(limit)
  const number = Number(match?.[1]?.replaceAll(',', '') ?? Number.NaN)
  if (Number.isNaN(number)) return limit
  if (type === 'money') {
    const factor = match?.[2]?.startsWith('亿') ? 100_000_000 : match?.[2]?.startsWith('万') ? 10_000 : 1
    const fen = BigInt(Math.round(number * factor * 100)) + BigInt(by)
    return `${fen / 100n}.${(fen % 100n).toString().padStart(2, '0')}元`
  }
  if (type === 'rate') return `${(number + by * 0.001).toFixed(3)}${match?.[2] ?? '%'}`
  return String(number + by)
}

function nameOf(kind: CaseKind, facts: Facts, base: Facts, leaves: readonly Leaf[]): string {
  if (kind === 'positive') return '符合全部条件'
  if (kind === 'negative') {
    const changed = leaves.find(({ fact }) => facts[fact] !== base[fact])
    return changed?.kind === 'limit' ? `差一点没有达到 ${changed.limit}` : '有一项条件不符合'
  }
  const edge = leaves.find((leaf) => leaf.kind === 'limit' && facts[leaf.fact] === leaf.limit)
  return edge?.kind === 'limit' && facts !== base ? `恰好 ${edge.limit}` : '生效首日申报'
}

/** The case with what the rules give for it; null where it cannot be computed. */
function tryCase(
  written: { clauses: WrittenClause[] },
  clause: WrittenClause,
  open: Omit<WrittenCase, 'expect'>,
): WrittenCase | null {
  const alone = { ...clause, cases: [{ ...open, expect: {} }] }
  const data = {
    ...written,
    clauses: written.clauses.map((one) => (one.id === clause.id ? alone : { ...one, cases: [] })),
  }
  const line = checkRules(data, 'suggestion').cases.runs.find((run) => run.clause.id === clause.id)?.lines[0]
  if (!line) return null
  const money = (fen: string | null) =>
    fen === null ? null : formatQuantity('money', { n: BigInt(fen), d: 1n })
  const figure =
    line.ceilingFen === null ? { amount: money(line.amountFen) } : { ceiling: money(line.ceilingFen) }
  return { ...open, expect: { verdict: line.verdict, ...figure } }
}
