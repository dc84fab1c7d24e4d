/** The answer of a run for people and programs: one line per subject and clause. */
import { type Verdict, verdictNames } from './clause-reference.ts'
import { type Cond, FALSE, INSUFFICIENT, NOT_COMPUTABLE, TRUE, walkCond, walkNum } from './core.ts'
import type { Clause, StackingRule } from './policy.ts'
import { evaluateCond, evaluateNum, type Source } from './reference.ts'
import type { ClauseOutcome, Run } from './run.ts'
import { rowSource } from './table.ts'

export type ResultLine = {
  readonly id: string
  readonly policy: string
  readonly clause: string
  readonly verdict: Verdict
  /** Whole 分 the subject is entitled to; "0" when it is not; null when unknown or when the clause is a ceiling. */
  readonly amountFen: string | null
  /** Whole 分 that may be granted at most; null for entitlements and when unknown. */
  readonly ceilingFen: string | null
  /** Facts and city values that are missing for the answer. */
  readonly missing: readonly string[]
  readonly takenByStacking: string | null
}

/** All lines of a run, row by row, clause by clause. */
export function* resultLines(run: Run): Generator<ResultLine> {
  const cursors = new Int32Array(run.outcomes.length)
  for (let row = 0; row < run.input.table.ids.length; row++)
    for (let c = 0; c < run.outcomes.length; c++) {
      const outcome = run.outcomes[c]!
      while ((outcome.gross.rows[cursors[c]!] ?? Number.POSITIVE_INFINITY) < row) cursors[c]!++
      yield resultLine(run, outcome, row, cursors[c]!)
    }
}

/** The line of one subject and one clause; `entry` is where its award stands if it has one. */
export function resultLine(run: Run, outcome: ClauseOutcome, row: number, entry: number): ResultLine {
  const { clause, gross, net, verdicts, undecided } = outcome
  const code = undecided.get(row) ?? (verdicts[row] as 0 | 1 | 2 | 3 | 4)
  const isUnknown = code === INSUFFICIENT || code === NOT_COMPUTABLE
  const awarded = code === TRUE && gross.rows[entry] === row
  const fen = isUnknown ? null : awarded ? String(net[entry]!) : '0'
  const taken = isUnknown ? null : awarded ? String(gross.fen[entry]! - net[entry]!) : '0'
  return {
    id: run.input.table.ids[row]!,
    policy: clause.policy,
    clause: clause.id,
    verdict: verdictNames[code],
    amountFen: clause.isCeiling ? null : fen,
    ceilingFen: clause.isCeiling ? fen : null,
    missing: isUnknown ? missingFor(run, clause, row) : [],
    takenByStacking: taken,
  }
}

/** Names of the facts and city values without which the clause cannot be decided for a row. */
export function missingFor(run: Run, clause: Clause, row: number): string[] {
  const { table, snapshot, onDay } = run.input
  const source = rowSource(table, snapshot, onDay, row)
  const caps = run.rules.flatMap((rule: StackingRule) =>
    rule.cap && rule.clauses.includes(clause.key) ? [rule.cap] : [],
  )
  const names = missingIn(clause, source)
  if (evaluateCond(clause.when, source) === TRUE)
    for (const cap of caps)
      if (evaluateNum(cap, source) === null)
        addMissing(names, source, (see) => walkNum(cap, see.num, see.cond))
  return [...names]
}

/** What is missing in the undecided conditions of a clause, or in its amount when the conditions hold. */
export function missingIn(clause: Clause, source: Source): Set<string> {
  const names = new Set<string>()
  const truth = evaluateCond(clause.when, source)
  if (truth === FALSE) return names
  if (truth === TRUE) {
    if (evaluateNum(clause.amount, source) === null)
      addMissing(names, source, (see) => walkNum(clause.amount, see.num, see.cond))
    return names
  }
  for (const leaf of undecidedLeaves(clause.when, source))
    addMissing(names, source, (see) => walkCond(leaf, see.num, see.cond))
  return names
}

/** The leaves that keep a condition open; parts already decided do not matter. */
function undecidedLeaves(cond: Cond, source: Source): Cond[] {
  const truth = evaluateCond(cond, source)
  if (truth === TRUE || truth === FALSE) return []
  if (cond.op === 'not') return undecidedLeaves(cond.of, source)
  if (cond.op === 'all' || cond.op === 'any' || cond.op === 'atLeast')
    return cond.of.flatMap((part) => undecidedLeaves(part, source))
  return [cond]
}

type Seers = { num: Parameters<typeof walkNum>[1]; cond: NonNullable<Parameters<typeof walkNum>[2]> }

function addMissing(names: Set<string>, source: Source, walk: (see: Seers) => void): void {
  walk({
    num(num) {
      if (num.op === 'fact' || num.op === 'yearsSince') {
        if (source.number(num.fact) === null) names.add(num.fact)
      } else if (num.op === 'year') {
        if (evaluateNum(num, source) === null) names.add(num.fact)
      } else if (num.op === 'given') {
        if (source.given(num.key) === null) names.add(num.key.split('/').at(-1)!.replace('+', ''))
      } else if (num.op === 'standing' && source.standing(num.key) === null) names.add(num.key.split('/')[1]!)
    },
    cond(cond) {
      if (cond.op === 'flag' && source.flag(cond.fact) === null) names.add(cond.fact)
      if (cond.op === 'cell' && evaluateCond(cond, source) === INSUFFICIENT) names.add(cond.fact)
    },
  })
}
