/**
 * Exact search where a limit crosses a choice: tries every combination of one paying clause per choice, applies
 * the other rules in their order, and keeps the combination that gives the firm most. Of equals the one stays
 * that pays the larger amounts of the choices written first.
 */
import { mostCombinations } from './crossing-rules.ts'
import type { StackingRule } from './policy.ts'
import type { Work } from './stack.ts'

/** One award of the lines that share limits with each other. */
type Award = { readonly member: number; readonly entry: number; readonly row: number; readonly fen: number }
type Unit = readonly Award[]
/** A rule for one unit: its awards by group, in the order they are served. */
type Bundle = {
  readonly rule: StackingRule
  readonly awards: readonly number[]
  readonly cap: number
  readonly head: number
}
type Take = { readonly rule: StackingRule; readonly award: number; readonly fen: number }

/** Applies the rules of one component to all lines; amounts in `net` are changed. */
export function searchChoices(
  work: Work,
  rules: readonly StackingRule[],
  position: ReadonlyMap<string, number>,
): void {
  let unsearched = 0
  for (const unit of unitsOf(work, rules, position)) {
    const bundles = rules.flatMap((rule) => bundlesOf(work, rule, unit, position))
    const { amounts, takes, isWhole } = best(unit, bundles)
    if (!isWhole) unsearched++
    unit.forEach(({ member, entry }, i) => {
      work.net[member]![entry] = amounts[i]!
    })
    for (const { rule, award, fen } of takes)
      work.onTake?.(rule, unit[award]!.member, unit[award]!.entry, fen)
  }
  if (unsearched > 0) work.ctx.onUnsearched?.(unsearched, [...new Set(rules.flatMap((rule) => rule.clauses))])
}

/** Awards in units: two rows belong together when any of the rules sees them in one group. */
function unitsOf(work: Work, rules: readonly StackingRule[], position: ReadonlyMap<string, number>): Unit[] {
  const members = [...new Set(rules.flatMap((rule) => rule.clauses))].flatMap(
    (key) => position.get(key) ?? [],
  )
  const parent = new Map<number, number>()
  const rootOf = (row: number): number => {
    let root = row
    while (parent.get(root) !== undefined && parent.get(root) !== root) root = parent.get(root)!
    return root
  }
  for (const scope of new Set(rules.map((rule) => rule.scope))) {
    const { groups } = work.ctx.grouping(scope)
    const first = new Map<number, number>()
    for (const member of members)
      for (const row of work.gross[member]!.rows) {
        const group = groups === null ? row : groups[row]!
        const other = first.get(group)
        if (other === undefined) first.set(group, row)
        else if (rootOf(other) !== rootOf(row)) parent.set(rootOf(row), rootOf(other))
      }
  }
  const units = new Map<number, Award[]>()
  for (const member of members)
    work.gross[member]!.rows.forEach((row, entry) => {
      const award = { member, entry, row, fen: work.net[member]![entry]! }
      const root = rootOf(row)
      const list = units.get(root)
      if (list) list.push(award)
      else units.set(root, [award])
    })
  return [...units.values()]
}

/** A rule by the groups it sees inside a unit; awards in the order of its clauses, then of the lines. */
function bundlesOf(
  { ctx }: Work,
  rule: StackingRule,
  unit: Unit,
  position: ReadonlyMap<string, number>,
): Bundle[] {
  const { groups } = ctx.grouping(rule.scope)
  const byGroup = new Map<number, number[]>()
  for (const key of rule.clauses) {
    const member = position.get(key)
    if (member === undefined) continue
    unit.forEach((award, i) => {
      if (award.member !== member) return
      const group = groups === null ? award.row : groups[award.row]!
      const list = byGroup.get(group)
      if (list) list.push(i)
      else byGroup.set(group, [i])
    })
  }
  const head = position.get(rule.clauses[0]!) ?? -1
  return [...byGroup.values()].map((awards) => ({
    rule,
    awards,
    head,
    cap: rule.cap
      ? (ctx.constantCap(rule) ?? ctx.capOf(rule, unit[awards[0]!]!.row))
      : Number.POSITIVE_INFINITY,
  }))
}

type Found = { amounts: Float64Array; takes: readonly Take[]; isWhole: boolean }

function best(unit: Unit, bundles: readonly Bundle[]): Found {
  const choices = bundles
    .filter((bundle) => bundle.rule.rule === 'highestOne')
    .map((bundle) => ({
      bundle,
      // A stable sort: of equal amounts the clause named first comes first.
      candidates: bundle.awards.filter((i) => unit[i]!.fen !== 0).sort((a, b) => unit[b]!.fen - unit[a]!.fen),
    }))
    .filter((choice) => choice.candidates.length > 0)
  const limits = bundles.filter((bundle) => bundle.rule.rule !== 'highestOne')
  const combinations = choices.reduce((product, choice) => product * choice.candidates.length, 1)
  const isWhole = combinations <= mostCombinations
  const picked = choices.map(() => 0)
  let most = -1
  let found = picked.slice()
  for (let left = isWhole ? combinations : 0; left > 0; left--) {
    const amounts = settle(unit, choices, picked, limits, null)
    const sum = amounts.reduce((all, fen) => all + fen, 0)
    if (Number.isNaN(sum) && combinations > 1) return unknown(unit)
    if (sum > most) {
      most = sum
      found = picked.slice()
    }
    advance(picked, choices)
  }
  const takes: Take[] = []
  return { amounts: settle(unit, choices, isWhole ? found : null, limits, takes), takes, isWhole }
}

type Choice = { readonly bundle: Bundle; readonly candidates: readonly number[] }

/** The next combination: the last choice moves first. */
function advance(picked: number[], choices: readonly Choice[]): void {
  for (let c = picked.length - 1; c >= 0; c--) {
    picked[c]!++
    if (picked[c]! < choices[c]!.candidates.length) return
    picked[c] = 0
  }
}

/** Which choice is best hangs on an unknown limit: no amount of the unit is known. */
function unknown(unit: Unit): Found {
  const amounts = Float64Array.from(unit, (award) => (award.fen === 0 ? 0 : Number.NaN))
  return { amounts, takes: [], isWhole: true }
}

/** The amounts when these candidates are picked; null picks the largest that is left, choice after choice. */
function settle(
  unit: Unit,
  choices: readonly Choice[],
  picked: readonly number[] | null,
  limits: readonly Bundle[],
  takes: Take[] | null,
): Float64Array {
  const amounts = Float64Array.from(unit, (award) => award.fen)
  const take = (rule: StackingRule, award: number, fen: number) => {
    if (fen === 0) return
    amounts[award] = amounts[award]! - fen
    takes?.push({ rule, award, fen })
  }
  choices.forEach(({ bundle, candidates }, c) => {
    const winner = picked ? candidates[picked[c]!] : candidates.find((award) => amounts[award] !== 0)
    for (const award of candidates) if (award !== winner) take(bundle.rule, award, amounts[award]!)
  })
  for (const bundle of limits) applyLimit(unit, bundle, amounts, take)
  return amounts
}

function applyLimit(
  unit: Unit,
  { rule, awards, cap, head }: Bundle,
  amounts: Float64Array,
  take: (rule: StackingRule, award: number, fen: number) => void,
): void {
  if (rule.rule === 'excludes') {
    if (!awards.some((i) => unit[i]!.member === head && amounts[i] !== 0)) return
    for (const i of awards) if (unit[i]!.member !== head) take(rule, i, amounts[i]!)
    return
  }
  let reached = 0
  for (const i of awards) {
    const asked = amounts[i]!
    if (asked === 0) continue
    if (rule.rule === 'topUp') {
      take(rule, i, Math.min(asked, reached))
      reached = Math.max(reached, asked)
    } else {
      // An unknown limit, or an unknown amount before, is NaN, and makes NaN of what it grants.
      const granted = Math.min(asked, cap - reached)
      take(rule, i, asked - granted)
      reached += granted
    }
  }
}
